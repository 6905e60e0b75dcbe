import { capital, paragraphOf } from '../../planner/english.ts';
import type { Refusal } from './checked.ts';
import { askAgain, refuse } from './checked.ts';

/** A description stands in one cell of a catalog. */
const LONGEST = 300;
/** What a description of a table or a column never needs; each would mean something to who or what reads it later. */
const FORBIDDEN: readonly (readonly [RegExp, string])[] = [
  [/\{\{|\}\}|\{%|%\}|\{#|#\}/, 'Jinja'],
  [/:\/\/|\bwww\.|\bmailto:|\bjavascript:/i, 'an address'],
  [/<[a-z!/?]|\]\(|```|&#?\w{1,20};/i, 'markup'],
  [/[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFFD]/, 'invisible characters'],
  [
    /\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:previous|above|prior|all|earlier|any|instructions?|rules)\b/i,
    'instructions',
  ],
  [
    /\b(?:system prompt|as an ai|language model|you are|you must|you should|instructions?:|assistant:|user:)/i,
    'instructions',
  ],
  [/\b(?:drop|truncate|delete|alter|grant|insert)\s+(?:table|from|database|schema|into|all)\b|;\s*--/i, 'SQL'],
  [/\$\(|\brm -|\bcurl\b|\bsudo\b|\bpip install\b|\bnpm i/i, 'commands'],
];

/** One word says no more than the name; these say less. */
const TWO_WORDS = /\p{L}{2}.*[\s/-].*\p{L}{2}/u;
const NOTHING =
  /^(?:null|none|nil|n\/?a|unknown|undefined|todo|tbd|empty|not (?:available|applicable|known|specified)|no (?:description|comment)s?(?: (?:available|given|provided))?)\W*$/i;

/** Letters, digits and the signs of plain sentences; `_`, since a text may name a column. */
const SENTENCE = /^[\p{L}\p{M}\p{N}\s.,;:!?'"()%/&+=#€$£°_\u2010-\u2014\u2018-\u201D\u2026-]*$/u;

/** A description as it is written: one paragraph that begins with a capital letter and ends with a stop; or why not. */
export function descriptionText(text: string): { readonly text: string } | Refusal {
  const [, what] = FORBIDDEN.find(([pattern]) => pattern.test(text)) ?? [];
  if (what !== undefined) return refuse(`a description holds ${what}`);
  const paragraph = paragraphOf(text);
  if (!SENTENCE.test(text) || /\.\.|__|\$[({]|\/\w+\//.test(text)) return refuse('a description holds more than words');
  if (paragraph === undefined || NOTHING.test(paragraph) || !TWO_WORDS.test(paragraph))
    return askAgain('a description says nothing');
  if (paragraph.length > LONGEST) return askAgain(`a description is longer than ${LONGEST} characters`);
  return { text: /[.!?…]$/.test(paragraph) ? capital(paragraph) : `${capital(paragraph)}.` };
}
