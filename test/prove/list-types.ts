import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { duckdbType, typeFamily } from '../../src/sql/types.ts';

/**
 * Every type of a folder of catalog files, by dialect, and the DuckDB type that holds it, with a note where that holds
 * less. DuckDB keeps no length of a text, so types that differ in nothing else are one line.
 */
export function listTypes(folder: string): string[] {
  const types = new Map<string, { readonly dialect: string; readonly type: string }>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    const { dialect, tables } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Catalog;
    for (const table of tables) {
      for (const { type } of table.columns) {
        const shown = type.replace(/(char\w*|varying|string)\s*\(\d+( ?char)?\)/i, '$1(n$2)');
        types.set(`${dialect} ${shown}`, { dialect, type });
      }
    }
  }
  return [...types]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([shown, { dialect, type }]) => {
      const held = duckdbType(type, dialect).type;
      return `${shown.padEnd(86)} ${held.padEnd(14)} ${loss(type, dialect)}`.trimEnd();
    });
}

/** What DuckDB's type does not hold of a type; empty where it holds all. */
function loss(type: string, dialect: string): string {
  const { type: held, exact } = duckdbType(type, dialect);
  if (!exact) return 'not known';
  if (held === 'VARCHAR' && typeFamily(type, dialect) === 'other') return 'only its text';
  if (held === 'VARCHAR' && /^(enum|set)\b/i.test(type)) return 'any text';
  return held === 'DECIMAL(38,9)' ? 'nine digits after the point' : '';
}
