import type { Row } from '../outside/duckdb.ts';
import type { ContainedRelations } from './contained-sql.ts';
import { containedSql, orphansSql, sampleSql } from './contained-sql.ts';
import type { ContainedAnswer, Probe } from './evidence.ts';
import type { Ask } from './probe-budget.ts';
import { EXACT_ROWS } from './probe-sql.ts';

/** With less than this found it is no reference, and nobody wants to know how many rows break it. */
const WORTH_COUNTING = 0.5;

/**
 * Looks for the child's values in the parent. A great child is asked for a sample first, so that it has an answer even
 * if there is no time to count its orphans. Null if the sample could not be taken.
 */
export async function answerContained(
  ask: Ask,
  relations: ContainedRelations,
  probe: Probe & { readonly kind: 'contained' },
): Promise<ContainedAnswer | null> {
  const isSmall = (relations.child.rows ?? Infinity) <= EXACT_ROWS;
  const both = isSmall ? await ask(containedSql(relations, probe)) : null;
  if (both) return answerOf(both);
  const sample = await ask(sampleSql(relations, probe));
  if (!sample) return null;
  const { found, sampled } = answerOf(sample);
  const counted = found >= WORTH_COUNTING * sampled ? await ask(orphansSql(relations, probe)) : null;
  return answerOf({ ...sample, ...counted });
}

function answerOf({ sampled, found, loosely, orphans }: Row): ContainedAnswer {
  return {
    sampled: Number(sampled),
    found: Number(found),
    ...(loosely !== undefined && { loosely: Number(loosely) }),
    orphans: orphans === undefined ? null : Number(orphans),
  };
}
