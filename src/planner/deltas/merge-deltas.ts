import { canonicalJson } from '../../plan/canonical-json.ts';
import type { Delta } from '../../plan/deltas.ts';
import { deltaIdentity } from '../../plan/deltas.ts';

/**
 * What the project keeps and what was said now, each identity once: what is new wins, and what is said again in other words
 * stays as it was. Sorted. Pure.
 */
export function mergeDeltas(kept: readonly Delta[], fresh: readonly Delta[]): Delta[] {
  const merged = new Map(sortDeltas(kept).map((delta) => [deltaIdentity(delta), delta]));
  for (const delta of sortDeltas(fresh)) {
    const known = merged.get(deltaIdentity(delta));
    if (!known || contentOf(known) !== contentOf(delta)) merged.set(deltaIdentity(delta), delta);
  }
  return sortDeltas([...merged.values()]);
}

/** Deltas in the one order that decides nothing: by identity, then by all that they say. */
export function sortDeltas(deltas: readonly Delta[]): Delta[] {
  return deltas
    .map((delta) => ({ delta, key: `${deltaIdentity(delta)}\u0000${canonicalJson(delta)}` }))
    .sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)))
    .map(({ delta }) => delta);
}

/** All that a delta says but why. */
function contentOf({ why: _why, ...content }: Delta): string {
  return canonicalJson(content);
}
