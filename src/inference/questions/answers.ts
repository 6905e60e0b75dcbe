import type { Catalog, ForeignKey, Table, TableRef } from '../../catalog/catalog.ts';
import { tableKey } from '../../catalog/catalog.ts';
import type { Where } from '../../errors.ts';
import type { Role } from '../beliefs.ts';

/** An answer as it was given: the id of a question, and a choice. */
export interface GivenAnswer {
  readonly id: string;
  readonly choice: string;
  /** Where it stands, for messages. */
  readonly where?: Where;
}

/** Where columns point to, or `to` null: nowhere. */
export interface RelationshipAnswer {
  readonly child: TableRef;
  readonly columns: readonly string[];
  readonly to: { readonly parent: TableRef; readonly columns: readonly string[] } | null;
}

/** Answers whose names are those of the catalog (`resolveAnswers`): facts, as good as what tables declare. */
export interface Answers {
  /** By `relationshipKey`. */
  readonly relationships: ReadonlyMap<string, RelationshipAnswer>;
  /** By `tableKey`; empty: no columns identify a row. */
  readonly keys: ReadonlyMap<string, readonly string[]>;
  /** By `tableKey`. */
  readonly roles: ReadonlyMap<string, Role>;
  /** By `tableKey`, what no test of the project can state, so that its staging model says it in `meta`. */
  readonly stated: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** Ids and choices as a plan records them. */
  readonly choices: Readonly<Record<string, string>>;
}

export const NO_ANSWERS: Answers = {
  relationships: new Map(),
  keys: new Map(),
  roles: new Map(),
  stated: new Map(),
  choices: {},
};

/** The same string for the same columns of the same table, in whatever order. */
export function relationshipKey(child: TableRef, columns: readonly string[]): string {
  return JSON.stringify([tableKey(child), columns.toSorted()]);
}

/** The catalog as if its tables declared what was answered, and nothing else of the same columns. Pure. */
export function withAnswers(catalog: Catalog, { relationships, keys }: Answers): Catalog {
  if (relationships.size === 0 && keys.size === 0) return catalog;
  const byChild = new Map<string, RelationshipAnswer[]>();
  for (const answer of relationships.values()) {
    const key = tableKey(answer.child);
    byChild.set(key, [...(byChild.get(key) ?? []), answer]);
  }
  return {
    ...catalog,
    tables: catalog.tables.map((table) =>
      withReferences(withKey(table, keys.get(tableKey(table))), byChild.get(tableKey(table)) ?? []),
    ),
  };
}

function withKey(table: Table, key: readonly string[] | undefined): Table {
  if (key === undefined) return table;
  const { primary_key: _before, ...rest } = table;
  return key.length === 0 ? rest : { ...rest, primary_key: [...key] };
}

function withReferences(table: Table, answered: readonly RelationshipAnswer[]): Table {
  if (answered.length === 0) return table;
  const settled = new Set(answered.map(({ child, columns }) => relationshipKey(child, columns)));
  const others = (table.foreign_keys ?? []).filter(({ columns }) => !settled.has(relationshipKey(table, columns)));
  return {
    ...table,
    foreign_keys: [...others, ...answered.flatMap(({ columns, to }) => (to ? [foreignKey(columns, to)] : []))],
  };
}

function foreignKey(columns: readonly string[], to: NonNullable<RelationshipAnswer['to']>): ForeignKey {
  return {
    columns: [...columns],
    ...(to.parent.schema === undefined ? {} : { ref_schema: to.parent.schema }),
    ref_table: to.parent.name,
    ref_columns: [...to.columns],
  };
}
