import type { MartTable } from './mart-table.ts';
import { withoutPrefix } from './role-names.ts';
import type { StagedColumn } from './staged-column.ts';
import { isAudit, isNumeric } from './staged-column.ts';

/** What a classification says of the rows that point to it: texts, flags and values, none of its keys, dates and amounts. */
export function descriptiveColumns(table: MartTable, keys: ReadonlySet<string>): StagedColumn[] {
  return table.columns.filter(
    (column) =>
      !keys.has(column.name) &&
      !isAudit(column) &&
      !isSecret(column) &&
      (column.family === 'text' || column.family === 'boolean' || isNumeric(column)) &&
      (DESCRIPTIVE.has(column.kind) || isCode(column)),
  );
}

/** An identifier in letters that leads nowhere says something to a person: a postal code, an ISO code. */
export function isCode(column: StagedColumn): boolean {
  return column.kind === 'identifier' && column.family === 'text';
}

const DESCRIPTIVE: ReadonlySet<string> = new Set(['text', 'enum', 'boolean', 'other', 'non_additive']);

/** Every table that refers to one asks it for its names, so they are found once. */
const found = new WeakMap<MartTable, readonly StagedColumn[]>();

/** The columns by which a person would call a row: its name, the first and last name, its title, or what it logs in as. */
export function nameColumns(table: MartTable): readonly StagedColumn[] {
  const known = found.get(table);
  if (known) return known;
  const columns = findNames(table);
  found.set(table, columns);
  return columns;
}

function findNames(table: MartTable): readonly StagedColumn[] {
  const texts = new Map<string, StagedColumn>();
  for (const column of table.columns) {
    const name = glued(withoutPrefix(column.name, table.prefix));
    if (column.family === 'text' && !texts.has(name)) texts.set(name, column);
  }
  const named = (name: string): StagedColumn | undefined => texts.get(glued(name));
  const { singular } = table;
  for (const name of ['name', `${singular}_name`, 'full_name', 'display_name', singular]) {
    const column = named(name);
    if (column) return [column];
  }
  const ofPerson = ['first_name', 'last_name'].flatMap((name) => named(name) ?? []);
  if (ofPerson.length > 0) return ofPerson;
  const column = ['title', `${singular}_title`, 'label', `${singular}name`, 'username', 'login'].flatMap(
    (name) => named(name) ?? [],
  )[0];
  return column ? [column] : [];
}

/** `firstname` is `first_name`. */
function glued(name: string): string {
  return name.replaceAll('_', '');
}

/** A password or a token: nothing that an analyst's table should hold. */
export function isSecret(column: StagedColumn): boolean {
  return column.pii === 'credential';
}
