import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { duckdbType, typeFamily } from '../../src/sql/types.ts';

/** Every type of a folder of catalog files, by dialect, and the DuckDB type that holds it. */
export function listTypes(folder: string): string[] {
  const types = new Set<string>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    const { dialect, tables } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Catalog;
    for (const table of tables) for (const { type } of table.columns) types.add(`${dialect}\t${type}`);
  }
  return [...types].toSorted().map((each) => {
    const [dialect = '', type = ''] = each.split('\t');
    const mapped = duckdbType(type, dialect);
    const note = !mapped.exact ? 'not known' : heldAsText(type, dialect) ? 'only its text' : '';
    return `${dialect.padEnd(10)} ${type.padEnd(44)} ${mapped.type.padEnd(14)} ${note}`.trimEnd();
  });
}

function heldAsText(type: string, dialect: string): boolean {
  return duckdbType(type, dialect).type === 'VARCHAR' && typeFamily(type, dialect) === 'other';
}
