import { estimateTokens } from '../estimate-tokens.ts';

/** Columns in a row, and how they are written: `city`, `code_1..25`, `ship_{name city zip}`. */
export interface NameGroup {
  readonly names: readonly string[];
  /** What stands before and after the braces; both empty where there are none. */
  readonly prefix: string;
  readonly suffix: string;
  /** One for each word in the braces, with the names that the word stands for. */
  readonly words: readonly { readonly text: string; readonly names: readonly string[] }[];
}

interface Word {
  readonly text: string;
  readonly names: readonly string[];
}

const FEWEST = 3;
const BRACES = 2;

/**
 * Puts names that begin or end alike into braces, and names that are counted into ranges, where that saves tokens. Groups
 * stand where their first name stood; nothing is nested. Names must be plain.
 */
export function groupNames(names: readonly string[]): NameGroup[] {
  return groupWords(countedNames(names));
}

/** `code_1`, `code_2`, `code_3` as `code_1..3`. */
function countedNames(names: readonly string[]): Word[] {
  const all = new Set(names);
  const done = new Set<string>();
  return names.flatMap((name) => {
    if (done.has(name)) return [];
    const [, stem, digits] = /^(.*[^0-9])(0|[1-9][0-9]{0,3})$/.exec(name) ?? [];
    if (stem === undefined || all.has(`${stem}${Number(digits) - 1}`)) return [{ text: name, names: [name] }];
    const first = Number(digits);
    let last = first;
    while (all.has(`${stem}${last + 1}`)) last++;
    if (last - first + 1 < FEWEST) return [{ text: name, names: [name] }];
    const counted = Array.from({ length: last - first + 1 }, (_, at) => `${stem}${first + at}`);
    for (const each of counted) done.add(each);
    return [{ text: `${stem}${first}..${last}`, names: counted }];
  });
}

function groupWords(words: readonly Word[]): NameGroup[] {
  const best = bestAffix(words);
  if (best === null) return words.map((word) => ({ names: word.names, prefix: '', suffix: '', words: [word] }));
  const isMember = (word: Word): boolean => partOf(word.text, best) !== null;
  const members = words.filter(isMember);
  const first = words.findIndex(isMember);
  const others = (from: number, to?: number): NameGroup[] =>
    groupWords(words.slice(from, to).filter((word) => !isMember(word)));
  const inner = members.map((word) => ({ text: partOf(word.text, best) ?? '', names: word.names }));
  const group = { names: members.flatMap((word) => word.names), ...best, words: inner };
  return [...others(0, first), group, ...others(first)];
}

interface Affix {
  readonly prefix: string;
  readonly suffix: string;
}

function partOf(text: string, { prefix, suffix }: Affix): string | null {
  const fits = text.startsWith(prefix) && text.endsWith(suffix) && text.length > prefix.length + suffix.length;
  return fits ? text.slice(prefix.length, text.length - suffix.length) : null;
}

/** The beginning or end that saves most; null where none does. */
function bestAffix(words: readonly Word[]): Affix | null {
  if (words.length < FEWEST) return null;
  const counts = new Map<string, { readonly affix: Affix; count: number }>();
  for (const affix of words.flatMap(({ text }) => affixesOf(text))) {
    const key = `${affix.prefix}|${affix.suffix}`;
    const known = counts.get(key);
    if (known) known.count++;
    else counts.set(key, { affix, count: 1 });
  }
  let best: Affix | null = null;
  let most = 0;
  for (const { affix, count } of counts.values()) {
    if (count < FEWEST) continue;
    const saved = (count - 1) * estimateTokens(` ${affix.prefix}${affix.suffix}`) - BRACES;
    if (saved > most) [best, most] = [affix, saved];
  }
  return best;
}

/** Where a text may be cut: at a single underscore. A range has no end to share. */
function affixesOf(text: string): Affix[] {
  const cuts = [...text.matchAll(/(?<=[^_])_(?=[^_])/g)].map(({ index }) => index);
  return cuts.flatMap((at) => {
    const beginning = { prefix: text.slice(0, at + 1), suffix: '' };
    return text.includes('..') ? [beginning] : [beginning, { prefix: '', suffix: text.slice(at) }];
  });
}
