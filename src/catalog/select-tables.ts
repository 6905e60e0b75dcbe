import { CartridgeError } from '../errors.ts';
import type { Problem } from '../errors.ts';
import { nearestName } from '../yaml/nearest-name.ts';
import type { Catalog, TableRef } from './catalog.ts';
import { tableLabel } from './catalog.ts';
import type { Selection } from './reader.ts';

/**
 * The tables that the user asked for: of the named schemas, matching any `select`, matching no `exclude`. Warns of a
 * name or glob that matches nothing. Throws CATALOG_EMPTY, naming the nearest table, where nothing is left. Pure.
 */
export function selectTables(
  catalog: Catalog,
  selection: Selection,
): { catalog: Catalog; warnings: readonly Problem[] } {
  const { schemas, select, exclude } = selection;
  const tables = catalog.tables.filter((table) => isSelected(table, selection));
  const warnings = [
    ...schemas.filter((schema) => catalog.tables.every((table) => table.schema !== schema)).map(unknownSchema(catalog)),
    ...unmatched(catalog, '--select', select),
    ...unmatched(catalog, '--exclude', exclude),
  ];
  const [first, ...rest] = warnings.filter((warning) => !warning.message.includes('--exclude'));
  if (tables.length === 0 && catalog.tables.length > 0)
    throw new CartridgeError(first ? [first, ...rest] : nothingLeft());
  return { catalog: tables.length === catalog.tables.length ? catalog : { ...catalog, tables }, warnings };
}

/** Whether the user means a table, be it there or not. */
export function isSelected(table: TableRef, { schemas, select, exclude }: Selection): boolean {
  return (
    (schemas.length === 0 || (table.schema !== undefined && schemas.includes(table.schema))) &&
    (select.length === 0 || select.some((glob) => matchesTable(glob, table))) &&
    !exclude.some((glob) => matchesTable(glob, table))
  );
}

/** Whether a glob over `table` or `schema.table` takes the whole text: `*` any characters, `?` one. Cares for case. */
export function matchesGlob(glob: string, text: string): boolean {
  let [at, position, star, resume] = [0, 0, -1, 0];
  while (position < text.length) {
    const character = glob[at];
    if (character === '*') [star, resume, at] = [at, position, at + 1];
    else if (character === '?' || character === text[position]) [at, position] = [at + 1, position + 1];
    else if (star === -1) return false;
    else [resume, position, at] = [resume + 1, resume + 1, star + 1];
  }
  return /^\**$/.test(glob.slice(at));
}

function matchesTable(glob: string, table: TableRef): boolean {
  return matchesGlob(glob, table.name) || matchesGlob(glob, tableLabel(table));
}

function unmatched(catalog: Catalog, flag: string, globs: readonly string[]): Problem[] {
  return globs
    .filter((glob) => !catalog.tables.some((table) => matchesTable(glob, table)))
    .map((glob) => ({
      code: 'CATALOG_EMPTY',
      message: `no table matches ${flag} ${glob}${didYouMean(
        glob,
        catalog.tables.map((table) => (glob.includes('.') ? tableLabel(table) : table.name)),
      )}`,
      hint: 'A glob is compared with the table and with schema.table; * stands for any characters, ? for one.',
    }));
}

function unknownSchema(catalog: Catalog): (schema: string) => Problem {
  const schemas = [...new Set(catalog.tables.map((table) => table.schema))].filter((name) => name !== undefined).sort();
  return (schema) => ({
    code: 'CATALOG_EMPTY',
    message: `no table is in schema ${schema}${didYouMean(schema, schemas)}`,
    hint: schemas.length === 0 ? 'This input has no schemas.' : `Its schemas: ${schemas.join(', ')}.`,
  });
}

function didYouMean(typed: string, names: readonly string[]): string {
  const nearest = nearestName(typed, names);
  return nearest === undefined ? '' : `; did you mean ${nearest}?`;
}

function nothingLeft(): Problem {
  return {
    code: 'CATALOG_EMPTY',
    message: 'no table is left after --schema, --select and --exclude',
    hint: 'Loosen them; cartridge scan --from lists the tables.',
  };
}
