import type { TableRef } from '../../catalog/catalog.ts';
import { nameTokens } from '../../inference/names/tokens.ts';
import type { Meaning, NameIndex } from './name-index.ts';
import { LONGEST_NAME } from './name-index.ts';
import type { Word } from './request-text.ts';
import type { Act, LayerWord } from './request-words.ts';
import {
  ACT_NOUNS,
  ACT_VERBS,
  ALL_WORDS,
  CONVERT_VERBS,
  EXCEPT_WORDS,
  FILLERS,
  GRAMMAR,
  GROUP_WORDS,
  JOINING_WORDS,
  LAYER_WORDS,
  MAKE_VERBS,
  PERIODS,
  PRONOUNS,
  RETIRE_VERBS,
  SCOPE_WORDS,
  SUMMARY_WORDS,
} from './request-words.ts';

/** In which part of a clause a word stands: behind `from`, `by`, `except`. */
export type Place = 'plain' | 'scope' | 'group' | 'except';

/** Words that mean something, or nothing that is known. */
export interface NamedWords {
  readonly text: string;
  readonly tokens: readonly string[];
  readonly place: Place;
  /** Null: nothing is called so. */
  readonly meaning: Meaning | null;
  /** Tables in whose names they stand with other words. */
  readonly holding: readonly TableRef[];
  /** Whether they stand where a name should: in a list, before `tables`, or last. */
  readonly isListed: boolean;
}

/** What the words of a clause are, before it is decided what they ask for. */
export interface Clause {
  readonly text: string;
  readonly verb: 'make' | 'act' | 'convert' | 'retire' | null;
  readonly acts: ReadonlySet<Act>;
  readonly layers: readonly LayerWord[];
  readonly named: readonly NamedWords[];
  /** Periods by which it sums. */
  readonly periods: readonly string[];
  readonly hasSummaryWord: boolean;
  /** `all`, `everything`. */
  readonly isAll: boolean;
  readonly hasPronoun: boolean;
}

/** Tells verbs, layers, grammar and names apart. Longer names win: `order items` before `orders`. Pure, linear. */
export function readClause(words: readonly Word[], index: NameIndex): Clause {
  const start = readStart(words);
  const { verb, acts, layers } = start;
  const reading: Reading = { ...FLAGS, verb, acts: new Set(acts), layers: [...layers], named: [], periods: [] };
  let place: Place = 'plain';
  for (let at = start.length; at < words.length;) {
    const word = words[at];
    if (!word) break;
    const found = findName(words.slice(at, at + LONGEST_NAME), index);
    if (found) {
      reading.named.push({ ...found.name, place });
      if (found.layer) reading.layers.push(found.layer);
      at += found.length;
      continue;
    }
    place = placeAfter(word.plain, { before: place, next: words[at + 1]?.plain });
    if (!readGrammar(word, reading) && !readVerb(word, reading)) {
      const tokens = nameTokens(word.text);
      const holding = tokens.length === 1 ? index.holding(tokens[0] ?? '') : [];
      const isListed = endsName(words[at + 1]);
      reading.named.push({ text: word.text, tokens, place, meaning: null, holding, isListed });
    }
    at += 1;
  }
  const isAct = reading.acts.size > 0 && (reading.verb === 'make' || reading.verb === null);
  return { ...reading, text: words.map(({ text }) => text).join(' '), verb: isAct ? 'act' : reading.verb };
}

const FLAGS = { hasSummaryWord: false, isAll: false, hasPronoun: false };

interface Reading {
  verb: Clause['verb'];
  readonly acts: Set<Act>;
  readonly layers: LayerWord[];
  readonly named: NamedWords[];
  readonly periods: string[];
  hasSummaryWord: boolean;
  isAll: boolean;
  hasPronoun: boolean;
}

/** Which verb a word is, at the beginning of a clause. */
export function verbOf({ plain, isName }: Word): NonNullable<Clause['verb']> | null {
  if (isName) return null;
  if (ACT_VERBS.has(plain)) return 'act';
  if (CONVERT_VERBS.has(plain)) return 'convert';
  if (RETIRE_VERBS.has(plain)) return 'retire';
  return MAKE_VERBS.has(plain) ? 'make' : null;
}

/** The verbs that a clause begins with, and what is polite: `please can you stage`. */
function readStart(words: readonly Word[]): Pick<Reading, 'verb' | 'acts' | 'layers'> & { readonly length: number } {
  const start: VerbReading & { length: number } = { verb: null, acts: new Set(), layers: [], length: 0 };
  for (const word of words) {
    const isGrammar = !word.isName && (GRAMMAR.has(word.plain) || JOINING_WORDS.has(word.plain) || isWish(word));
    if (!isGrammar && !readVerb(word, start)) break;
    start.length += 1;
  }
  return start;
}

type VerbReading = Pick<Reading, 'verb' | 'acts' | 'layers'>;

/** Takes note of a verb, where there is none but `make` before it; false for any other word. */
function readVerb(word: Word, reading: VerbReading): boolean {
  const verb = verbOf(word);
  if (verb === null || (reading.verb !== null && reading.verb !== 'make')) return false;
  reading.verb = verb;
  const act = ACT_VERBS.get(word.plain);
  if (act) reading.acts.add(act);
  if (word.plain === 'stage') reading.layers.push({ layer: 'staging', mart: null });
  return true;
}

function isWish({ plain }: Word): boolean {
  return plain === 'want' || plain === 'like';
}

function placeAfter(word: string, { before, next }: { before: Place; next: string | undefined }): Place {
  if (word === 'not' && next === 'null') return before;
  if (SCOPE_WORDS.has(word)) return 'scope';
  if (GROUP_WORDS.has(word)) return 'group';
  if (EXCEPT_WORDS.has(word)) return 'except';
  return word === 'for' || word === 'to' || word === 'on' || word === 'with' ? 'plain' : before;
}

/** Takes note of a word that is no name; false for a word that is not known at all. */
function readGrammar({ plain, isName }: Word, reading: Reading): boolean {
  if (isName) return false;
  const act = ACT_NOUNS.get(plain);
  const layer = LAYER_WORDS.get(plain);
  const period = PERIODS.get(plain);
  if (act) reading.acts.add(act);
  else if (layer) reading.layers.push(layer);
  else if (period !== undefined) reading.periods.push(period);
  else if (SUMMARY_WORDS.has(plain)) reading.hasSummaryWord = true;
  else if (ALL_WORDS.has(plain)) reading.isAll = true;
  else if (PRONOUNS.has(plain)) reading.hasPronoun = true;
  else return isConnecting(plain) || GRAMMAR.has(plain) || FILLERS.has(plain);
  return true;
}

function isConnecting(word: string): boolean {
  return [JOINING_WORDS, SCOPE_WORDS, GROUP_WORDS, EXCEPT_WORDS, CONVERT_VERBS].some((words) => words.has(word));
}

interface FoundName {
  readonly name: Omit<NamedWords, 'place'>;
  /** Words that it takes. */
  readonly length: number;
  /** What its prefix says: `dim_customers`. */
  readonly layer: LayerWord | null;
}

/** Whether a name ends before a word: `orders and`, `orders,`, `the orders tables`. */
function endsName(next: Word | undefined): boolean {
  return !next || next.afterComma || isConnecting(next.plain) || /^(?:table|model|source|schema)s?$/.test(next.plain);
}

/** The longest name that words begin with; null where nothing is called so. */
function findName(words: readonly Word[], index: NameIndex): FoundName | null {
  const [first] = words;
  if (!first || (!first.isName && isNever(first.plain))) return null;
  if (first.isName) return namedBy([first], index) ?? prefixed(first, index);
  for (let length = namesUntil(words); length > 0; length--) {
    const found = namedBy(words.slice(0, length), index);
    if (found) return found;
  }
  return prefixed(first, index);
}

/** How many words could be one name: up to a comma, or to what is in quotes. */
function namesUntil(words: readonly Word[]): number {
  const end = words.findIndex((word, at) => at > 0 && (word.afterComma || word.isName));
  return end === -1 ? words.length : end;
}

/** Words that are no name by themselves, though a name may hold them. */
function isNever(word: string): boolean {
  return (
    isConnecting(word) ||
    [GRAMMAR, ALL_WORDS, PRONOUNS].some((words) => words.has(word)) ||
    [ACT_NOUNS, LAYER_WORDS].some((words) => words.has(word))
  );
}

function namedBy(words: readonly Word[], index: NameIndex): FoundName | null {
  const last = words.at(-1);
  if (words.length > 1 && last && isNever(last.plain)) return null;
  const text = words.map((word) => word.text).join(' ');
  const tokens = nameTokens(text);
  const meaning = index.meaning(tokens);
  return meaning && { name: { text, tokens, meaning, holding: [], isListed: true }, length: words.length, layer: null };
}

/** A name of a model that is not made yet: what its prefix says, and the table that the rest names. */
function prefixed(word: Word, index: NameIndex): FoundName | null {
  const [, prefix = '', rest = ''] = /^(stg|int|fct|fact|dim)_+(.+)$/i.exec(word.text) ?? [];
  const layer = LAYER_WORDS.get(prefix.toLowerCase()) ?? null;
  const tokens = nameTokens(rest);
  const meaning = layer && index.meaning(tokens);
  return meaning && { name: { text: word.text, tokens, meaning, holding: [], isListed: true }, length: 1, layer };
}
