import type { ChildTotals } from './child-totals.ts';
import { childTotals, totalsJoin } from './child-totals.ts';
import { headerJoins } from './header-joins.ts';
import { limitJoins } from './limit-joins.ts';
import { lookupJoins } from './lookup-joins.ts';
import type { MartTable } from './mart-table.ts';
import type { PlannedJoin } from './planned-join.ts';
import type { StarSchema } from './star-schema.ts';

/** A mart before it has a name: its base and what is joined to it. */
export interface PlannedMart {
  readonly table: MartTable;
  readonly kind: 'fact' | 'dimension';
  readonly joins: readonly PlannedJoin[];
  /** Totals that are joined, by their join. */
  readonly totals: ReadonlyMap<PlannedJoin, ChildTotals>;
  readonly leftOut: readonly PlannedJoin[];
}

/** Chooses the joins of a mart, nearest first: headers, what is one step away, totals of children, then further lookups. */
export function planMart(table: MartTable, star: StarSchema, withTotals: boolean): PlannedMart {
  const kind = star.kindOf(table) === 'fact' ? 'fact' : 'dimension';
  const totals = new Map(withTotals ? childTotals(table, star).map((each) => [totalsJoin(each), each]) : []);
  const lookups = lookupJoins(table, star);
  const { kept, leftOut } = limitJoins([
    ...headerJoins(table, star),
    ...lookups.filter(({ from }) => from === null),
    ...totals.keys(),
    ...lookups.filter(({ from }) => from !== null),
  ]);
  return { table, kind, joins: kept, totals, leftOut };
}
