import { paragraphOf } from '../english.ts';

/** More of a request is no title. */
const LONGEST = 120;

/** What a person wrote as one short line, without control characters. */
export function shownText(text: string): string {
  const characters = Array.from((paragraphOf(text.slice(0, 10 * LONGEST)) ?? '').replace(REORDERING, ''));
  return characters.length <= LONGEST ? characters.join('') : `${characters.slice(0, LONGEST - 3).join('')}...`;
}

/** A text that JSON can hold: halves of characters are replaced. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd');
}

/** Marks that show text in another order than it has. */
const REORDERING = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
