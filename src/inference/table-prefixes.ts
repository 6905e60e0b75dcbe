import { LAYER_PREFIXES } from './words.ts';

/** First words of table names that are not part of what the table is called. */
export interface TablePrefixes {
  /** Borne by most tables, or a word such as `raw`: taken away everywhere. */
  readonly hard: ReadonlySet<string>;
  /** Borne by a good part, such as a vendor's: the table answers to both names. */
  readonly vendor: ReadonlySet<string>;
}

const HARD_SHARE = 0.6;
const FEWEST_FOR_HARD = 4;
const VENDOR_SHARE = 0.08;
const FEWEST_FOR_VENDOR = 3;

export function findTablePrefixes(names: readonly (readonly string[])[]): TablePrefixes {
  const counts = new Map<string, number>();
  const tables = new Set(names.map((tokens) => tokens.join(' ')));
  for (const [first, second] of names) {
    if (first !== undefined && second !== undefined) counts.set(first, (counts.get(first) ?? 0) + 1);
  }
  const hard = new Set<string>(LAYER_PREFIXES);
  const vendor = new Set<string>();
  for (const [word, count] of counts) {
    const share = count / names.length;
    if (tables.has(word)) continue;
    if (count >= FEWEST_FOR_HARD && share >= HARD_SHARE) hard.add(word);
    else if (count >= FEWEST_FOR_VENDOR && share >= VENDOR_SHARE) vendor.add(word);
  }
  return { hard, vendor };
}

/** The same array if nothing was taken away; a prefix is never the whole name. */
export function withoutPrefix(tokens: readonly string[], prefixes: ReadonlySet<string>): readonly string[] {
  const [first, second] = tokens;
  return first !== undefined && second !== undefined && prefixes.has(first) ? tokens.slice(1) : tokens;
}
