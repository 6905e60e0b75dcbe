import pluralize from 'pluralize';
import { ABBREVIATIONS, IRREGULAR_PLURALS, SHORT_PLURALS } from './words.ts';

/** A name of any script longer than this many words says nothing more. */
const MOST_TOKENS = 12;
const cache = new Map<string, string>();
const names = new Map<string, readonly string[]>();
/** Both hold what is a function of the text alone, so that they change no answer. */
const MOST_CACHED = 50_000;

/**
 * The words of a name: snake, kebab and camel case, spaces and digits are taken apart; each word is lower case,
 * singular and written out. `OrderItems2_custNo` gives `order item 2 customer no`. A name without a letter or digit
 * gives none.
 */
export function nameTokens(name: string): readonly string[] {
  const known = names.get(name);
  if (known) return known;
  const words = name
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/(\p{L})(\p{N})/gu, '$1 $2')
    .replace(/(\p{N})(\p{L})/gu, '$1 $2')
    .match(/[\p{L}\p{M}]+|\p{N}+/gu);
  const tokens = (words ?? []).slice(0, MOST_TOKENS).flatMap((word) => withoutBy(word.toLowerCase()).map(plainWord));
  if (names.size < MOST_CACHED) names.set(name, tokens);
  return tokens;
}

/** `createdby` is two words, however the others are written. */
function withoutBy(word: string): readonly string[] {
  return /^[a-z]{3,40}edby$/.test(word) ? [word.slice(0, -2), 'by'] : [word];
}

/** Whether the last word of a key column is plural: `post_ids` holds many keys and is none. */
export function isPluralKey(name: string): boolean {
  return (
    /[^A-Za-z](ids|uuids|keys|codes)$|[a-z](Ids|IDs|Uuids|Keys|Codes)$|^ids$/.test(name) ||
    /_(IDS|UUIDS|KEYS|CODES)$/.test(name)
  );
}

function plainWord(word: string): string {
  const known = cache.get(word);
  if (known !== undefined) return known;
  const singular = singularWord(word);
  const plain = ABBREVIATIONS.get(singular) ?? singular;
  if (cache.size < MOST_CACHED) cache.set(word, plain);
  return plain;
}

/** Short words and those in -ss, -us, -is are left alone: `has`, `address`, `status`, `analysis` are no plurals. */
function singularWord(word: string): string {
  const irregular = IRREGULAR_PLURALS.get(word);
  if (irregular !== undefined) return irregular;
  if (word.length <= 3) return SHORT_PLURALS.get(word) ?? word;
  if (word.length > 40 || !word.endsWith('s') || /(ss|us|is)$/.test(word)) return word;
  return pluralize.singular(word);
}
