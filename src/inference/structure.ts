import type { Catalog } from '../catalog/catalog.ts';
import { NO_EVIDENCE } from '../catalog/evidence.ts';
import type { Evidence } from '../catalog/evidence.ts';
import type { KeyBelief, KeyCandidates } from './keys/key-belief.ts';
import { addCompositeKeys, addSecondKeys, chooseKeys, inferSingleKeys } from './keys/primary-keys.ts';
import { readVocabulary } from './names/vocabulary.ts';
import type { Vocabulary } from './names/vocabulary.ts';
import type { Told } from './hints/hints.ts';
import { openHints } from './hints/hints.ts';
import { hintKeys, withHintedKeys } from './hints/key-hints.ts';
import { hintedCandidates } from './hints/relationship-hints.ts';
import { withAnswers } from './questions/answers.ts';
import { withoutRefused, withoutRefusedKeys } from './questions/refuse.ts';
import type { Candidate } from './relationships/candidate.ts';
import { declaredRelationships } from './relationships/declared-keys.ts';
import { findCandidates, readMatches } from './relationships/foreign-key-candidates.ts';
import type { NameMatches } from './relationships/foreign-key-candidates.ts';

/** What the names and types alone say of a catalog, beside what is declared, answered and hinted at. */
export interface Structure {
  readonly vocabulary: Vocabulary;
  readonly matches: NameMatches;
  readonly keyCandidates: readonly KeyCandidates[];
  /** The key of each table, or null. */
  readonly keys: readonly (KeyBelief | null)[];
  /** Declared edges, then every candidate that the rules find, each with the probability that the rules give it. */
  readonly candidates: readonly Candidate[];
}

/**
 * Keys and candidates for edges. References are looked for twice: keys of several columns are made of references, and
 * references point to keys.
 */
export function readStructure(catalog: Catalog, evidence: Evidence, answers: Told): Structure {
  const hints = openHints(answers);
  const vocabulary = readVocabulary(withAnswers(catalog, answers));
  const matches = readMatches(vocabulary);
  const singles = inferSingleKeys(vocabulary);
  const byName = chooseKeys(singles, vocabulary, NO_EVIDENCE);
  const references = referencesByName(withoutRefused(findCandidates(vocabulary, byName, matches), answers));
  const composites = addCompositeKeys(singles, vocabulary, (table, column) =>
    references.has(`${table.index} ${column.position}`),
  );
  const ofRules = withoutRefusedKeys(addSecondKeys(composites, vocabulary, evidence), vocabulary, answers);
  const keyCandidates = withHintedKeys(ofRules, vocabulary, hints);
  const chosen = chooseKeys(ofRules, vocabulary, evidence);
  const keys = hintKeys(chosen, { vocabulary, candidates: keyCandidates, evidence }, hints);
  const candidates = [
    ...declaredRelationships(vocabulary, keys),
    ...withoutRefused(findCandidates(vocabulary, keys, matches), answers),
    ...hintedCandidates(vocabulary, keys, hints),
  ];
  return { vocabulary, matches, keyCandidates, keys, candidates };
}

/** Columns that, by name, point somewhere: `table position`. */
function referencesByName(candidates: readonly Candidate[]): ReadonlySet<string> {
  const likely = candidates.filter(({ probability, columns }) => columns.length === 1 && probability >= 0.5);
  return new Set(likely.flatMap(({ child, columns }) => columns.map(({ position }) => `${child.index} ${position}`)));
}
