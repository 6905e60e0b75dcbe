import type { PlannedJoin } from './planned-join.ts';
import { withoutIdleJoins } from './planned-join.ts';

/** dbt_project_evaluator reports a model with seven parents or more (dbt-facts.md 5.1): the base and five others. */
const MOST_MODELS = 5;
/** One model can be joined in many roles; past this nobody can read the SQL. */
const MOST_JOINS = 10;

/** Joins of one kind looked at before any is chosen: it bounds the work on a table full of keys. */
export const MOST_CONSIDERED = 20;

/** Keeps the first joins, as many as a model can bear, and says which were left out. A join falls with the one it goes on from. */
export function limitJoins(joins: readonly PlannedJoin[]): { kept: PlannedJoin[]; leftOut: PlannedJoin[] } {
  const models = new Set<string>();
  const kept = new Set<PlannedJoin>();
  const leftOut: PlannedJoin[] = [];
  for (const join of joins) {
    const fits = kept.size < MOST_JOINS && (models.has(join.model) || models.size < MOST_MODELS);
    if (fits && (join.from === null || kept.has(join.from))) {
      kept.add(join);
      models.add(join.model);
    } else {
      leftOut.push(join);
    }
  }
  return { kept: withoutIdleJoins([...kept]), leftOut };
}
