import type { NamedColumn } from '../names/column-names.ts';
import type { NamedTable } from '../names/vocabulary.ts';
import { ABOUT_WORDS, PERSON_WORDS, PERSONAL_IN_CONTEXT, PERSONAL_WORDS } from '../names/column-words.ts';

const HOLDS_PERSONAL = new Set(['text', 'date', 'timestamp', 'integer', 'uuid', 'other', 'decimal', 'float']);
const LONGEST_PHRASE = 3;

/**
 * The kind of personal data that a column's words suggest, or null. Whole words count, never a part of one: a column
 * `mailing_status` holds no address. Words such as `name` count only in a table of people.
 */
export function personalKind(column: NamedColumn, table: NamedTable): string | null {
  if (column.loader || !HOLDS_PERSONAL.has(column.family) || column.keyWord === 'id') return null;
  const all = column.tokens;
  if (all.some((token) => ABOUT_WORDS.has(token)) && !ends(all, PERSONAL_WORDS)) return null;
  const text = column.family === 'text' || column.family === 'other';
  const kind = ends(all, PERSONAL_WORDS) ?? begins(all, PERSONAL_WORDS);
  if (kind !== null) return text || kind === 'birth_date' || kind === 'phone' || kind === 'national_id' ? kind : null;
  return isOfPeople(table) && text ? ends(all, PERSONAL_IN_CONTEXT) : null;
}

function isOfPeople({ tokens }: NamedTable): boolean {
  return PERSON_WORDS.has(tokens.at(-1) ?? '') || (PERSON_WORDS.has(tokens[0] ?? '') && tokens.at(-1) === 'profile');
}

/** The longest phrase that the words end in. */
function ends(tokens: readonly string[], phrases: ReadonlyMap<string, string>): string | null {
  const trimmed = /^\p{N}+$/u.test(tokens.at(-1) ?? '') ? tokens.slice(0, -1) : tokens;
  for (let length = Math.min(LONGEST_PHRASE, trimmed.length); length > 0; length--) {
    const kind = phrases.get(trimmed.slice(-length).join(' '));
    if (kind !== undefined) return kind;
  }
  return null;
}

/** `email_1_work`: phrases of two words may also begin a name, since alone they say enough. */
function begins(tokens: readonly string[], phrases: ReadonlyMap<string, string>): string | null {
  return tokens.length > 2 ? (phrases.get(tokens.slice(0, 2).join(' ')) ?? null) : null;
}
