import { nameTokens } from '../../inference/names/tokens.ts';
import { KEY_WORDS } from '../../inference/names/words.ts';
import type { DeltaOf } from '../../plan/deltas.ts';
import type { TypeFamily } from '../../sql/types.ts';
import type { Known, KnownColumn, KnownTable } from '../known/known.ts';
import type { Checked } from './checked.ts';
import { askAgain, refuse, SAME } from './checked.ts';

const MOST_COLUMNS = 5;
/** A key that is at least so probable is no doubt that a model may settle (inference.md 1.3, step 8). */
const LIKELY = 0.6;
/** Values that can be compared exactly and mean one row. */
const KEY_FAMILIES: ReadonlySet<TypeFamily> = new Set<TypeFamily>([
  'integer',
  'decimal',
  'text',
  'uuid',
  'date',
  'timestamp',
  'binary',
  'other',
]);

/** A key only where none is believed, or only with doubt, of columns that can be one and that no row speaks against. */
export function checkKey(delta: DeltaOf<'key'>, known: Known): Checked {
  const table = known.table(delta.table);
  if (!table) return refuse(`${delta.table.name} is not there`);
  const { label, belief } = table;
  const key = belief.primary_key;
  const isDeclared = (table.table.primary_key ?? []).length > 0;
  if (key && isSameSet(key.columns, delta.columns)) return SAME;
  if (!key && delta.columns.length === 0) return SAME;
  if (isDeclared || key?.declared === true) return refuse(`${label} declares its key`);
  if (key?.answered === true) return refuse(`a person said what identifies a row of ${label}`);
  if (key && key.probability >= LIKELY) return refuse(`the key of ${label} is likely: ${key.columns.join(', ')}`);
  if (delta.columns.length > MOST_COLUMNS) return askAgain(`a key of ${label} has more than ${MOST_COLUMNS} columns`);
  if (new Set(delta.columns).size < delta.columns.length) return askAgain(`the key of ${label} names a column twice`);
  for (const name of delta.columns) {
    const column = table.columns.get(name);
    const no = column ? whyNoKey(column, { table, isWhole: delta.columns.length === 1 }) : 'is not there';
    if (no !== null) return refuse(`${label}.${name} ${no}, so it is in no key`);
  }
  const columns = delta.columns.flatMap((name) => table.columns.get(name) ?? []);
  if (columns.length > 0 && !columns.some((column) => isKeyLike(column, table)))
    return refuse(`nothing in ${delta.columns.join(', ')} speaks of a key of ${label}`);
  return { delta };
}

/** Whether a column is an identifier by its kind or name, or its values tell the rows apart. */
function isKeyLike({ raw, belief }: KnownColumn, { table }: KnownTable): boolean {
  const { row_count: rows } = table;
  const isUnique = raw.stats !== undefined && rows !== undefined && rows > 0 && raw.stats.distinct >= rows;
  return belief?.kind === 'identifier' || isUnique || nameTokens(raw.name).some((token) => KEY_WORDS.has(token));
}

function whyNoKey(
  { raw, family, belief }: KnownColumn,
  { table, isWhole }: { table: KnownTable; isWhole: boolean },
): string | null {
  if (!KEY_FAMILIES.has(family)) return `is a ${family}`;
  if (raw.nullable === true || (raw.stats && raw.stats.nulls > 0)) return 'may be empty';
  if (belief?.kind === 'money' || belief?.kind === 'measure' || belief?.kind === 'boolean')
    return `holds a ${belief.kind}`;
  const rows = table.table.row_count;
  if (isWhole && raw.stats && rows !== undefined && raw.stats.distinct < rows) return 'repeats in the rows';
  return null;
}

export function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((each) => b.includes(each));
}
