import type { NamedColumn } from '../names/column-names.ts';
import type { KeyBelief } from '../keys/key-belief.ts';
import type { TestedCandidate } from './relationship-evidence.ts';

/** Below this a candidate is dropped. */
export const LEAST_PROBABILITY = 0.4;

/**
 * Of all candidates those that hold together: declared ones always; else each column points to one parent, the most
 * probable first, and no two tables are each other's one-to-one extension. In the order of the candidates.
 */
export function resolveCandidates(
  candidates: readonly TestedCandidate[],
  keys: readonly (KeyBelief | null)[],
): TestedCandidate[] {
  const order = candidates
    .map((_, index) => index)
    .sort((a, b) => rankOf(candidates, b) - rankOf(candidates, a) || a - b);
  const taken = new Set<NamedColumn>();
  const extensions = new Extensions(keys);
  const chosen = order.filter((index) => {
    const candidate = candidates[index];
    if (!candidate) return false;
    if (!candidate.declared) {
      if (candidate.probability < LEAST_PROBABILITY) return false;
      if (candidate.columns.some((column) => taken.has(column)) || !extensions.admits(candidate)) return false;
    }
    for (const column of candidate.columns) taken.add(column);
    extensions.add(candidate);
    return true;
  });
  return chosen.sort((a, b) => a - b).flatMap((index) => candidates[index] ?? []);
}

/** Declared first; then by probability, a key of several columns before one of its parts. */
function rankOf(candidates: readonly TestedCandidate[], index: number): number {
  const candidate = candidates[index];
  if (!candidate) return 0;
  if (candidate.declared) return 2;
  return candidate.columns.length > 1 && candidate.probability > 0.5
    ? 1 + candidate.probability / 2
    : candidate.probability;
}

/** Tables whose key is at once a reference: each extends one other, and none itself over a detour. */
class Extensions {
  private readonly root = new Map<number, number>();
  private readonly keys: readonly (KeyBelief | null)[];

  constructor(keys: readonly (KeyBelief | null)[]) {
    this.keys = keys;
  }

  admits(candidate: TestedCandidate): boolean {
    return !this.extendsParent(candidate) || this.find(candidate.child.index) !== this.find(candidate.parent.index);
  }

  add(candidate: TestedCandidate): void {
    if (this.extendsParent(candidate))
      this.root.set(this.find(candidate.child.index), this.find(candidate.parent.index));
  }

  private extendsParent({ child, columns }: TestedCandidate): boolean {
    const key = this.keys[child.index];
    return key?.columns.length === columns.length && columns.every((column) => key.columns.includes(column));
  }

  private find(table: number): number {
    let root = table;
    for (let next = this.root.get(root); next !== undefined && next !== root; next = this.root.get(root)) root = next;
    for (let at = table; at !== root;) {
      const next = this.root.get(at) ?? root;
      this.root.set(at, root);
      at = next;
    }
    return root;
  }
}
