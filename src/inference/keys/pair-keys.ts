import { mayName } from './first-column.ts';
import type { NamedColumn } from '../names/column-names.ts';
import { guessedKey } from './key-belief.ts';
import type { KeyBelief } from './key-belief.ts';
import { tellingColumns } from './telling-columns.ts';
import type { NamedTable } from '../names/vocabulary.ts';
import { LINE_WORDS } from '../names/words.ts';

const SURE = 0.985;
const LIKELY = 0.6;
/** Columns of a pair stand among the first. */
const LAST_PLACE = 4;

/** Key words of what counts: a `password_hash` is no number of its own. */
const NUMBERS = new Set(['id', 'no', 'num', 'nbr', 'number', 'key', 'sk', 'code']);

/** Two columns that are the key together by what they and the table are called; null where names say no such thing. */
export function pairOfKeys(table: NamedTable, single: KeyBelief | undefined): KeyBelief | null {
  return ownNumberBehind(table) ?? pairOfName(table, single) ?? onlyTwo(table, single);
}

/** `sales_order_detail (sales_order_id, sales_order_detail_id)`: its own number counts within what comes first. */
function ownNumberBehind({ columns, glued }: NamedTable): KeyBelief | null {
  const [first, second] = columns;
  const isOwn = second !== undefined && NUMBERS.has(second.keyWord ?? '') && second.base.join('') === glued;
  const isOther =
    first !== undefined && first.keyWord !== null && first.base.length > 0 && first.base.join('') !== glued;
  return isOwn && isOther ? guessedKey([first, second], SURE) : null;
}

/** `user_role (user_id, role_id)`: the table is called by two of its columns, in their order, and has no number of its own. */
function pairOfName(table: NamedTable, single: KeyBelief | undefined): KeyBelief | null {
  const { columns, glued, tokens } = table;
  if (tokens.length < 2 || hasOwnNumber(table, single)) return null;
  if (columns.some((column) => column.stem === 'version' || column.tokens.some((token) => LINE_WORDS.has(token))))
    return null;
  const able = columns.filter((column) => column.position < LAST_PLACE && canBePart(column));
  const isWhole = tellingColumns(table).length === 2;
  for (const first of able) {
    const second = able.find(
      (other) => other.position > first.position && first.base.join('') + other.base.join('') === glued,
    );
    if (second && (isWhole || (first.keyWord !== null && second.keyWord !== null)))
      return guessedKey([first, second], SURE);
  }
  return null;
}

/** Nothing but two numbers (`f1, f2`), or two texts about the same (`parent_role, child_role`). */
function onlyTwo(table: NamedTable, single: KeyBelief | undefined): KeyBelief | null {
  const [first, second, ...more] = tellingColumns(table);
  if (!first || !second || more.length > 0 || hasOwnNumber(table, single)) return null;
  if (!canBePart(first) || !canBePart(second) || first.keyFamily !== second.keyFamily) return null;
  if (![first, second].every((column) => column.keyWord !== null || mayName(column))) return null;
  const areAlike = first.base.some((word) => second.base.includes(word));
  return areAlike || first.keyFamily !== 'text' ? guessedKey([first, second], LIKELY) : null;
}

function hasOwnNumber({ byStem, glued }: NamedTable, single: KeyBelief | undefined): boolean {
  return byStem.has('id') || single?.columns[0]?.base.join('') === glued;
}

function canBePart({ keyFamily, loader, base }: NamedColumn): boolean {
  return (keyFamily === 'integer' || keyFamily === 'uuid' || keyFamily === 'text') && !loader && base.length > 0;
}
