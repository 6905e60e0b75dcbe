import { tableKey } from '../../catalog/catalog.ts';
import type { Beliefs, Relationship } from '../../inference/beliefs.ts';
import type { MartTable } from './mart-table.ts';
import { columnSet, stagedNames } from './mart-table.ts';
import { roleOf } from './role-names.ts';
import type { StagedColumn } from './staged-column.ts';

/** A relationship between two staged tables, under the names that come out of staging. */
export interface StagedRelationship {
  readonly child: MartTable;
  readonly parent: MartTable;
  readonly columns: readonly string[];
  /** The columns of `parent` that `columns` point to, in the same order. */
  readonly parentColumns: readonly string[];
  /** What the parent is to the child: `customer`, `billing_address`. */
  readonly role: string;
  /** A left join over it can add columns, never rows, and cannot fail on a cast. */
  readonly joinable: boolean;
  /** Of a test that the parent exists. */
  readonly severity: 'warn' | undefined;
  readonly evidence: string;
}

/** Relationships by the table that they leave and by the table that they reach. */
export interface StagedRelationships {
  of(child: MartTable): readonly StagedRelationship[];
  to(parent: MartTable): readonly StagedRelationship[];
}

/** The relationships believed in between staged tables, each once, those of a table in the order of its columns. */
export function stagedRelationships(tables: readonly MartTable[], beliefs: Beliefs): StagedRelationships {
  const byKey = new Map(tables.map((table) => [tableKey(table.staged.table), table]));
  const of = new Map<MartTable, StagedRelationship[]>(tables.map((table) => [table, []]));
  const to = new Map<MartTable, StagedRelationship[]>(tables.map((table) => [table, []]));
  const seen = new Set<string>();
  for (const belief of beliefs.relationships) {
    const relationship = stagedRelationship(belief, byKey);
    if (!relationship) continue;
    const id = [relationship.child.model, ...relationship.columns, relationship.parent.model].join(' ');
    if (seen.has(id)) continue;
    seen.add(id);
    of.get(relationship.child)?.push(relationship);
  }
  for (const table of tables) {
    const own = inColumnOrder(table, of.get(table) ?? []);
    of.set(table, own);
    for (const relationship of own) to.get(relationship.parent)?.push(relationship);
  }
  return { of: (child) => of.get(child) ?? [], to: (parent) => to.get(parent) ?? [] };
}

function stagedRelationship(
  belief: Relationship,
  byKey: ReadonlyMap<string, MartTable>,
): StagedRelationship | undefined {
  if (belief.verdict === 'doubtful') return undefined;
  const child = byKey.get(tableKey({ schema: belief.schema, name: belief.table }));
  const parent =
    byKey.get(tableKey({ schema: belief.ref_schema, name: belief.ref_table })) ??
    byKey.get(tableKey({ schema: belief.schema, name: belief.ref_table }));
  if (!child || !parent) return undefined;
  const columns = stagedNames(child.staged, belief.columns);
  const parentColumns = stagedNames(parent.staged, belief.ref_columns);
  if (!columns || columns.length !== parentColumns?.length) return undefined;
  const sure = belief.declared || belief.verdict === 'sure';
  return {
    child,
    parent,
    columns,
    parentColumns,
    role: roleOf({ columns, parentColumns, child, parent }),
    joinable:
      sure && parent.joinKey === columnSet(parentColumns) && comparable(child, parent, [columns, parentColumns]),
    severity: sure && !belief.orphans ? undefined : 'warn',
    evidence: `${columns.join(', ')} -> ${parent.plural}: ${belief.evidence.join('; ') || belief.verdict}`,
  };
}

/** An integer compared with a text makes DuckDB cast, and a cast can fail on a row. */
function comparable(
  child: MartTable,
  parent: MartTable,
  [columns, parentColumns]: readonly [readonly string[], readonly string[]],
): boolean {
  return columns.every((name, index) => {
    const left = child.byName.get(name);
    const right = parent.byName.get(parentColumns[index] ?? '');
    return left !== undefined && right !== undefined && comparedAs(left) === comparedAs(right);
  });
}

function comparedAs(column: StagedColumn): string {
  return column.family === 'decimal' ? 'integer' : column.family;
}

function inColumnOrder(table: MartTable, relationships: readonly StagedRelationship[]): StagedRelationship[] {
  const position = new Map(table.columns.map((column, index) => [column.name, String(index).padStart(6, '0')]));
  const place = ({ columns, parent }: StagedRelationship): string =>
    [...columns.map((column) => position.get(column) ?? ''), parent.model].join(' ');
  return relationships
    .map((relationship) => ({ relationship, place: place(relationship) }))
    .sort((a, b) => (a.place < b.place ? -1 : 1))
    .map(({ relationship }) => relationship);
}
