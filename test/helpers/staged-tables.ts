import pluralize from 'pluralize';
import type { Catalog, Column, Table } from '../../src/catalog/catalog.ts';
import { tableKey } from '../../src/catalog/catalog.ts';
import type { Beliefs, ColumnKind, Relationship, Role, TableBelief } from '../../src/inference/beliefs.ts';
import type { ColumnSpec, StagingColumn } from '../../src/plan/specs.ts';
import type { NameRegistry, StagedTable } from '../../src/planner/draft.ts';

/**
 * Staged tables and beliefs without inference or staging drafting, so that a test of marts states its own roles.
 * Columns keep their names in snake_case; declared keys are all the keys there are.
 */
export function stageTables(
  catalog: Catalog,
  roles: Readonly<Record<string, Role>>,
): { staged: StagedTable[]; beliefs: Beliefs } {
  const beliefs = catalog.tables.map((table) => believe(table, roles[table.name] ?? 'dimension'));
  const staged = catalog.tables.map((table, index) => stage(catalog, table, beliefs[index]!));
  const relationships = declaredRelationships(catalog);
  return { staged, beliefs: { format_version: '1.0', tables: beliefs, relationships, questions: [] } };
}

/** Gives every name that is asked for; a second time with `_2`. */
export function testNames(): NameRegistry {
  const taken = new Map<string, number>();
  return {
    collisions: [],
    isTaken: (name) => taken.has(name),
    claim(wanted) {
      const count = (taken.get(wanted) ?? 0) + 1;
      taken.set(wanted, count);
      return count === 1 ? wanted : `${wanted}_${count}`;
    },
  };
}

function snake(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}

function believe(table: Table, role: Role): TableBelief {
  const keys = new Set([...(table.primary_key ?? []), ...(table.foreign_keys ?? []).flatMap((key) => key.columns)]);
  return {
    ...(table.schema === undefined ? {} : { schema: table.schema }),
    name: table.name,
    role,
    role_probability: 0.9,
    primary_key: table.primary_key ? { columns: table.primary_key, probability: 1, declared: true } : null,
    columns: table.columns.map((column) => ({ name: column.name, kind: kindOf(column, keys) })),
  };
}

const MONEY = /price|amount|total|cost|salary|acctbal|payment/i;
const NUMBER = /int|dec|num|real|float|double/i;

function kindOf(column: Column, keys: ReadonlySet<string>): ColumnKind {
  if (keys.has(column.name) && !/date|time/i.test(column.type)) return 'identifier';
  if (/^date$/i.test(column.type)) return 'date';
  if (/timestamp|datetime/i.test(column.type)) return 'timestamp';
  if (/bool/i.test(column.type)) return 'boolean';
  if (NUMBER.test(column.type)) return MONEY.test(column.name) ? 'money' : 'measure';
  return 'text';
}

const GROUP: Partial<Record<ColumnKind, StagingColumn['group']>> = {
  identifier: 'ids',
  money: 'numerics',
  measure: 'numerics',
  boolean: 'booleans',
  date: 'dates',
  timestamp: 'timestamps',
  text: 'strings',
};

function stage(catalog: Catalog, table: Table, belief: TableBelief): StagedTable {
  const singular = pluralize.singular(snake(table.name));
  const plural = pluralize.plural(singular);
  return {
    table,
    belief,
    entity: { singular, plural },
    renamed: new Map(table.columns.map((column) => [column.name, snake(column.name)])),
    spec: {
      kind: 'staging',
      name: `stg_${catalog.name}__${plural}`,
      description: `${plural} as loaded.`,
      source: catalog.name,
      table: table.name,
      columns: table.columns.map((column) => columnSpec(table, column)),
      select: table.columns.map((column, index) => ({
        from: column.name,
        as: snake(column.name),
        group: GROUP[belief.columns[index]!.kind] ?? 'other',
        how: { kind: 'keep' },
      })),
    },
  };
}

function columnSpec(table: Table, column: Column): ColumnSpec {
  const isKey = table.primary_key?.length === 1 && table.primary_key[0] === column.name;
  return {
    name: snake(column.name),
    description: column.comment ?? `The ${column.name} of ${table.name}.`,
    tests: isKey ? [{ test: 'unique' }, { test: 'not_null' }] : [],
  };
}

function declaredRelationships(catalog: Catalog): Relationship[] {
  const byKey = new Map(catalog.tables.map((table) => [tableKey(table), table]));
  return catalog.tables.flatMap((table) =>
    (table.foreign_keys ?? []).flatMap((key): Relationship[] => {
      const schema = key.ref_schema ?? table.schema;
      const parent = byKey.get(tableKey({ schema, name: key.ref_table }));
      if (!parent) return [];
      return [
        {
          ...(table.schema === undefined ? {} : { schema: table.schema }),
          table: table.name,
          columns: key.columns,
          ...(schema === undefined ? {} : { ref_schema: schema }),
          ref_table: key.ref_table,
          ref_columns: key.ref_columns.length > 0 ? key.ref_columns : (parent.primary_key ?? []),
          cardinality: 'many_to_one',
          probability: 1,
          verdict: 'sure',
          declared: true,
          evidence: ['declared'],
        },
      ];
    }),
  );
}

/** A table in short: columns by type, key (its first column unless told), parents by foreign key column. */
export interface ShortTable {
  readonly role: Role;
  readonly columns: Readonly<Record<string, string>>;
  readonly key?: readonly string[] | null;
  readonly to?: Readonly<Record<string, string>>;
}

/** Stages tables written in short. */
export function stageShort(tables: Readonly<Record<string, ShortTable>>): ReturnType<typeof stageTables> {
  const catalog: Catalog = {
    name: 'shop',
    dialect: 'duckdb',
    tables: Object.entries(tables).map(([name, { columns, key, to }]) => ({
      name,
      columns: Object.entries(columns).map(([column, type]) => ({ name: column, type })),
      ...(key === null ? {} : { primary_key: [...(key ?? Object.keys(columns).slice(0, 1))] }),
      foreign_keys: Object.entries(to ?? {}).map(([column, parent]) => ({
        columns: [column],
        ref_table: parent,
        ref_columns: [],
      })),
    })),
  };
  return stageTables(catalog, Object.fromEntries(Object.entries(tables).map(([name, { role }]) => [name, role])));
}
