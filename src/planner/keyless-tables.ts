import type { TableRef } from '../catalog/catalog.ts';
import { tableLabel } from '../catalog/catalog.ts';
import type { Warning } from '../plan/plan.ts';
import { nameSome } from './name-some.ts';

export const NO_KEY = 'no_key';

/** Says which of the planned tables have no key that a test could hold; nothing where all have one. */
export function keylessTables(keyless: readonly TableRef[], count: number): Warning[] {
  if (keyless.length === 0) return [];
  const have = keyless.length === 1 ? 'has' : 'have';
  const names = nameSome(keyless.map(tableLabel));
  return [{ code: NO_KEY, text: `${keyless.length} of ${count} tables ${have} no key that could be tested: ${names}` }];
}
