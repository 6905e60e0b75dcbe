import type { TableRef } from '../../catalog/catalog.ts';
import type { Evidence } from '../../catalog/evidence.ts';
import type { TableBelief } from '../beliefs.ts';
import type { KeyBelief, KeyCandidates } from '../keys/key-belief.ts';
import type { Vocabulary } from '../names/vocabulary.ts';
import type { NameMatches } from '../relationships/foreign-key-candidates.ts';
import type { TestedCandidate } from '../relationships/relationship-evidence.ts';
import type { Answers } from './answers.ts';
import type { Question } from './question.ts';

/** All that inference came to, and what it chose from. */
export interface Decided {
  readonly vocabulary: Vocabulary;
  /** In the order of the vocabulary's tables. */
  readonly tables: readonly TableBelief[];
  readonly keys: readonly (KeyBelief | null)[];
  readonly keyCandidates: readonly KeyCandidates[];
  readonly candidates: readonly TestedCandidate[];
  /** The chosen candidates, doubtful ones too. */
  readonly relationships: readonly TestedCandidate[];
  readonly matches: NameMatches;
  readonly evidence: Evidence;
  readonly answers: Answers;
}

export interface Asking extends Decided {
  readonly nameOf: (table: TableRef) => string;
}

/** A question, and how much an answer would change: models, columns and tests together. */
export interface Weighed {
  readonly question: Question;
  readonly weight: number;
}
