import type { Column, Table, TableRef } from '../../catalog/catalog.ts';
import type { ExistingSource, ExistingTable } from '../../context/context.ts';
import { isLoaderColumn } from '../loader-columns.ts';
import { namesOf } from './compared-name.ts';
import type { DeclaredTable, MatchedSource } from './match-sources.ts';
import { physicalName, statedSchema } from './match-sources.ts';

/** Of an input that may hold a part of a schema, one table in so many may be missing. */
const MOST_GONE = 4;
/** A list of tables or columns is meant to be complete if it has so much of them. */
const COMPLETE = 2 / 3;

/** What of a schema an input holds, and which of its tables are meant. */
export interface InputScope {
  /** Whether it holds every table of its schemas, as a database does and a file need not. */
  readonly isWhole: boolean;
  /** Whether `--schema`, `--select` and `--exclude` mean a table. */
  readonly isMeant: (table: TableRef) => boolean;
}

/**
 * Tables that an entry of the schema declares and the input lacks: all of them where the input holds the whole schema; where
 * it may be a part, or only dbt knows the schema, a few that are missing among many that are there. Pure.
 */
export function goneTables(
  entry: ExistingSource,
  { schema, tables }: MatchedSource,
  { isWhole, isMeant }: InputScope,
): ExistingTable[] {
  const raw = new Set(tables.map(({ name }) => name.toLowerCase()));
  const meant = entry.tables.filter((table) => table.enabled && isMeant({ schema, name: physicalName(table) }));
  const gone = meant.filter((table) => !raw.has(physicalName(table).toLowerCase()));
  const isCertain = isWhole && schema !== undefined && statedSchema(entry) !== null;
  return isCertain || gone.length * MOST_GONE <= meant.length ? gone : [];
}

/**
 * Tables that no source declares though those of their schema are meant to be declared, by cartridge or because most are: they
 * came since. Pure.
 */
export function undeclaredTables({ entries, tables, declared }: MatchedSource): readonly Table[] {
  const own = entries.filter((entry) => entry.package === null);
  const isComplete = own.some((entry) => entry.generated) || declared.size >= tables.length * COMPLETE;
  return own.length > 0 && isComplete ? tables.filter((table) => !declared.has(table.name)) : [];
}

/**
 * Columns that a source lists and its table lacks, as names are compared. A list of people that has little in common
 * with the table is no list of its columns. Pure.
 */
export function goneColumns({ columns }: Table, { table }: DeclaredTable): string[] {
  const raw = new Set(columns.map(({ name }) => name.toLowerCase()));
  const gone = [...namesOf(table.columns)].filter((name) => !raw.has(name));
  return table.generated || gone.length * 2 <= table.columns.length ? gone : [];
}

/**
 * Columns that a source does not list though it is meant to list all: they came since. Those of a loader count for nothing.
 * Pure.
 */
export function unlistedColumns({ columns }: Table, { table }: DeclaredTable): readonly Column[] {
  const listed = namesOf(table.columns);
  const own = columns.filter(({ name }) => !isLoaderColumn(name));
  const unlisted = own.filter(({ name }) => !listed.has(name.toLowerCase()));
  const isComplete = table.generated || own.length - unlisted.length >= own.length * COMPLETE;
  return listed.size > 0 && isComplete ? unlisted : [];
}
