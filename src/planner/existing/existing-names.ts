import type { ReadStaging } from './read-staging.ts';

/**
 * The names that a staging model of people gives to raw columns: those of its SQL; where that cannot be read, those of its
 * properties that are a raw column's own or the one that it would get here (`guesses`). Raw name -> name that comes out.
 */
export function existingNames(staging: ReadStaging, guesses: ReadonlyMap<string, string>): Map<string, string> {
  const renamed = new Map<string, string>();
  const add = (raw: string | null | undefined, as: string): void => {
    if (raw != null && !renamed.has(raw)) renamed.set(raw, as);
  };
  for (const { raw, as, isPlain } of staging.columns) if (isPlain) add(raw, as);
  for (const { raw, as } of staging.columns) add(raw, as);
  if (staging.knownBy === 'properties') {
    const guessed = new Map([...guesses].map(([raw, as]) => [as, raw]));
    for (const { as } of staging.columns) add(guessed.get(as.toLowerCase()), as);
  }
  return renamed;
}
