import { plainText } from '../fence.ts';
import type { Section } from './fit-budget.ts';

const LONGEST = 4000;
/** A paragraph is cut into lines of about so many characters, so that its beginning goes out where the whole does not fit. */
const LINE = 160;

/** What the business does, in the user's words. */
export function businessSection(text: string | null): Section {
  const lines = text === null ? [] : plainText(text, LONGEST).split('\n');
  const items = lines.flatMap(wrap).filter((line) => line !== '');
  return { name: 'business', what: 'lines of business context', items, most: 500 };
}

/** At spaces; a word that is longer than a line stands alone. */
function wrap(line: string): string[] {
  return line.match(new RegExp(`\\S.{0,${LINE - 1}}(?=\\s|$)|\\S+`, 'gu')) ?? [];
}
