import { LAYER_PREFIXES, LAYER_SUFFIXES } from './words.ts';

/** First and last words of table names that are not part of what the table is called. */
export interface SharedAffixes {
  /** Borne by most tables, or a word such as `raw`: taken away everywhere. */
  readonly prefixes: ReadonlySet<string>;
  readonly suffixes: ReadonlySet<string>;
  /** Prefixes borne by a good part of the tables, such as a vendor's: the table answers to both names. */
  readonly vendors: ReadonlySet<string>;
}

const MOST = 0.6;
const FEWEST_FOR_MOST = 4;
const GOOD_PART = 0.08;
const FEWEST_FOR_VENDOR = 3;

export function findSharedAffixes(names: readonly (readonly string[])[]): SharedAffixes {
  const isMost = (count: number) => count >= FEWEST_FOR_MOST && count >= MOST * names.length;
  const isGoodPart = (count: number) => count >= FEWEST_FOR_VENDOR && count >= GOOD_PART * names.length;
  const prefixes = new Set([...LAYER_PREFIXES, ...sharedWords(names, (tokens) => tokens[0], isMost)]);
  const suffixes = new Set([...LAYER_SUFFIXES, ...sharedWords(names, (tokens) => tokens.at(-1), isMost)]);
  const bare = names.map((tokens) => withoutAffixes(tokens, { prefixes, suffixes }));
  return { prefixes, suffixes, vendors: new Set(sharedWords(bare, (tokens) => tokens[0], isGoodPart)) };
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
  const [first, second] = tokens;
  return first !== undefined && second !== undefined && prefixes.has(first) ? tokens.slice(1) : tokens;
}
