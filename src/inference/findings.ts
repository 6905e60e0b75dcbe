import type { Evidence } from '../catalog/evidence.ts';
import type { KeyBelief } from './keys/key-belief.ts';
import type { TestedCandidate } from './relationships/relationship-evidence.ts';

/** What is settled before roles and columns are read: the key of each table, the relationships, the rows' answers. */
export interface Findings {
  readonly keys: readonly (KeyBelief | null)[];
  readonly relationships: readonly TestedCandidate[];
  readonly evidence: Evidence;
}
