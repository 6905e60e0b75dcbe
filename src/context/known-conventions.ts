import type { Conventions } from './conventions/convention.ts';
import type { FactsStore } from './facts/known-facts.ts';
import { seal, unseal } from './facts/known-facts.ts';
import { isMapping } from '../yaml/mapping.ts';

/**
 * The conventions that were found when the project had the same fingerprint, where the store still has them; else those that
 * `find` finds now, which are kept.
 */
export async function recallConventions(
  store: FactsStore | undefined,
  fingerprint: () => string,
  find: () => Conventions,
): Promise<Conventions> {
  if (!store) return find();
  const now = fingerprint();
  const kept = unseal(await store.load('conventions'));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- sealed: it was written below
  if (isMapping(kept) && kept['fingerprint'] === now) return kept['conventions'] as Conventions;
  const conventions = find();
  await store.save('conventions', seal({ fingerprint: now, conventions }));
  return conventions;
}
