import type { Catalog, Table } from '../../catalog/catalog.ts';
import type { ExistingSource, ExistingTable } from '../../context/context.ts';
import { groupBy } from '../group-by.ts';
import type { SourceTables } from '../source-names.ts';
import { namedSources } from '../source-names.ts';
import type { FoldName } from './fold-name.ts';
import { foldNames } from './fold-name.ts';

/** A raw table as the project declares it. */
export interface DeclaredTable {
  readonly source: ExistingSource;
  readonly table: ExistingTable;
}

/** The raw tables of one schema, and what the project declares of them. */
export interface MatchedSource extends SourceTables {
  /** Entries of `sources:` lists that stand for the schema, those that declare most of its tables first. */
  readonly entries: readonly ExistingSource[];
  /** By raw name. */
  readonly declared: ReadonlyMap<string, DeclaredTable>;
}

export interface MatchOptions {
  /** dbt's name of the adapter; decides how names are compared. */
  readonly adapter: string | null;
  /** From `--source-name` or cartridge.yml. */
  readonly sourceName?: string | undefined;
}

/** A source that is found by its tables alone must share so many with the schema. */
const FEWEST_SHARED = 2;

/**
 * Finds the entries of sources that declare the tables of a catalog, schema by schema: by the schema that they state, which
 * is the source's name unless said; where only dbt knows it, or the catalog says none, by the source's name, and last by
 * most of their tables. Databases are not compared, since catalogs say none. Pure, linear.
 */
export function matchSources(
  catalog: Catalog,
  sources: readonly ExistingSource[],
  { adapter, sourceName }: MatchOptions,
): MatchedSource[] {
  const fold = foldNames(adapter);
  const index = indexSources(sources, fold);
  return namedSources(catalog, sourceName).map((wanted) => {
    const entries = byShared(wanted, findEntries(wanted, index, fold), fold);
    return { ...wanted, entries, declared: declaredTables(wanted.tables, entries, fold) };
  });
}

/** Name of a table in the warehouse. */
export function physicalName({ identifier, name }: ExistingTable): string {
  return identifier ?? name;
}

/** The schema of an entry, which is its name unless it says so; null where only dbt can know. */
export function statedSchema({ name, schema, computed }: ExistingSource): string | null {
  return schema ?? (computed.includes('schema') ? null : name);
}

/** Names, as `source.table`, of the tables of a catalog that any source declares, cartridge's own too. */
export function declaredNames(matched: readonly MatchedSource[]): ReadonlySet<string> {
  return new Set(
    matched.flatMap(({ declared }) =>
      [...declared.values()].map(({ source, table }) => `${source.name}.${table.name}`),
    ),
  );
}

interface SourceIndex {
  readonly bySchema: ReadonlyMap<string, readonly ExistingSource[]>;
  readonly byName: ReadonlyMap<string, readonly ExistingSource[]>;
  readonly byTable: ReadonlyMap<string, readonly ExistingSource[]>;
}

function indexSources(all: readonly ExistingSource[], fold: FoldName): SourceIndex {
  return {
    bySchema: groupBy(all, (source) => {
      const schema = statedSchema(source);
      return schema === null ? [] : [fold(schema)];
    }),
    byName: groupBy(all, (source) => [fold(source.name)]),
    byTable: groupBy(all, ({ tables }) => [...new Set(tables.map((table) => fold(physicalName(table))))]),
  };
}

function findEntries({ name, schema, tables }: SourceTables, index: SourceIndex, fold: FoldName): ExistingSource[] {
  const mayBe = (source: ExistingSource): boolean => statedSchema(source) === null || schema === undefined;
  const stated = schema === undefined ? [] : (index.bySchema.get(fold(schema)) ?? []);
  const named = (index.byName.get(fold(name)) ?? []).filter(mayBe);
  const known = [...new Set([...stated, ...named])];
  if (known.length > 0) return known;
  const shared = new Map<ExistingSource, number>();
  for (const table of tables) {
    for (const source of index.byTable.get(fold(table.name)) ?? []) {
      if (mayBe(source)) shared.set(source, (shared.get(source) ?? 0) + 1);
    }
  }
  const [best] = [...shared].sort(([a, one], [b, other]) => other - one || compareEntries(a, b));
  if (!best) return [];
  const [source, count] = best;
  const isMost = count >= FEWEST_SHARED && count * 2 >= Math.min(tables.length, source.tables.length);
  return isMost ? [source] : [];
}

/** Own entries before those of packages, then by how many of the tables they declare. */
function byShared({ tables }: SourceTables, entries: readonly ExistingSource[], fold: FoldName): ExistingSource[] {
  if (entries.length < 2) return [...entries];
  const raw = new Set(tables.map((table) => fold(table.name)));
  const shared = new Map(
    entries.map((entry) => [entry, entry.tables.filter((table) => raw.has(fold(physicalName(table)))).length]),
  );
  return [...entries].sort(
    (a, b) =>
      Number(a.package !== null) - Number(b.package !== null) ||
      (shared.get(b) ?? 0) - (shared.get(a) ?? 0) ||
      compareEntries(a, b),
  );
}

/** The declaration of each table that has one: an enabled one before others, of the same spelling before another case. */
function declaredTables(
  tables: readonly Table[],
  entries: readonly ExistingSource[],
  fold: FoldName,
): Map<string, DeclaredTable> {
  const all = entries.flatMap((source) => source.tables.map((table) => ({ source, table })));
  const byName = groupBy(all, ({ table }) => [fold(physicalName(table))]);
  const declared = new Map<string, DeclaredTable>();
  for (const { name } of tables) {
    const same = byName.get(fold(name)) ?? [];
    const exact = same.filter(({ table }) => physicalName(table) === name);
    const found = [...exact, ...same].find(({ table }) => table.enabled) ?? exact[0] ?? same[0];
    if (found) declared.set(name, found);
  }
  return declared;
}

function compareEntries(a: ExistingSource, b: ExistingSource): number {
  const [one, other] = [`${a.name} ${a.path}`, `${b.name} ${b.path}`];
  return one < other ? -1 : Number(one > other);
}
