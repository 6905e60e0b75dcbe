import type { Catalog, ForeignKey, Table } from '../../catalog/catalog.ts';
import { tableKey } from '../../catalog/catalog.ts';
import { findColumn } from '../../catalog/table-index.ts';
import type { ExistingColumn, ExistingConstraint, ExistingTest } from '../../context/context.ts';
import type { ExistingTables } from './existing-tables.ts';
import type { DeclaredTable } from './match-sources.ts';
import type { ReadStaging } from './read-staging.ts';

/** A table with what people say of it, in properties of its source and of its staging model. */
interface StatedTable {
  readonly table: Table;
  readonly declared: DeclaredTable;
  readonly staging: ReadStaging | null;
}

/**
 * The catalog with the keys that people state: columns that are tested, or constrained, to be unique and filled, and relationships tests
 * between tables of the catalog. They count as declared. A test that only warns, is turned off, or looks at some of the
 * rows says nothing; keys that the tables declare themselves stay as they are. Pure.
 */
export function withPeoplesKeys(existing: ExistingTables): Catalog {
  const stated = existing.sources.flatMap((source) =>
    source.tables.flatMap((table): StatedTable[] => {
      const declared = source.declared.get(table.name);
      return declared ? [{ table, declared, staging: existing.stagingOf(table) }] : [];
    }),
  );
  if (stated.length === 0) return existing.catalog;
  const byNode = new Map(
    stated.flatMap((each) => [
      [`source ${each.declared.source.name}.${each.declared.table.name}`, each] as const,
      ...(each.staging ? [[`model ${each.staging.model.name}`, each] as const] : []),
    ]),
  );
  const byTable = new Map(stated.map((each) => [tableKey(each.table), each]));
  const tables = existing.catalog.tables.map((table) => {
    const of = byTable.get(tableKey(table));
    return of ? withKeys(of, byNode) : table;
  });
  return { ...existing.catalog, tables };
}

type ByNode = ReadonlyMap<string, StatedTable>;

function withKeys(stated: StatedTable, byNode: ByNode): Table {
  const { table } = stated;
  const key = table.primary_key?.length ? undefined : statedKey(stated);
  const declared = table.foreign_keys ?? [];
  const added = statedReferences(stated, byNode).filter(
    (one) =>
      !declared.some((other) => other.columns.join() === one.columns.join() && other.ref_table === one.ref_table),
  );
  if (!key && added.length === 0) return table;
  return { ...table, ...(key ? { primary_key: key } : {}), foreign_keys: [...declared, ...added] };
}

/** A node with properties, and the raw column that is meant by a name there. */
interface View {
  readonly columns: readonly ExistingColumn[];
  readonly tests: readonly ExistingTest[];
  readonly constraints: readonly ExistingConstraint[];
  rawOf(name: string): string | undefined;
}

/** The source of a table, and its staging model where there is one. */
function views({ table, declared, staging }: StatedTable): View[] {
  const source: View = { ...declared.table, constraints: [], rawOf: (name) => findColumn(table, name) };
  if (!staging) return [source];
  const plain = new Map(
    staging.columns.flatMap(({ raw, as, isPlain }) =>
      isPlain && raw !== null ? [[as.toLowerCase(), raw] as const] : [],
    ),
  );
  const rawOf = (name: string): string | undefined => plain.get(name.toLowerCase());
  // What cartridge generated states its keys elsewhere (stated-facts.ts).
  const { columns, tests, constraints } = staging.model.generated ? NOTHING : staging.model;
  return [source, { columns, tests, constraints, rawOf }];
}

const NOTHING = { columns: [], tests: [], constraints: [] };

function statedKey(stated: StatedTable): string[] | undefined {
  for (const view of views(stated)) {
    const candidates = [
      ...view.constraints.filter(({ type }) => type === 'primary_key').map(({ columns }) => columns),
      ...view.columns
        .filter(({ tests }) => ['unique', 'not_null'].every((name) => hasTest(tests, name)))
        .map(({ name }) => [name]),
      ...view.tests.filter(isFirm).flatMap(combination),
    ];
    for (const columns of candidates) {
      const raw = columns.flatMap((name) => view.rawOf(name) ?? []);
      if (raw.length > 0 && raw.length === columns.length) return raw;
    }
  }
  return undefined;
}

function hasTest(tests: readonly ExistingTest[], name: string): boolean {
  return tests.some((test) => test.test === name && isFirm(test));
}

/** Whether a failing test is an error, on all rows. */
function isFirm({ severity, enabled, where }: ExistingTest): boolean {
  return severity === 'error' && enabled && where === null;
}

function combination({ test, arguments: given }: ExistingTest): string[][] {
  const columns = given['combination_of_columns'];
  if (test !== 'dbt_utils.unique_combination_of_columns' || !Array.isArray(columns)) return [];
  return [columns.filter((name) => typeof name === 'string')];
}

function statedReferences(stated: StatedTable, byNode: ByNode): ForeignKey[] {
  return views(stated).flatMap((view) =>
    view.columns.flatMap(({ name, tests }) =>
      tests
        .filter((test) => test.test === 'relationships' && isFirm(test))
        .flatMap(({ arguments: { to, field } }) => {
          const node = typeof to === 'string' ? nodeOf(to) : null;
          const parent = node === null ? undefined : byNode.get(node);
          const column = view.rawOf(name);
          const parentColumn = parent && typeof field === 'string' ? rawIn(parent, node ?? '', field) : undefined;
          if (!parent || column === undefined || parentColumn === undefined) return [];
          const { schema, name: ref_table } = parent.table;
          const ref_schema = schema === undefined ? {} : { ref_schema: schema };
          return [{ columns: [column], ...ref_schema, ref_table, ref_columns: [parentColumn] }];
        }),
    ),
  );
}

/** `ref('stg_orders')` as `model stg_orders`, `source('shop', 'orders')` as `source shop.orders`. */
function nodeOf(to: string): string | null {
  const names = [...to.matchAll(/(["'])([^"']+)\1/g)].map(([, , name]) => name);
  if (/^\s*(?:\{\{\s*)?ref\s*\(/.test(to)) return `model ${names.at(-1) ?? ''}`;
  return /^\s*(?:\{\{\s*)?source\s*\(/.test(to) ? `source ${names.join('.')}` : null;
}

function rawIn(parent: StatedTable, node: string, field: string): string | undefined {
  const [source, model] = views(parent);
  return (node.startsWith('source ') ? source : model)?.rawOf(field);
}
