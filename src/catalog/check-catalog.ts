import type { Problem } from '../errors.ts';
import type { Catalog, Table } from './catalog.ts';
import { tableLabel } from './catalog.ts';
import { checkKeys } from './check-keys.ts';
import { foldedKey, indexTables } from './table-index.ts';

/** Everything that is wrong with a catalog; warnings do not stop the work. */
export interface CatalogCheck {
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/** Control characters and halves of a surrogate pair: no YAML, no file name and no warehouse carries them all. */
const PLAIN_NAME = /^[\w.]+$/;
const UNUSABLE = /[\p{Cc}\p{Cs}\u2028\u2029]/u;

/** Finds all problems of a catalog together, in the order of its tables. Pure; linear in the number of columns. */
export function checkCatalog(catalog: Catalog): CatalogCheck {
  if (catalog.tables.length === 0) return { problems: [noTables(catalog)], warnings: [] };
  const index = indexTables(catalog);
  const problems: Problem[] = [...unusableName('the catalog', catalog.name, {}), ...duplicateTables(catalog)];
  const warnings: Problem[] = [];
  for (const [position, table] of catalog.tables.entries()) {
    problems.push(...checkTable(table, position));
    const keys = checkKeys(table, index);
    problems.push(...keys.problems);
    warnings.push(...keys.warnings);
  }
  return { problems, warnings };
}

function checkTable(table: Table, position: number): Problem[] {
  const at = `table ${position + 1}`;
  const isNamed = table.name.trim() !== '';
  const where = isNamed ? { table: tableLabel(table) } : { at };
  const problems = unusableName('a table', table.name, { at });
  if (table.schema !== undefined) problems.push(...unusableName('a schema', table.schema, { at }));
  for (const [index, column] of table.columns.entries()) {
    if (!PLAIN_NAME.test(column.name))
      problems.push(
        ...unusableName('a column', column.name, { ...where, at: `${isNamed ? '' : `${at}, `}column ${index + 1}` }),
      );
  }
  if (table.columns.length > 0) return [...problems, ...duplicateColumns(table)];
  const problem: Problem = {
    code: 'CATALOG_TABLE_WITHOUT_COLUMNS',
    message: `table ${tableLabel(table)} has no columns`,
    where,
    hint: `Give its columns, or leave it out: --exclude ${shellWord(tableLabel(table))}`,
  };
  return [...problems, problem];
}

function unusableName(what: string, name: string, where: Problem['where'] & object): Problem[] {
  const empty = name.trim() === '';
  if (!empty && !UNUSABLE.test(name)) return [];
  const message = empty
    ? `the name of ${what} is empty`
    : `the name ${JSON.stringify(name)} of ${what} holds a control character`;
  return [{ code: 'CATALOG_NAME_UNUSABLE', message, where, hint: 'Rename it where it comes from.' }];
}

function duplicateTables(catalog: Catalog): Problem[] {
  const seen = new Map<string, { table: Table; position: number }>();
  return catalog.tables.flatMap((table, position): Problem[] => {
    const first = seen.get(foldedKey(table));
    if (!first) {
      seen.set(foldedKey(table), { table, position });
      return [];
    }
    return [
      {
        code: 'CATALOG_DUPLICATE_TABLE',
        message: `${JSON.stringify(catalog.name)} has two tables named ${twoNames(first.table.name, table.name)}`,
        where: { table: tableLabel(table), at: `tables ${first.position + 1} and ${position + 1}` },
        hint: duplicateHint(first.table, table),
      },
    ];
  });
}

function duplicateHint(first: Table, second: Table): string {
  if (tableLabel(first) === tableLabel(second)) return 'Remove one of them.';
  return [
    'dbt compares names without case on this adapter. Leave one out:',
    `  --exclude ${shellWord(tableLabel(second))}`,
  ].join('\n');
}

function duplicateColumns(table: Table): Problem[] {
  const names = new Set(table.columns.map((column) => column.name.toLowerCase()));
  if (names.size === table.columns.length) return [];
  const seen = new Map<string, string>();
  const problems: Problem[] = [];
  for (const { name } of table.columns) {
    const first = seen.get(name.toLowerCase());
    if (first === undefined) seen.set(name.toLowerCase(), name);
    else problems.push(duplicateColumn(table, first, name));
  }
  return problems;
}

function duplicateColumn(table: Table, first: string, second: string): Problem {
  return {
    code: 'CATALOG_DUPLICATE_COLUMN',
    message: `table ${tableLabel(table)} has two columns named ${twoNames(first, second)}`,
    where: { table: tableLabel(table), field: second },
    hint: 'DuckDB compares names without case. Rename one where it comes from.',
  };
}

function twoNames(first: string, second: string): string {
  return first === second ? JSON.stringify(first) : `${JSON.stringify(first)} and ${JSON.stringify(second)}`;
}

function noTables(catalog: Catalog): Problem {
  return {
    code: 'CATALOG_EMPTY',
    message: `${JSON.stringify(catalog.name)} holds no table`,
    hint: 'Load the raw tables first, or give another --from.',
  };
}

/** A word as it is typed in a shell. */
function shellWord(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
