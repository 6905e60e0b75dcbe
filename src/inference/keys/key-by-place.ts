import { mayName } from './first-column.ts';
import type { NamedColumn } from '../names/column-names.ts';
import type { NamedTable } from '../names/vocabulary.ts';
import { ATTRIBUTE_WORDS, DISCRIMINATOR_WORDS, HISTORY_WORDS, MEASURE_WORDS, PERIOD_WORDS } from '../names/words.ts';
import { guessedKey } from './key-belief.ts';
import type { KeyBelief } from './key-belief.ts';
import { tellingColumns } from './telling-columns.ts';

/** More likely than not, and no more: only the place of the columns says so. */
const BY_PLACE = 0.54;
const BY_PLACE_AND_NAME = 0.57;
const LONGEST_KEY = 3;
/** A name or a kind tells rows apart in a narrow table; in a wide one it is said of the row. */
const NARROW = 4;

/**
 * The key of a table that no name gives one: people write the key first. One row for each parent (`model_metric:
 * model_id`), a parent and what tells its rows apart (`user_role: user_id, role`), names within names, or a name
 * alone. Null where the first column says nothing.
 */
export function keyByPlace(table: NamedTable, references: readonly NamedColumn[]): KeyBelief | null {
  const { tokens } = table;
  const telling = tellingColumns(table);
  const [first, second, third] = telling;
  if (!first || !canLead(first)) return null;
  const pair = polymorphicPair(telling);
  if (pair) return guessedKey(pair, BY_PLACE);
  if (first.numbered && second?.numbered && telling.length === 2) return guessedKey([first, second], BY_PLACE_AND_NAME);
  if (!isPointer(first, references))
    return first.keyWord === null && !mayName(first) ? null : namesKey(telling, tokens);
  if (second === undefined) return guessedKey([first], BY_PLACE_AND_NAME);
  const pointers = telling.filter((column) => isPointer(column, references));
  if (pointers[1] === second) {
    if (telling.length === 3 && third && isDiscriminator(third, 3)) return guessedKey([first, second, third], BY_PLACE);
    return pointers.length === 2 && telling.length <= NARROW ? guessedKey([first, second], BY_PLACE) : null;
  }
  if (isDiscriminator(second, telling.length)) return guessedKey([first, second], BY_PLACE_AND_NAME);
  const changes = tokens.length > 1 && HISTORY_WORDS.has(tokens.at(-1) ?? '') && references.includes(first);
  if (changes && (second.family === 'date' || second.family === 'timestamp'))
    return guessedKey([first, second], BY_PLACE_AND_NAME);
  const others = telling.filter((column) => column !== first && references.includes(column));
  return others.length === 0 ? guessedKey([first], BY_PLACE) : null;
}

/** `name`; `schema_name, table_name`; `role, privilege` of `role_privilege`. */
function namesKey(telling: readonly NamedColumn[], tokens: readonly string[]): KeyBelief | null {
  const [first, second] = telling;
  if (!first || (first.keyWord === null && (first.family !== 'text' || MEASURE_WORDS.has(first.tokens.at(-1) ?? ''))))
    return null;
  if (telling.length === 2 && second && [first, second].every((column) => isOfTable(column, tokens)))
    return guessedKey([first, second], BY_PLACE);
  let count = 0;
  while (count < LONGEST_KEY && isName(telling[count])) count++;
  return guessedKey(telling.slice(0, Math.max(1, count)), BY_PLACE);
}

function isOfTable({ family, tokens }: NamedColumn, table: readonly string[]): boolean {
  return family === 'text' && table.length > 1 && tokens.some((token) => table.includes(token));
}

/** `entity_type, entity_id` at the beginning, or after one other pointer. */
function polymorphicPair(telling: readonly NamedColumn[]): readonly NamedColumn[] | null {
  for (const start of [0, 1]) {
    const [id, type] = [telling[start], telling[start + 1]];
    if (!id || !type || (start === 1 && telling[0]?.keyWord !== 'id')) continue;
    if (isPairOf(id, type) || isPairOf(type, id)) return telling.slice(0, start + 2);
  }
  return null;
}

function isPairOf(id: NamedColumn, type: NamedColumn): boolean {
  return id.keyWord === 'id' && id.base.length > 0 && type.family === 'text' && type.stem === `${id.base.join('')}type`;
}

function isName(column: NamedColumn | undefined): boolean {
  return column?.family === 'text' && column.tokens.length > 1 && /^(name|group|key)$/.test(column.tokens.at(-1) ?? '');
}

/** A reference, or a column that must be one though its table is not there. */
function isPointer(column: NamedColumn, references: readonly NamedColumn[]): boolean {
  return references.includes(column) || (column.keyWord === 'id' && column.base.length > 0);
}

/** Text that says which of a parent's rows it is: its period, its language, in a narrow table also its kind or name. */
function isDiscriminator({ family, tokens, stem }: NamedColumn, width: number): boolean {
  if (family !== 'text' && family !== 'other') return false;
  const last = tokens.at(-1) ?? '';
  if (ATTRIBUTE_WORDS.has(stem) || PERIOD_WORDS.has(last)) return true;
  return width <= NARROW && DISCRIMINATOR_WORDS.has(last);
}

function canLead({ keyFamily, family }: NamedColumn): boolean {
  return keyFamily !== null && family !== 'float' && family !== 'decimal' && family !== 'binary';
}
