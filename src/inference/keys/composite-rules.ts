import { isProse } from './first-column.ts';
import type { NamedColumn } from '../names/column-names.ts';
import { guessedKey } from './key-belief.ts';
import type { KeyBelief } from './key-belief.ts';
import { saysNothing, tellingColumns } from './telling-columns.ts';
import type { NamedTable } from '../names/vocabulary.ts';
import {
  ATTRIBUTE_WORDS,
  EXTENSION_WORDS,
  HISTORY_WORDS,
  LINE_WORDS,
  LINK_TABLES,
  PERIOD_ENDS,
  PERIOD_STARTS,
  RANK_WORDS,
} from '../names/words.ts';

/** The key of a table without a number of its own, given its columns that look like references; null: not of this kind. */
type CompositeRule = (table: NamedTable, references: readonly NamedColumn[]) => KeyBelief | null;

export const LONGEST_KEY = 4;

/** Lines of a header: `order_id, line_number`. */
function lineKey(table: NamedTable, references: readonly NamedColumn[]): KeyBelief | null {
  const line = table.columns.find(
    (column) =>
      !references.includes(column) &&
      column.family === 'integer' &&
      (LINE_WORDS.has(column.tokens[0] ?? '') ||
        (column.stem === 'number' && table.columnPrefix !== '') ||
        LINE_WORDS.has(column.stem)) &&
      (column.keyWord !== null || column.tokens.length === 1),
  );
  const before = references.filter((column) => line !== undefined && column.position < line.position);
  const [header] = before;
  if (!line || !header) return null;
  const sharesPrefix = header.base.join('').length === 1;
  const versions = table.columns.filter((column) => column.stem === 'version' && column.position < line.position);
  return guessedKey(sharesPrefix ? [...before.slice(0, 3), line] : [header, ...versions.slice(0, 1), line], 0.78);
}

/** Counts within the references right before it: `emp_number, ec_seqno`; `entry_id, term_id, rank`. */
function rankKey({ columns }: NamedTable, references: readonly NamedColumn[]): KeyBelief | null {
  const before = leadingRun(columns.slice(0, LONGEST_KEY - 1), (column) => references.includes(column));
  const next = columns[before.length];
  const counts =
    next !== undefined &&
    /^(integer|decimal)$/.test(next.family) &&
    next.tokens.length <= 2 &&
    RANK_WORDS.has(next.tokens.at(-1) ?? '');
  return counts && before.length > 0 ? guessedKey([...before, next], 0.76) : null;
}

/** What held for an entity from a day on: `employee_id, from_date`. */
function periodKey(table: NamedTable, references: readonly NamedColumn[]): KeyBelief | null {
  const temporal = table.columns.filter(({ family }) => family === 'date' || family === 'timestamp');
  const start = temporal.find((column) => hasWord(column, PERIOD_STARTS));
  const end = temporal.find((column) => hasWord(column, PERIOD_ENDS));
  const [entity] = references;
  if (!start || !end || !entity || entity.position > 1) return null;
  const named = table.columns.filter((column) => column.family === 'text' && column.stem === table.glued);
  const leading = references.filter((column) => column.position < start.position);
  if (leading.length > 1)
    return isRecorded(table) ? guessedKey([...leading.slice(0, LONGEST_KEY - 1), start], 0.7) : null;
  return guessedKey([entity, ...named, start], 0.72);
}

/** A word of the name, or a word that it begins with where all are written together: `startdate`. */
function hasWord({ tokens, stem }: NamedColumn, words: ReadonlySet<string>): boolean {
  const glued = /^([a-z]+)date$/.exec(stem)?.[1];
  return tokens.some((token) => words.has(token)) || (glued !== undefined && words.has(glued));
}

/** Measurements or changes of something: `pay_history`, also where all is written together. */
function isRecorded({ tokens, glued }: NamedTable): boolean {
  return HISTORY_WORDS.has(tokens.at(-1) ?? '') || /.(history|statistics|audit)$/.test(glued);
}

/** Nothing but references, and perhaps a flag, a rank or dates. */
function junctionKey(table: NamedTable, references: readonly NamedColumn[]): KeyBelief | null {
  if (references.length < 2 || references.length > LONGEST_KEY) return null;
  const rest = table.columns.filter((column) => !references.includes(column) && !saysNothing(column));
  const moments = table.columns.filter((column) => /^(date|timestamp)$/.test(column.family) && !saysNothing(column));
  if (moments.some(({ position }) => position < (references[1]?.position ?? 0))) return null;
  const light = rest.every(({ family }) => ['boolean', 'integer', 'date', 'timestamp'].includes(family));
  if (rest.length > 0 && !(light && rest.length <= 2)) return null;
  return guessedKey(references, rest.length === 0 ? 0.8 : 0.74);
}

/** Named values of an entity: `user_id, k`. */
function attributeKey(table: NamedTable, references: readonly NamedColumn[]): KeyBelief | null {
  const attribute = table.columns.find(
    (column) => !references.includes(column) && ATTRIBUTE_WORDS.has(column.stem) && column.family === 'text',
  );
  const [entity] = references;
  if (!attribute || !entity || entity.position > attribute.position) return null;
  const versions = table.columns.filter(({ stem, family }) => stem === 'version' && family === 'integer');
  return guessedKey([entity, ...versions, attribute], 0.78);
}

/** Measurements of an entity by day or by frame of time: `account_id, date`; else what changed when: `person_id, changed_on`. */
function datedKey(table: NamedTable, references: readonly NamedColumn[]): KeyBelief | null {
  if (!isRecorded(table) || references.length > 3) return null;
  const day = table.columns.find(({ stem }) =>
    /^(date|day|month|week|year|hour|period|timeframe|interval|(date|day)(day|date))$/.test(stem),
  );
  if (day) return guessedKey([...references, day], 0.6);
  const [first] = references;
  const next = table.columns[references.length];
  const moment = next !== undefined && /^(date|timestamp)$/.test(next.family) && !saysNothing(next);
  return moment && first?.position === 0 ? guessedKey([...references, next], 0.56) : null;
}

/** Rows of a table of links: `host_group_map (host_id, group_id, ...)`, whatever else is told of the link. */
function linkKey({ tokens, columns }: NamedTable): KeyBelief | null {
  if (tokens.length < 2 || !LINK_TABLES.has(tokens.at(-1) ?? '')) return null;
  const [first, second] = columns;
  const isPair = first && second && first.keyFamily !== null && second.keyFamily !== null;
  return isPair && !(first.family === 'float') ? guessedKey([first, second], 0.7) : null;
}

/** `entity_type` and `entity_id` point somewhere together, so they stand in a key together: with what leads it. */
function polymorphicKey({ columns }: NamedTable, references: readonly NamedColumn[]): KeyBelief | null {
  const key = leadingRun(
    columns.slice(0, LONGEST_KEY),
    (column) => references.includes(column) || typeOrId(column, columns),
  );
  return key.length >= 2 && key.some((column) => typeOrId(column, columns)) ? guessedKey(key, 0.6) : null;
}

function typeOrId({ stem, keyFamily }: NamedColumn, columns: readonly NamedColumn[]): boolean {
  const name = /^(.+)(?:type|id)$/.exec(stem)?.[1];
  if (name === undefined || keyFamily === null) return false;
  return ['type', 'id'].every((end) => columns.some((other) => other.stem === name + end));
}

/** `volume_id, access_protocol` and nothing else: each volume has several of them. */
function listKey(table: NamedTable, references: readonly NamedColumn[]): KeyBelief | null {
  if (isRecorded(table)) return null;
  const [first, second, ...more] = tellingColumns(table);
  if (!first || !second || more.length > 0 || !references.includes(first)) return null;
  const isListed = second.family === 'text' && !isProse(second) && !second.stem.endsWith('name');
  return isListed || (second.keyFamily !== null && second.keyWord !== null) ? guessedKey([first, second], 0.62) : null;
}

/** One row for each of the parent's, as the name says: `film_text (film_id, ...)`. */
function extensionKey({ tokens }: NamedTable, references: readonly NamedColumn[]): KeyBelief | null {
  const [only] = references;
  const extension = tokens.length > 1 && EXTENSION_WORDS.has(tokens.at(-1) ?? '');
  return extension && only?.position === 0 && references.length === 1 ? guessedKey([only], 0.65) : null;
}

/** References first, then what belongs to their combination. */
export function leadingKey({ columns }: NamedTable, references: readonly NamedColumn[]): KeyBelief | null {
  const key = leadingRun(columns.slice(0, LONGEST_KEY), (column) => references.includes(column));
  return key.length >= 2 ? guessedKey(key, key.length === 2 ? 0.7 : 0.5) : null;
}

/** The first columns, as far as all of them are of a kind. */
function leadingRun(columns: readonly NamedColumn[], isPart: (column: NamedColumn) => boolean): readonly NamedColumn[] {
  const end = columns.findIndex((column) => !isPart(column));
  return end === -1 ? columns : columns.slice(0, end);
}

/** Every kind, the most telling first. */
export const COMPOSITE_RULES: readonly CompositeRule[] = [
  lineKey,
  rankKey,
  periodKey,
  linkKey,
  junctionKey,
  attributeKey,
  datedKey,
  extensionKey,
  polymorphicKey,
  leadingKey,
  listKey,
];
