import { LAYER_PREFIXES, LAYER_SUFFIXES } from './words.ts';

/** First and last words of table names that are not part of what the table is called. */
export interface SharedAffixes {
  /** Borne by most tables, or a word such as `raw`: taken away everywhere. */
  readonly prefixes: ReadonlySet<string>;
  readonly suffixes: ReadonlySet<string>;
  /**
   * Prefixes borne by a good part of the tables, such as a vendor's: the table answers to both names. Of one word or two
   * (`hs hr`).
   */
  readonly vendors: ReadonlySet<string>;
}

const MOST = 0.6;
const FEWEST_FOR_MOST = 4;
const GOOD_PART = 0.05;
const FEWEST_FOR_VENDOR = 3;

export function findSharedAffixes(names: readonly (readonly string[])[]): SharedAffixes {
  const isMost = (count: number) => count >= FEWEST_FOR_MOST && count >= MOST * names.length;
  const isGoodPart = (count: number) => count >= FEWEST_FOR_VENDOR && count >= GOOD_PART * names.length;
  const prefixes = new Set([...LAYER_PREFIXES, ...sharedWords(names, (tokens) => tokens[0], isMost)]);
  const suffixes = new Set([...LAYER_SUFFIXES, ...sharedWords(names, (tokens) => tokens.at(-1), isMost)]);
  const bare = names.map((tokens) => withoutAffixes(tokens, { prefixes, suffixes }));
  const vendors = sharedWords(bare, (tokens) => tokens[0], isGoodPart);
  return { prefixes, suffixes, vendors: new Set([...vendors, ...longerVendors(bare, new Set(vendors))]) };
}

/** Two words that begin most of the names that a vendor's word begins. */
function longerVendors(names: readonly (readonly string[])[], vendors: ReadonlySet<string>): string[] {
  const firsts = new Map<string, number>();
  const pairs = new Map<string, number>();
  const whole = new Set(names.map((tokens) => tokens.join(' ')));
  for (const [first, second, third] of names) {
    if (first === undefined || !vendors.has(first)) continue;
    firsts.set(first, (firsts.get(first) ?? 0) + 1);
    if (third !== undefined) pairs.set(`${first} ${second}`, (pairs.get(`${first} ${second}`) ?? 0) + 1);
  }
  return [...pairs].flatMap(([pair, count]) => {
    const all = firsts.get(pair.split(' ')[0] ?? '') ?? 0;
    return count >= FEWEST_FOR_VENDOR && count >= MOST * all && !whole.has(pair) ? [pair] : [];
  });
}

/** Words that stand in one place of enough names of several words, and are no table themselves. */
function sharedWords(
  names: readonly (readonly string[])[],
  wordOf: (tokens: readonly string[]) => string | undefined,
  isEnough: (count: number) => boolean,
): string[] {
  const tables = new Set(names.filter((tokens) => tokens.length === 1).map(([word]) => word));
  const counts = new Map<string, number>();
  for (const tokens of names) {
    const word = tokens.length > 1 ? wordOf(tokens) : undefined;
    if (word !== undefined && !tables.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].flatMap(([word, count]) => (isEnough(count) ? [word] : []));
}

/** A table's words without what it shares with most others; one word always stays. */
export function withoutAffixes(
  tokens: readonly string[],
  { prefixes, suffixes }: Pick<SharedAffixes, 'prefixes' | 'suffixes'>,
): readonly string[] {
  const rest = withoutPrefix(tokens, prefixes);
  return rest.length > 1 && suffixes.has(rest.at(-1) ?? '') ? rest.slice(0, -1) : rest;
}

/** The same array if nothing was taken away; a prefix is never the whole name. */
export function withoutPrefix(tokens: readonly string[], prefixes: ReadonlySet<string>): readonly string[] {
  const [first, second, third] = tokens;
  if (third !== undefined && prefixes.has(`${first} ${second}`)) return tokens.slice(2);
  return first !== undefined && second !== undefined && prefixes.has(first) ? tokens.slice(1) : tokens;
}
