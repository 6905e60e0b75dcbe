import { createHash } from 'node:crypto';
import { transliterate } from './transliterate.ts';

/** Postgres cuts names off after this many characters, the fewest of any warehouse (dbt-facts.md 4.2). */
export const LONGEST_NAME = 63;

/**
 * A name of any script, case and spelling in snake_case: lower-case ASCII letters, digits and single underscores, none
 * at either end. Empty where nothing is left. May begin with a digit.
 */
export function cleanName(name: string): string {
  if (CLEAN.test(name)) return name;
  return transliterate(name)
    .replace(/IDs\b/g, 'Ids')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+|[0-9])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
}

const CLEAN = /^[a-z0-9]+(?:_[a-z0-9]+)*$/;

/** The name itself, or its beginning and a hash of the whole where it is longer than any warehouse carries. */
export function shortenName(name: string, longest = LONGEST_NAME): string {
  if (name.length <= longest) return name;
  const hash = createHash('sha256').update(name, 'utf8').digest('hex').slice(0, 6);
  return `${name.slice(0, longest - hash.length - 1).replace(/_+$/, '')}_${hash}`;
}

/** The first of `wanted`, `wanted_2`, `wanted_3` ... that is free, each no longer than any warehouse carries. */
export function freeName(wanted: string, isFree: (name: string) => boolean): string {
  let name = shortenName(wanted);
  for (let number = 2; !isFree(name); number++) {
    const suffix = `_${number}`;
    name = shortenName(wanted, LONGEST_NAME - suffix.length) + suffix;
  }
  return name;
}
