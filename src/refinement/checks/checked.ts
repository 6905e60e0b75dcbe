import type { Delta } from '../../plan/deltas.ts';

/** What became of a proposed delta: it holds (perhaps put into form), says what is so already, or does not hold. */
export type Checked = { readonly delta: Delta } | { readonly same: true } | Refusal;

export interface Refusal {
  /** In words that a person and a model understand. */
  readonly why: string;
  /** Whether the model could do better if it were told; rules that no answer overrules cannot be mended. */
  readonly canMend: boolean;
}

export const SAME = { same: true } as const satisfies Checked;

export function refuse(why: string): Refusal {
  return { why, canMend: false };
}

export function askAgain(why: string): Refusal {
  return { why, canMend: true };
}
