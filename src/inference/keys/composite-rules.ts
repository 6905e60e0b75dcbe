import { isLoaderColumn } from '../names/loaders.ts';
import type { NamedColumn } from '../names/column-names.ts';
import type { KeyBelief } from './key-belief.ts';
import type { NamedTable } from '../names/vocabulary.ts';
import {
  ATTRIBUTE_WORDS,
  AUDIT_WORDS,
  EXTENSION_WORDS,
  HISTORY_WORDS,
  LINE_WORDS,
  PERIOD_ENDS,
  PERIOD_STARTS,
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
  return belief(sharesPrefix ? [...before.slice(0, 3), line] : [header, ...versions.slice(0, 1), line], 0.78);
}

/** What held for an entity from a day on: `employee_id, from_date`. */
function periodKey(table: NamedTable, references: readonly NamedColumn[]): KeyBelief | null {
  const temporal = table.columns.filter(({ family }) => family === 'date' || family === 'timestamp');
  const start = temporal.find(({ tokens }) => tokens.some((token) => PERIOD_STARTS.has(token)));
  const end = temporal.find(({ tokens }) => tokens.some((token) => PERIOD_ENDS.has(token)));
  const [entity] = references;
  if (!start || !end || !entity || entity.position > 1) return null;
  const named = table.columns.filter((column) => column.family === 'text' && column.stem === table.glued);
  const leading = references.filter((column) => column.position < start.position);
  return leading.length > 1 ? null : belief([entity, ...named, start], 0.72);
}

/** Nothing but references, and perhaps a flag, a rank or dates. */
function junctionKey(table: NamedTable, references: readonly NamedColumn[]): KeyBelief | null {
  if (references.length < 2 || references.length > LONGEST_KEY) return null;
  const rest = table.columns.filter((column) => !references.includes(column) && !saysNothing(column));
  const moments = table.columns.filter((column) => /^(date|timestamp)$/.test(column.family) && !saysNothing(column));
  if (moments.some(({ position }) => position < (references[1]?.position ?? 0))) return null;
  const light = rest.every(({ family }) => ['boolean', 'integer', 'date', 'timestamp'].includes(family));
  if (rest.length > 0 && !(light && rest.length <= 2)) return null;
  return belief(references, rest.length === 0 ? 0.8 : 0.74);
}

/** Named values of an entity: `user_id, k`. */
function attributeKey(table: NamedTable, references: readonly NamedColumn[]): KeyBelief | null {
  const attribute = table.columns.find(
    (column) => !references.includes(column) && ATTRIBUTE_WORDS.has(column.stem) && column.family === 'text',
  );
  const [entity] = references;
  if (!attribute || !entity || entity.position > attribute.position) return null;
  const versions = table.columns.filter(({ stem, family }) => stem === 'version' && family === 'integer');
  return belief([entity, ...versions, attribute], 0.78);
}

/** Measurements of an entity by day: `account_id, date`. */
function datedKey(table: NamedTable, references: readonly NamedColumn[]): KeyBelief | null {
  const measured = HISTORY_WORDS.has(table.tokens.at(-1) ?? '');
  const day = table.columns.find(({ stem }) => /^(date|day|month|week|year|(date|day)(day|date))$/.test(stem));
  return measured && day && references.length <= 3 ? belief([...references, day], 0.6) : null;
}

/** One row for each of the parent's, as the name says: `film_text (film_id, ...)`. */
function extensionKey({ tokens }: NamedTable, references: readonly NamedColumn[]): KeyBelief | null {
  const [only] = references;
  const extension = tokens.length > 1 && EXTENSION_WORDS.has(tokens.at(-1) ?? '');
  return extension && only?.position === 0 && references.length === 1 ? belief([only], 0.65) : null;
}

/** References first, then what belongs to their combination. */
function leadingKey(table: NamedTable, references: readonly NamedColumn[]): KeyBelief | null {
  let count = 0;
  while (count < LONGEST_KEY && isIn(references, table.columns[count])) count++;
  return count >= 2 ? belief(table.columns.slice(0, count), count === 2 ? 0.62 : 0.55) : null;
}

function isIn(references: readonly NamedColumn[], column: NamedColumn | undefined): boolean {
  return column !== undefined && references.includes(column);
}

function saysNothing({ column, tokens, loader }: NamedColumn): boolean {
  return loader || isLoaderColumn(column.name) || tokens.some((token) => AUDIT_WORDS.has(token));
}

export function belief(columns: readonly NamedColumn[], probability: number): KeyBelief {
  return { columns, probability, declared: false };
}

/** Every kind, the most telling first. */
export const COMPOSITE_RULES: readonly CompositeRule[] = [
  lineKey,
  periodKey,
  junctionKey,
  attributeKey,
  datedKey,
  extensionKey,
  leadingKey,
];
