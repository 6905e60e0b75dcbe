import type { Reach } from '../names/personal-words.ts';
import { PERSONAL_PHRASES, PERSONAL_WORDS, TRAILING_WORDS } from '../names/personal-words.ts';
import { nameTokens } from '../names/tokens.ts';

/** A phrase that a name ends in. */
export interface FoundPhrase {
  readonly kind: string;
  readonly phrase: string;
  /** How many words of the name it took, those after it included. */
  readonly length: number;
  /** The words before it. */
  readonly before: readonly string[];
}

const LONGEST = 3;
const LAST_WORDS: ReadonlyMap<Reach, ReadonlySet<string>> = new Map(
  [...PERSONAL_PHRASES].map(([reach, phrases]) => [
    reach,
    new Set([...phrases.keys()].map((phrase) => phrase.slice(phrase.lastIndexOf(' ') + 1))),
  ]),
);

/** The longest phrase of that reach that the words end in, past numbers and words such as `work`; null if there is none. */
export function phraseAtEnd(reach: Reach, words: readonly string[]): FoundPhrase | null {
  const phrases = PERSONAL_PHRASES.get(reach);
  const lasts = LAST_WORDS.get(reach);
  for (let end = words.length; end > 0; end--) {
    const last = words[end - 1] ?? '';
    if (lasts?.has(last)) {
      for (let length = Math.min(LONGEST, end); length > 0; length--) {
        const phrase = words.slice(end - length, end).join(' ');
        const kind = phrases?.get(phrase);
        if (kind === undefined) continue;
        return { kind, phrase, length: words.length - end + length, before: words.slice(0, end - length) };
      }
    }
    const isTrailing = TRAILING_WORDS.has(last) || isNumber(last) || (last === 'number' && reach === 'anywhere');
    if (!isTrailing) return null;
  }
  return null;
}

/** The words of a name, those that were run together taken apart (`homephone`), single letters left out (`sender's`). */
export function wordsOf(name: string): readonly string[] {
  const known = names.get(name);
  if (known !== undefined) return known;
  const words = readWords(name);
  if (names.size < MOST_CACHED) names.set(name, words);
  return words;
}

/** Names repeat from table to table; what is kept is a function of the name alone, so that it changes no answer. */
const names = new Map<string, readonly string[]>();
const MOST_CACHED = 50_000;

function readWords(name: string): readonly string[] {
  const tokens = inFull(nameTokens(name));
  if (tokens.every((token) => (token.length > 1 && token.length < 6) || PERSONAL_WORDS.has(token))) return tokens;
  const words = tokens.flatMap(takenApart);
  const long = words.filter((word) => word.length > 1 || /^\p{N}$/u.test(word));
  return long.length > 0 ? long : words;
}

/** Both halves must be words that personal data is called by, so that no part of another word is taken for one. */
function takenApart(token: string): readonly string[] {
  if (token.length < 6 || token.length > 30 || PERSONAL_WORDS.has(token)) return [token];
  for (let at = 2; at <= token.length - 2; at++) {
    if (!PERSONAL_WORDS.has(token.slice(0, at))) continue;
    const rest = token.slice(at);
    if (PERSONAL_WORDS.has(rest)) return [token.slice(0, at), rest];
    const more = takenApart(rest);
    if (more.length > 1) return [token.slice(0, at), ...more];
  }
  return [token];
}

/** How people shorten `number` at the end of a name. */
const NUMBER = new Set(['num', 'nbr', 'no']);

function inFull(tokens: readonly string[]): readonly string[] {
  const last = tokens.at(-1) ?? '';
  return tokens.length > 1 && NUMBER.has(last) ? [...tokens.slice(0, -1), 'number'] : tokens;
}

/** Asked of nearly every column, so most are told by their first character. */
function isNumber(word: string): boolean {
  const first = word.charCodeAt(0);
  return ((first >= 48 && first <= 57) || first > 127) && /^\p{N}+$/u.test(word);
}
