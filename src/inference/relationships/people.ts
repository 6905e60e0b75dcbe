import type { NamedColumn } from '../names/column-names.ts';
import { lookUp } from '../names/name-index.ts';
import type { NameIndex } from '../names/name-index.ts';
import type { NamedTable, Vocabulary } from '../names/vocabulary.ts';
import {
  AGENT_ENDINGS,
  AGENTS,
  AUDIT_WORDS,
  NOT_AGENTS,
  OWNERS,
  PERSON_RECORD_WORDS,
  PERSON_SYNONYMS,
  PERSON_TABLES,
  WRITERS,
} from '../names/words.ts';
import type { Match } from './name-matches.ts';

/** A table of people by its whole name; by a part of it (`app_user`, `user_profile`), which says less. */
const BY_NAME = 2.1;
const BY_PART = 1.9;
const BY_SYNONYM = 1.6;
const CLEARLY_MORE = 2;
/** An agent noun of more words than this (`last_modified_by_user`) is a sentence. */
const MOST_WORDS = 3;

/** `creator_id`, `approved_by`, `user_id` where people are called customers: the table of people. */
export function matchPerson(column: NamedColumn, table: NamedTable, vocabulary: Vocabulary): Match[] {
  const { base, keyWord, family, keyFamily } = column;
  const last = base.at(-1) ?? '';
  const done = last === 'by';
  if (keyWord === null && family === 'text' && !done) return [];
  const keyed = keyWord !== null || ((keyFamily === 'integer' || keyFamily === 'uuid') && OWNERS.has(last));
  const agent = keyed && base.length <= MOST_WORDS && (isAgent(last) || doesWhatTableSays(last, table) || isEnd(base));
  const synonym = keyWord !== null && base.length <= (last === 'user' ? MOST_WORDS : 2) && PERSON_SYNONYMS.has(last);
  if (synonym && !done) {
    const [user] = last === 'user' ? firstOf(['user'], vocabulary.byEnd, table) : [];
    if (user && isOfPeople(user, vocabulary))
      return [{ parent: user, score: BY_NAME, why: 'names the users, so a row of', self: true }];
    const [parent] = firstOf(PERSON_SYNONYMS, vocabulary.byName, table);
    return parent ? [{ parent, score: BY_SYNONYM, why: 'is another word for', self: parent !== table }] : [];
  }
  if ((!done && !agent) || lookUp(vocabulary.byName, table.schema, base.join('')).length > 0) return [];
  const why = 'is somebody who does something, so a row of';
  const known = whoIsMeant(base, table, vocabulary);
  if (known) return [{ parent: known, score: BY_NAME, why, self: true }];
  const [partly] = [vocabulary.byColumnPrefix, vocabulary.byEnd, vocabulary.byStart].flatMap((index) =>
    firstOf(PERSON_TABLES, index, table).filter((parent) => isOfPeople(parent, vocabulary)),
  );
  return partly ? [{ parent: partly, score: BY_PART, why, self: true }] : [];
}

/**
 * Of several tables of people the first (a user before an employee), unless clearly more columns are about another; who
 * writes rows (`created_by`) is always a user.
 */
function whoIsMeant(base: readonly string[], { schema }: NamedTable, vocabulary: Vocabulary): NamedTable | undefined {
  const audits = base.some((word) => AUDIT_WORDS.has(word) || WRITERS.has(word));
  const found = PERSON_TABLES.flatMap((word) => {
    const named = lookUp(vocabulary.byName, schema, word);
    const parts = lookUp(vocabulary.byEnd, schema, word).filter((each) => isOfPeople(each, vocabulary));
    const tables = named.length > 0 || parts.length > 1 ? named : parts;
    const table = tables.find(({ glued }) => glued === word) ?? tables[0];
    const mentions = vocabulary.mentions;
    return table ? [{ table, word, votes: (mentions.get(table.glued) ?? 0) + (mentions.get(table.alias) ?? 0) }] : [];
  });
  const whole = found.filter(
    ({ table, word }) => table.glued === word || (word === 'user' && table.tokens.length === 1),
  );
  const most = Math.max(...found.map(({ votes }) => votes));
  const enough = (whole.length > 0 ? whole : found).find(
    ({ word, votes }) => (audits && word === 'user') || (base.at(-1) === 'by' ? CLEARLY_MORE : 1) * votes >= most,
  );
  return enough?.table;
}

/** The only table, or the first of the shortest, that answers to the first of the words that any answers to. */
function firstOf(words: Iterable<string>, index: NameIndex<NamedTable>, { schema }: NamedTable): readonly NamedTable[] {
  for (const word of words) {
    const found = lookUp(index, schema, word);
    if (found.length > 0) return found.toSorted((a, b) => a.tokens.length - b.tokens.length).slice(0, 1);
  }
  return [];
}

/** `app_user` and `user_profile`, but not `group_user` where there are groups, nor `user_role`. */
function isOfPeople({ tokens, schema, columnPrefix }: NamedTable, { byName }: Vocabulary): boolean {
  const last = tokens.at(-1) ?? '';
  if (tokens.length < 2) return true;
  if (!isPerson(last)) return isPerson(columnPrefix) || (tokens.length === 2 && PERSON_RECORD_WORDS.has(last));
  return tokens.slice(1).every((_, at) => lookUp(byName, schema, tokens.slice(0, at + 1).join('')).length === 0);
}

function isPerson(word: string): boolean {
  return PERSON_TABLES.some((each) => each === word);
}

/** `from_id` and `to_id` of a message; in longer names these words only join others. */
function isEnd(base: readonly string[]): boolean {
  return base.length === 1 && (base[0] === 'from' || base[0] === 'to');
}

function isAgent(word: string): boolean {
  if (AGENTS.has(word)) return true;
  return word.length > 4 && !NOT_AGENTS.has(word) && AGENT_ENDINGS.some((ending) => word.endsWith(ending));
}

/** `bans.banner_id`, `votes.voter_id`: whoever does what the rows of the table are, whatever else the word may mean. */
function doesWhatTableSays(word: string, { tokens }: NamedTable): boolean {
  const ending = AGENT_ENDINGS.find((each) => word.endsWith(each));
  const deed = tokens.at(-1) ?? '';
  if (ending === undefined || deed === word) return false;
  const verb = word.slice(0, -ending.length);
  const undoubled = verb.at(-1) === verb.at(-2) ? verb.slice(0, -1) : verb;
  return undoubled.length >= 3 && (deed === undoubled || deed === verb || deed === `${verb}e` || deed === `${verb}ion`);
}
