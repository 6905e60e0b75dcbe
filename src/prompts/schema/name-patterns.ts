import { cleanName } from '../../planner/clean-name.ts';
import { singular } from '../../planner/inflect.ts';
import type { SchemaTable } from './schema-table.ts';

/** How names follow from the name of a table: `{one}` is the table's in the singular and in snake_case, `{table}` as it is. */
export interface NamePatterns {
  /** Beginning that many tables have in common and the text leaves out: `spree_`; empty: none. */
  readonly prefix: string;
  /** Name of a key, where the text does not give it. */
  readonly key: string;
  /** Name of a column that refers to a table, where the text gives the table alone. */
  readonly reference: string;
}

export const USUAL_PATTERNS: NamePatterns = { prefix: '', key: 'id', reference: '{one}_id' };
/** A pattern of its own costs a line of the text, so it must save more. */
const FEWEST = 3;

/** The patterns that most names of the tables follow. */
export function namePatterns(tables: readonly SchemaTable[]): NamePatterns {
  const prefix = commonPrefix(tables.map(({ table }) => table.name));
  const keys = tables.flatMap(({ table, belief }) => {
    const columns = belief.primary_key?.columns ?? [];
    const [column] = columns;
    return column === undefined || columns.length > 1 ? [] : [patternsOf(column, tableWords(table.name, prefix))];
  });
  const references = tables.flatMap(({ references }) =>
    references.flatMap(({ columns: [column, ...others], ref_table }) =>
      column === undefined || others.length > 0 ? [] : [patternsOf(column, tableWords(ref_table, prefix))],
    ),
  );
  return {
    prefix,
    key: commonest(keys, USUAL_PATTERNS.key),
    reference: commonest(references, USUAL_PATTERNS.reference),
  };
}

/** The name that a pattern gives for a table. */
export function nameByPattern(pattern: string, table: string, prefix: string): string {
  const { one, bare } = tableWords(table, prefix);
  return pattern.replace('{one}', one).replace('{table}', bare);
}

function tableWords(name: string, prefix: string): { readonly one: string; readonly bare: string } {
  const bare = prefix !== '' && name.startsWith(prefix) ? name.slice(prefix.length) : name;
  return { one: singular(cleanName(bare)), bare };
}

/** All patterns by which a name may have been made. */
function patternsOf(column: string, { one, bare }: { readonly one: string; readonly bare: string }): string[] {
  const found = column === 'id' ? ['id'] : [];
  for (const [word, slot] of [
    [one, '{one}'],
    [bare, '{table}'],
  ] as const) {
    const at = word === '' ? -1 : column.indexOf(word);
    if (at === -1) continue;
    const pattern = column.slice(0, at) + slot + column.slice(at + word.length);
    if (/^[a-zA-Z_{}]+$/.test(pattern)) found.push(pattern);
  }
  return found;
}

function commonest(found: readonly (readonly string[])[], usual: string): string {
  const counts = new Map<string, number>();
  for (const pattern of found.flat()) counts.set(pattern, (counts.get(pattern) ?? 0) + 1);
  let best = usual;
  const countOf = (pattern: string): number => counts.get(pattern) ?? 0;
  for (const pattern of [...counts.keys()].sort()) {
    if (countOf(pattern) >= countOf(best) + FEWEST) best = pattern;
  }
  return best;
}

/** `spree_` where a third of the tables and more begin so. */
function commonPrefix(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) {
    const prefix = /^[a-zA-Z]+_(?=[a-zA-Z])/.exec(name)?.[0];
    if (prefix !== undefined) counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
  }
  const most = [...counts].reduce<readonly [string, number]>(
    (best, each) => (each[1] > best[1] || (each[1] === best[1] && each[0] < best[0]) ? each : best),
    ['', 0],
  );
  return most[1] > FEWEST && most[1] * 3 >= names.length ? most[0] : '';
}
