import { probeKey } from '../../catalog/evidence.ts';
import type { ColumnStats } from '../../catalog/catalog.ts';
import type { ContainedAnswer, Evidence, Probe } from '../../catalog/evidence.ts';
import type { NamedColumn } from '../names/column-names.ts';
import type { Candidate } from './foreign-key-candidates.ts';
import { logOdds, sigmoid } from '../probability.ts';
import type { NamedTable } from '../names/vocabulary.ts';

/** A candidate after the data was asked. */
export interface TestedCandidate extends Candidate {
  /** Child rows without a parent, where they were counted. */
  readonly orphans?: number;
}

/** Ranges of numbers this full contain each other by chance (inference.md 1.3 step 5, "guard"). */
const DENSE = 1.2;
const WEIGHT_OF_DENSE = 0.2;

/** Fewer distinct values than this say less. */
const ENOUGH_VALUES = 20;
/** An edge that the rows break is never sure. */
const HIGHEST_WITH_ORPHANS = 0.89;

/** What the rows say for and against a candidate; unchanged where they were not asked. */
export function testCandidate(candidate: Candidate, evidence: Evidence): TestedCandidate {
  if (evidence.contained.size === 0) return candidate;
  const answer = evidence.contained.get(containmentKey(candidate));
  if (!answer || answer.sampled === 0) return candidate;
  const share = answer.found / answer.sampled;
  const found = `${percent(share)} of values found`;
  const said = [...candidate.evidence, found];
  if (candidate.declared) return { ...candidate, evidence: said, orphans: answer.orphans };
  const child = statsOf(candidate.child, candidate.columns, evidence);
  const parent = statsOf(candidate.parent, candidate.parentColumns, evidence);
  const dense = child !== null && parent !== null && isDense(child) && isDense(parent);
  const weight = dense && share > 0.9 ? WEIGHT_OF_DENSE : Math.min(1, answer.sampled / ENOUGH_VALUES);
  const odds = logOdds(candidate.probability) + containmentTerm(share) * weight + coverageTerm(answer, parent);
  const probability = Math.min(sigmoid(odds), answer.orphans > 0 ? HIGHEST_WITH_ORPHANS : 1);
  return { ...candidate, probability, evidence: said, orphans: answer.orphans };
}

/** The key of the containment probe of a candidate. */
export function containmentKey(candidate: Candidate): string {
  return probeKey(containmentProbe(candidate));
}

/** Asks whether the child's values are found in the parent. */
export function containmentProbe({ child, columns, parent, parentColumns }: Candidate): Probe {
  return {
    kind: 'contained',
    table: child.table,
    columns: columns.map(({ column }) => column.name),
    refTable: parent.table,
    refColumns: parentColumns.map(({ column }) => column.name),
  };
}

/** Steep, since a key without exceptions is a different thing from one with many. */
function containmentTerm(share: number): number {
  if (share >= 0.995) return 2.5;
  if (share >= 0.98) return 1.2;
  if (share >= 0.95) return 0.4;
  return share >= 0.9 ? -0.6 : -4;
}

/** Children that use most of the parents belong to them. */
function coverageTerm({ sampled, found }: ContainedAnswer, parent: ColumnStats | null): number {
  return parent !== null && parent.distinct >= ENOUGH_VALUES && found === sampled && found > parent.distinct / 2
    ? 0.8
    : 0;
}

function statsOf(table: NamedTable, columns: readonly NamedColumn[], evidence: Evidence): ColumnStats | null {
  const [only] = columns;
  if (columns.length !== 1 || !only) return null;
  const profile = evidence.profile.get(probeKey({ kind: 'profile', table: table.table, columns: [] }));
  return profile?.columns.get(only.column.name) ?? only.column.stats ?? null;
}

/** Whether the values are the numbers of a sequence with few gaps. */
function isDense({ min, max, distinct }: ColumnStats): boolean {
  const [low, high] = [Number(min), Number(max)];
  return min !== undefined && max !== undefined && high - low + 1 <= DENSE * distinct;
}

function percent(share: number): string {
  return `${Math.floor(share * 1000) / 10}%`;
}
