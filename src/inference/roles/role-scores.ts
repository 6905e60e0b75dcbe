import type { Role } from '../beliefs.ts';
import type { RoleFeatures } from './role-features.ts';
import { CLASSIFICATION_WORDS, EVENT_WORDS, FACT_WORDS, TECHNICAL_TABLES } from '../names/words.ts';
import { PERSON_WORDS } from '../names/column-words.ts';

/**
 * How well each role fits, after Moody and Kortink (transaction, component, classification) and SAMSTAR (links out of a
 * table); inference.md part 2. Only differences matter.
 */
export function scoreRoles(features: RoleFeatures): Record<Role, number> {
  return {
    fact: factScore(features),
    event: eventScore(features),
    snapshot: snapshotScore(features),
    dimension: dimensionScore(features),
    bridge: bridgeScore(features),
    classification: classificationScore(features),
    technical: technicalScore(features),
  };
}

/** Something happened between parties, with quantities. */
function factScore(features: RoleFeatures): number {
  const { out, incoming, measures, moments, texts, named, keyReferences, header } = features;
  const called = lastWordIn(features, FACT_WORDS);
  let score = out > 0 ? 0.3 : -0.7;
  score += 0.3 * Math.min(out, 4) + 0.5 * Math.min(measures, 3) + 0.5 * Math.min(moments, 2);
  if (called) score += 0.7;
  if (incoming > 4) score -= 0.6;
  if (named) score -= 0.3;
  if (header) score += 1.5;
  if (texts > 8) score -= 0.3;
  return moments === 0 && !called && keyReferences === 0 ? score - 0.4 : score;
}

/** Something happened once, is only recorded, and nothing points to it. */
function eventScore(features: RoleFeatures): number {
  const { incoming, out, updated, created, moments, measures, period } = features;
  let score = incoming === 0 ? 0.6 : -0.4;
  if (lastWordIn(features, EVENT_WORDS)) score += 1.2;
  if (out > 0) score += 0.3;
  else if (incoming === 0) score -= 0.8;
  score += updated ? -0.4 : 0.2;
  score += moments === 1 || (moments === 0 && created) ? 0.4 : -0.2;
  return score - 0.5 * Math.min(measures, 2) - (period ? 1 : 0);
}

/** What held for an entity from one time to another, or at the end of a day. */
function snapshotScore(features: RoleFeatures): number {
  const { period, out, keyColumns, keyReferences, table } = features;
  const last = table.tokens.at(-1) ?? '';
  const versions = /^(history|version|scd|snapshot)$/.test(last);
  if (period && keyColumns > 1 && keyReferences > 0) return 3.2;
  if (period && (versions || out > 1) && keyReferences > 0) return 2.6;
  if (versions && keyColumns > 1) return 2.6;
  return /^(daily|weekly|monthly|balance|snapshot)$/.test(last) && out > 0 ? 2.4 : -1;
}

/** A thing or a party that others point to and people describe. */
function dimensionScore(features: RoleFeatures): number {
  const { incoming, moments, texts, named, selfReference, keyColumns, keyReferences } = features;
  let score = 0.6 + 0.2 * Math.min(incoming, 4) + 0.25 * Math.min(texts, 4);
  if (incoming > 0) score += 0.5;
  if (named) score += 0.9;
  if (selfReference) score += 0.4;
  if (keyColumns === 1 && keyReferences === 1) score += 0.8;
  if (lastWordIn(features, PERSON_WORDS)) score += 0.6;
  if (lastWordIn(features, FACT_WORDS)) score -= 0.3;
  return score - 0.3 * Math.min(moments, 2);
}

/** Nothing but references to two tables or more. */
function bridgeScore(features: RoleFeatures): number {
  const { out, incoming, payload, light, period, measures, keyColumns, keyReferences } = features;
  if (out < 2 || incoming > 0 || period || measures > 0) return -1;
  if (payload === light) return 2.8;
  if (payload - light > 1) return -1;
  return keyColumns > 1 && keyReferences === keyColumns ? 1.6 : 0.8;
}

/** A kind or a place: what it says is folded into the tables that point to it. */
function classificationScore(features: RoleFeatures): number {
  const { incoming, measures, moments, payload, pointsOnlyToKinds } = features;
  if (!lastWordIn(features, CLASSIFICATION_WORDS) || !pointsOnlyToKinds) return -1;
  if (measures > 0 || moments > 0 || payload > 12) return -1;
  if (incoming === 0) return 1.6;
  return payload <= 4 ? 4.2 : 3.4;
}

/** What a program keeps for itself, or a copy for machines. */
function technicalScore({ table, copy, machine, payload, incoming, out }: RoleFeatures): number {
  const name = table.table.name.toLowerCase();
  if (TECHNICAL_TABLES.some((pattern) => pattern.test(name))) return 5;
  if (incoming > 0) return -1;
  if (copy) return 3.4;
  return payload > 0 && machine === payload && out > 0 ? 3 : -1;
}

function lastWordIn({ table }: RoleFeatures, words: ReadonlySet<string>): boolean {
  return words.has(table.tokens.at(-1) ?? '');
}
