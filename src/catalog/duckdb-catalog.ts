import type { Duckdb, Row, SqlValue } from '../outside/duckdb.ts';
import { relationName } from '../sql/identifiers.ts';
import type { Catalog, Column, ForeignKey, Table, TableRef } from './catalog.ts';
import { tableKey } from './catalog.ts';

const COLUMNS = `
  select schema_name, table_name, column_name, data_type, is_nullable, comment
  from duckdb_columns()
  where not internal and database_name = current_database()
  order by schema_name, table_name, column_index`;
const COMMENTS = `
  select schema_name, table_name, comment, false as is_view from duckdb_tables()
  where not internal and not temporary and database_name = current_database()
  union all
  select schema_name, view_name, comment, true from duckdb_views()
  where not internal and not temporary and database_name = current_database()`;
/** Foreign keys never leave their schema in DuckDB. */
const KEYS = `
  select schema_name, table_name, constraint_type, constraint_column_names, referenced_table, referenced_column_names
  from duckdb_constraints()
  where database_name = current_database() and constraint_type in ('PRIMARY KEY', 'UNIQUE', 'FOREIGN KEY')
  order by constraint_index`;

/** How many tables are counted by one statement. */
const COUNTED_TOGETHER = 50;

/** Tables and views of an open database. */
export interface DuckdbTables {
  readonly catalog: Catalog;
  /** Those that are views, by `tableKey`. */
  readonly views: ReadonlySet<string>;
  /** What DuckDB calls the database: of a file, its name without the ending. */
  readonly databaseName: string;
}

/** How a table stands in SQL. With the database, since `crm.users` says nothing certain in a file `crm.duckdb`. */
export function relationOf({ schema, name }: TableRef, databaseName: string): string {
  return relationName([schema === undefined ? undefined : databaseName, schema, name]);
}

/** All tables and views of an open database with their comments and declared keys, sorted by schema and name. */
export async function readDuckdbCatalog(database: Duckdb, name: string): Promise<DuckdbTables> {
  const [current] = await database.query('select current_database() as name');
  const relations = new Map(
    (await database.query(COMMENTS)).map((row) => [keyOf(row), { row, columns: [] as Column[], keys: [] as Row[] }]),
  );
  for (const row of await database.query(COLUMNS)) relations.get(keyOf(row))?.columns.push(readColumn(row));
  for (const row of await database.query(KEYS)) relations.get(keyOf(row))?.keys.push(row);
  const sorted = [...relations].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    catalog: {
      name,
      dialect: 'duckdb',
      tables: sorted.map(([, { row, columns, keys }]) => readTable(row, columns, keys)),
    },
    views: new Set(sorted.filter(([, { row }]) => row['is_view'] === true).map(([key]) => key)),
    databaseName: String(current?.['name']),
  };
}

/** The same tables with their number of rows; views are not counted, since that may be dear. */
export async function countRows(database: Duckdb, { catalog, views, databaseName }: DuckdbTables): Promise<Catalog> {
  const counts = new Map<string, number>();
  const counted = catalog.tables.filter((table) => !views.has(tableKey(table)));
  for (let start = 0; start < counted.length; start += COUNTED_TOGETHER) {
    const tables = counted.slice(start, start + COUNTED_TOGETHER);
    const selects = tables.map(
      (table, at) => `select ${at} as at, count(*) as n from ${relationOf(table, databaseName)}`,
    );
    for (const { at, n } of await database.query(selects.join(' union all '))) {
      const table = tables[Number(at)];
      if (table) counts.set(tableKey(table), Number(n));
    }
  }
  const tables = catalog.tables.map((table) => {
    const row_count = counts.get(tableKey(table));
    return row_count === undefined ? table : { ...table, row_count };
  });
  return { ...catalog, tables };
}

function readColumn(row: Row): Column {
  return {
    name: String(row['column_name']),
    type: String(row['data_type']),
    nullable: row['is_nullable'] === true,
    ...comment(row),
  };
}

function readTable(row: Row, columns: Column[], keys: readonly Row[]): Table {
  const ofType = (type: string): Row[] => keys.filter((key) => key['constraint_type'] === type);
  const [primary] = ofType('PRIMARY KEY');
  const unique = ofType('UNIQUE').map((key) => texts(key['constraint_column_names']));
  const foreign = ofType('FOREIGN KEY').map((key) => readForeignKey(String(row['schema_name']), key));
  return {
    schema: String(row['schema_name']),
    name: String(row['table_name']),
    ...comment(row),
    columns,
    ...(primary && { primary_key: texts(primary['constraint_column_names']) }),
    ...(unique.length > 0 && { unique_keys: unique }),
    ...(foreign.length > 0 && { foreign_keys: foreign }),
  };
}

function readForeignKey(schema: string, key: Row): ForeignKey {
  return {
    columns: texts(key['constraint_column_names']),
    ref_schema: schema,
    ref_table: String(key['referenced_table']),
    ref_columns: texts(key['referenced_column_names']),
  };
}

function keyOf(row: Row): string {
  return tableKey({ schema: String(row['schema_name']), name: String(row['table_name']) });
}

function comment(row: Row): { comment?: string } {
  return typeof row['comment'] === 'string' && row['comment'] !== '' ? { comment: row['comment'] } : {};
}

function texts(value: SqlValue | undefined): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
