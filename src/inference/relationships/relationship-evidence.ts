import { probeKey } from '../../catalog/evidence.ts';
import type { ContainedAnswer, Evidence, Probe } from '../../catalog/evidence.ts';
import type { NamedColumn } from '../names/column-names.ts';
import type { Candidate } from './candidate.ts';
import { logOdds, sigmoid } from '../probability.ts';
import { isDense, leavesRange, rowsOf, statsOf } from './value-ranges.ts';

/** A candidate after the data was asked. */
export interface TestedCandidate extends Candidate {
  /** Child rows without a parent, where they were counted. */
  readonly orphans?: number;
}

/** What is found in a dense range by chance counts this much (inference.md 1.3 step 5, "guard"). */
const WEIGHT_OF_DENSE = 0.2;
/** Fewer distinct values than this say less. */
const ENOUGH_VALUES = 20;
/** Of text and uuids, which do not meet by chance. */
const ENOUGH_TEXTS = 8;
/** Children that use most of the parents belong to them. */
const COVERAGE = 0.8;
/** An edge that the rows break, or may break, is never sure. */
const HIGHEST_WITH_ORPHANS = 0.89;
/** More distinct values than keys, or values beyond the keys, where the rows were not compared. */
const TOO_MANY_VALUES = 1.5;
const OUT_OF_RANGE = 4;
/** Counts of distinct values may be estimates. */
const CLEARLY_MORE = 1.25;

/** What the rows say for and against a candidate; unchanged where they were not asked or had nothing to say. */
export function testCandidate(candidate: Candidate, evidence: Evidence): TestedCandidate {
  if (evidence.contained.size === 0 && evidence.profile.size === 0) return candidate;
  const answer = evidence.contained.get(containmentKey(candidate));
  if (!answer) return candidate.declared ? candidate : testByProfile(candidate, evidence);
  if (answer.sampled === 0) return candidate;
  const { orphans } = answer;
  const counted = orphans === null ? {} : { orphans };
  // An empty parent says nothing: its rows may come later. Its children have no parent all the same.
  const isEmpty = rowsOf(candidate.parent, evidence) === 0;
  const said = [...candidate.evidence, ...(isEmpty ? ['the table pointed to is empty'] : describe(answer))];
  if (candidate.declared) return { ...candidate, evidence: said, ...counted };
  const odds = logOdds(candidate.probability) + (isEmpty ? 0 : oddsOfRows(candidate, answer, evidence));
  const highest = orphans === 0 ? 1 : HIGHEST_WITH_ORPHANS;
  return { ...candidate, probability: Math.min(sigmoid(odds), highest), evidence: said, ...counted };
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

function oddsOfRows(candidate: Candidate, answer: ContainedAnswer, evidence: Evidence): number {
  const { sampled, found, loosely = found } = answer;
  const child = statsOf(candidate.child, candidate.columns, evidence);
  const parent = statsOf(candidate.parent, candidate.parentColumns, evidence);
  const share = loosely / sampled;
  // A value in a range without gaps is found there whatever it means.
  const byChance = parent !== null && isDense(parent) && share > 0.9;
  const enough = candidate.columns.every(isNumber) ? ENOUGH_VALUES : ENOUGH_TEXTS;
  const weight = byChance ? WEIGHT_OF_DENSE : Math.min(1, sampled / enough);
  const usesMost =
    parent !== null && parent.distinct >= ENOUGH_VALUES && (child?.distinct ?? found) > parent.distinct / 2;
  return containmentTerm(share) * weight + (usesMost && found === sampled ? COVERAGE : 0);
}

/** Without an answer: values that the parent cannot hold. */
function testByProfile(candidate: Candidate, evidence: Evidence): TestedCandidate {
  const child = statsOf(candidate.child, candidate.columns, evidence);
  const parent = statsOf(candidate.parent, candidate.parentColumns, evidence);
  if (!child || !parent || rowsOf(candidate.parent, evidence) === 0) {
    return evidence.contained.size === 0 ? candidate : untested(candidate);
  }
  const against = leavesRange(child, parent)
    ? { odds: OUT_OF_RANGE, why: 'some values lie beyond those of the key' }
    : child.distinct > CLEARLY_MORE * parent.distinct
      ? { odds: TOO_MANY_VALUES, why: 'it has more values than the key' }
      : null;
  if (!against) return evidence.contained.size === 0 ? candidate : untested(candidate);
  const probability = sigmoid(logOdds(candidate.probability) - against.odds);
  return { ...candidate, probability, evidence: [...candidate.evidence, against.why] };
}

/** The rows of others were asked: what was not looked into warns. */
function untested(candidate: Candidate): TestedCandidate {
  return { ...candidate, probability: Math.min(HIGHEST_WITH_ORPHANS, candidate.probability) };
}

function describe({ sampled, found, loosely = found }: ContainedAnswer): string[] {
  const said = `${percent(found / sampled)} of values found`;
  return loosely > found ? [said, `${percent(loosely / sampled)} if case and blanks around them are ignored`] : [said];
}

/** Steep, since a key without exceptions is a different thing from one with many. */
function containmentTerm(share: number): number {
  if (share >= 0.995) return 2.5;
  if (share >= 0.98) return 1.2;
  if (share >= 0.95) return 0.4;
  return share >= 0.9 ? -0.6 : -4;
}

function isNumber({ keyFamily }: NamedColumn): boolean {
  return keyFamily === 'integer' || keyFamily === 'number';
}

function percent(share: number): string {
  return `${Math.floor(share * 1000) / 10}%`;
}
