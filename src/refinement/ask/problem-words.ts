import type { Problem } from '../../errors.ts';

/** A problem within a sentence: what is wrong, and behind it what to do. */
export function problemWords({ message, hint }: Problem): string {
  return hint === undefined ? message : `${message} (${hint.replace(/\.$/, '')})`;
}
