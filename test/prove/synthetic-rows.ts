import type { Column, ForeignKey, Table } from '../../src/catalog/catalog.ts';
import type { Schema } from './schema.ts';
import type { TableKeys } from './table-keys.ts';
import { valueFor } from './synthetic-values.ts';

/** A value as SQL literal text without its cast, or null. */
export type Cell = string | null;
export type Row = Record<string, Cell>;
/** By table name. */
export type Rows = ReadonlyMap<string, readonly Row[]>;

/**
 * Rows for every table that satisfy its keys: parents are shared by several children, some parents have none, nullable
 * columns hold nulls, and no two tables have the same number of rows by accident of the method. Seeded by position.
 * `times` makes tables that much longer.
 */
export function syntheticRows(schema: Schema, times = 1): Rows {
  const { keys } = schema;
  const rows = new Map<string, Row[]>();
  const order = parentsFirst(schema);
  for (const [index, table] of order.entries()) {
    rows.set(
      table.name,
      makeRows(table, { keys: keys.get(table.name)!, rows, count: times * (9 + ((index * 7) % 23)) }),
    );
  }
  for (const table of order) fillLateParents(table, { keys: keys.get(table.name)!, rows });
  return rows;
}

interface Making {
  keys: TableKeys;
  rows: Map<string, Row[]>;
  count: number;
}

function makeRows(table: Table, { keys, rows, count }: Making): Row[] {
  const made: Row[] = [];
  const uniques = [keys.primary, ...keys.unique].filter((key) => key.length > 0);
  const seen = uniques.map(() => new Set<string>());
  const foreign = [...keys.foreign].sort((a, b) => b.columns.length - a.columns.length);
  for (let attempt = 0; made.length < count && attempt < count * 12; attempt++) {
    const row: Row = {};
    const own = keys.primary.filter((column) => !foreign.some((key) => key.columns.includes(column)));
    for (const column of own) row[column] = valueFor(columnOf(table, column), attempt + 1, true);
    const linked = foreign.every((key) =>
      link(row, { table, key, primary: keys.primary, parents: rows.get(key.ref_table), attempt, made }),
    );
    if (!linked) continue;
    for (const column of table.columns) {
      if (column.name in row) continue;
      const unique = uniques.some((key) => key.includes(column.name));
      const blank = !unique && mayBeNull(table, column, keys.primary) && (attempt + column.name.length) % 6 === 0;
      row[column.name] = blank ? null : valueFor(column, attempt + 1, unique);
    }
    const marks = uniques.map((key) => key.map((column) => row[column]).join('\u0001'));
    const isWhole = uniques.map((key) => key.every((column) => row[column] !== null));
    if (marks.some((mark, at) => isWhole[at] && seen[at]!.has(mark))) continue;
    for (const [at, mark] of marks.entries()) seen[at]!.add(mark);
    made.push(row);
  }
  return made;
}

interface Link {
  table: Table;
  key: ForeignKey;
  primary: readonly string[];
  /** Undefined: the parent comes later (a cycle), or is the table itself. */
  parents: readonly Row[] | undefined;
  attempt: number;
  made: readonly Row[];
}

/** Points the row to a parent that agrees with what is set already; false if there is none and null is not allowed. */
function link(row: Row, { table, key, primary, parents, attempt, made }: Link): boolean {
  const candidates = key.ref_table === table.name ? made : (parents ?? []);
  const fits = candidates.filter((parent) =>
    key.columns.every((column, at) => !(column in row) || row[column] === parent[key.ref_columns[at]!]),
  );
  // Never the last quarter of the parents, so that some parents have no children.
  const usable =
    fits.length > 4 && !key.columns.some((column) => primary.includes(column))
      ? fits.slice(0, Math.ceil(fits.length * 0.75))
      : fits;
  const free = key.columns.filter((column) => !(column in row));
  const canBeNull = free.length > 0 && free.every((column) => mayBeNull(table, columnOf(table, column), primary));
  const wantsNull = canBeNull && attempt % 7 === 3;
  const parent = wantsNull ? undefined : usable[(attempt * 5 + key.columns[0]!.length) % Math.max(1, usable.length)];
  if (parent) {
    for (const [at, column] of key.columns.entries()) row[column] = parent[key.ref_columns[at]!] ?? null;
    return true;
  }
  if (key.ref_table === table.name && !canBeNull) return selfLink(row, { table, key, attempt });
  if (parents === undefined || canBeNull) {
    for (const column of free) row[column] = null;
    return true;
  }
  return false;
}

/** The first row of a table whose parent may not be null is its own parent. */
function selfLink(row: Row, { table, key, attempt }: { table: Table; key: ForeignKey; attempt: number }): boolean {
  for (const [at, column] of key.columns.entries()) {
    const parent = key.ref_columns[at]!;
    row[parent] ??= valueFor(columnOf(table, parent), attempt + 1, true);
    row[column] = row[parent];
  }
  return true;
}

/** Second pass for cycles: a parent that came later is linked now, where the column must not stay empty. */
function fillLateParents(table: Table, { keys, rows }: { keys: TableKeys; rows: Map<string, Row[]> }): void {
  for (const key of keys.foreign) {
    const [column = '', refColumn = ''] = [key.columns[0], key.ref_columns[0]];
    const [own, parents] = [rows.get(table.name) ?? [], rows.get(key.ref_table) ?? []];
    if (key.columns.length > 1 || parents.length === 0) continue;
    const isUnique = keys.unique.some((unique) => unique.join() === column);
    const inKey = [keys.primary, ...keys.unique].some((unique) => unique.includes(column));
    // A unique column without any value could show no duplicate.
    const isEmpty = isUnique && own.every((row) => row[column] === null);
    const isRequired = !inKey && !mayBeNull(table, columnOf(table, column), keys.primary);
    if (!isEmpty && !isRequired) continue;
    for (const [index, row] of own.entries()) {
      const parent = parents[isUnique ? index : index % parents.length];
      row[column] ??= parent?.[refColumn] ?? null;
    }
  }
}

function mayBeNull(_table: Table, column: Column, primary: readonly string[]): boolean {
  return column.nullable !== false && !primary.includes(column.name);
}

function columnOf(table: Table, name: string): Column {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (!column) throw new Error(`${table.name} has no column ${name}`);
  return column;
}

/**
 * Parents before children. A cycle is cut at a reference that may be empty, else at one that is part of no key: such ones
 * are filled when all parents are there.
 */
export function parentsFirst({ catalog: { tables }, keys }: Schema): Table[] {
  const referencesOf = (table: Table): readonly ForeignKey[] => keys.get(table.name)?.foreign ?? [];
  const required = (table: Table): readonly ForeignKey[] =>
    referencesOf(table).filter((key) => key.columns.some((name) => columnOf(table, name).nullable === false));
  const inKey = (table: Table): readonly ForeignKey[] =>
    required(table).filter((key) => key.columns.some((name) => keys.get(table.name)?.unique.flat().includes(name)));
  return [referencesOf, required, inKey].reduce(parentsBefore, [...tables]);
}

function parentsBefore(tables: Table[], referencesOf: (table: Table) => readonly ForeignKey[]): Table[] {
  const order = new Set<Table>();
  const visited = new Set<Table>();
  const visit = (table: Table): void => {
    if (visited.has(table)) return;
    visited.add(table);
    for (const key of referencesOf(table)) {
      const parent = tables.find((candidate) => candidate.name === key.ref_table);
      if (parent) visit(parent);
    }
    order.add(table);
  };
  for (const table of tables) visit(table);
  return [...order];
}

/** A cell as SQL in the column's own type. */
export function literal(cell: Cell, column: Column): string {
  return cell === null ? 'null' : `cast('${cell.replaceAll("'", "''")}' as ${column.type})`;
}

export function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
