import type { MartTable } from './mart-table.ts';
import type { StagedRelationship } from './staged-relationship.ts';
import type { StagedColumn } from './staged-column.ts';

/** Where a column stands in a mart: keys first, then what describes a row, numbers, dates, and who wrote the row when. */
export const PARTS = ['key', 'attribute', 'measure', 'date', 'audit'] as const;
export type Part = (typeof PARTS)[number];

/** A column that a mart takes from its base or from a joined model. */
export interface PlannedColumn {
  readonly column: string;
  /** Name wanted in the mart. */
  readonly as: string;
  readonly part: Part;
  readonly description: string;
  readonly meta?: Record<string, unknown> | undefined;
  /** Zero where the join finds no row. */
  readonly defaultZero?: boolean;
  /** The staged column it is, for tests that follow from its relationships; absent for totals. */
  readonly origin?: { readonly table: MartTable; readonly column: string };
}

/** A left join that keeps the rows of the base one for one. */
export interface PlannedJoin {
  /** Null: from the base itself. */
  readonly from: PlannedJoin | null;
  readonly kind: 'header' | 'totals' | 'lookup';
  readonly model: string;
  readonly parent: MartTable;
  /** What the joined row is to the base: `customer`, `billing_country`. */
  readonly role: string;
  /** Alias wanted in the SQL. */
  readonly alias: string;
  readonly on: readonly { readonly left: string; readonly right: string }[];
  readonly columns: readonly PlannedColumn[];
  readonly evidence: string;
}

/** A staged column as it stands in a mart. */
export function plannedColumn(
  { table, column }: { readonly table: MartTable; readonly column: StagedColumn },
  as: string,
  part: Part,
): PlannedColumn {
  const { description, meta } = column.spec;
  return { column: column.name, as, part, description, meta, origin: { table, column: column.name } };
}

/** Pairs of columns of a left join from child to parent. */
export function joinColumns(relationship: StagedRelationship): { left: string; right: string }[] {
  return relationship.columns.map((left, index) => ({ left, right: relationship.parentColumns[index] ?? left }));
}

/** The joins that bring a column, or from which another goes on that does. */
export function withoutIdleJoins(joins: readonly PlannedJoin[]): PlannedJoin[] {
  const used = new Set<PlannedJoin>();
  for (const join of joins) {
    if (join.columns.length === 0) continue;
    for (let at: PlannedJoin | null = join; at; at = at.from) used.add(at);
  }
  return joins.filter((join) => used.has(join));
}
