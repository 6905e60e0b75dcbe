import { SURE } from '../../inference/hints/hints.ts';
import type { ColumnKind, Relationship } from '../../inference/beliefs.ts';
import { nameTokens } from '../../inference/names/tokens.ts';
import { KEY_WORDS } from '../../inference/names/words.ts';
import { keyCompatibility, keyFamily } from '../../inference/names/key-types.ts';
import { tableKey } from '../../catalog/catalog.ts';
import type { DeltaOf } from '../../plan/deltas.ts';
import { parentRef } from '../../planner/belief-index.ts';
import type { Known, KnownColumn, KnownTable } from '../known/known.ts';
import { saysReference } from './reference-words.ts';
import { isSameSet } from './check-key.ts';
import type { Checked } from './checked.ts';
import { askAgain, refuse, SAME } from './checked.ts';

/** References that other deltas make. */
export interface TakenReferences {
  /** Where columns point to. */
  target(table: KnownTable, columns: readonly string[]): KnownTable | undefined;
  /** Tables that a table's key points to. */
  identifiedBy(table: KnownTable): readonly KnownTable[];
}

/** A reference is believed where it could be tested; it is taken back only where it is not declared and not sure. */
export function checkRelationship(delta: DeltaOf<'relationship'>, known: Known, taken: TakenReferences): Checked {
  const [from, to] = [known.table(delta.table), known.table(delta.to)];
  if (!from || !to) return refuse(`${(from ? delta.to : delta.table).name} is not there`);
  const label = `${from.label}.${delta.columns.join('+')}`;
  const missing = delta.columns.find((name) => !from.columns.has(name));
  if (missing !== undefined) return refuse(`${from.label}.${missing} is not there`);
  if (new Set(delta.columns).size < delta.columns.length) return askAgain(`${label} names a column twice`);
  const others = from.references.filter(({ columns }) => isSameSet(columns, delta.columns));
  const same = others.find((each) => tableKey(parentRef(each)) === tableKey(to.table));
  if (!delta.holds) return takeBack(delta, same, { from, to });
  if (same && (same.declared || same.probability >= SURE)) return SAME;
  const other = others.find((each) => each !== same && (each.declared || each.verdict !== 'doubtful'));
  const taken_by = other?.ref_table ?? taken.target(from, delta.columns)?.label;
  if (taken_by !== undefined) return refuse(`${label} points to ${taken_by} already`);
  const columns = delta.to_columns.length > 0 ? delta.to_columns : (to.belief.primary_key?.columns ?? []);
  const no = whyNoReference(
    { from, to, columns: delta.columns, to_columns: columns, isSeen: same !== undefined },
    known,
    taken,
  );
  return no === null ? { delta: { ...delta, to_columns: [...columns] } } : refuse(`${label}: ${no}`);
}

/** What is at least so probable is not taken back on the word of a model. */
const LIKELY = 0.6;

function takeBack(
  delta: DeltaOf<'relationship'>,
  same: Relationship | undefined,
  { from, to }: Pick<Reference, 'from' | 'to'>,
): Checked {
  if (!same) return SAME;
  const label = `${from.label}.${delta.columns.join('+')} to ${to.label}`;
  if (same.declared) return refuse(`${label} is declared`);
  if (same.probability >= LIKELY) return refuse(`${label} is likely`);
  if (same.orphans === 0) return refuse(`${label} holds in every row`);
  const [name = '', ...others] = delta.columns;
  const key = same.ref_columns[0] ?? '';
  const raw = others.length === 0 ? from.columns.get(name)?.raw : undefined;
  // Who does not declare keys has many that hold all the same: what the name says is more than what a model denies.
  return raw && saysReference(raw, { from: from.table, to: to.table, key })
    ? refuse(`${label} is what its name says`)
    : { delta };
}

interface Reference {
  readonly from: KnownTable;
  readonly to: KnownTable;
  readonly columns: readonly string[];
  readonly to_columns: readonly string[];
  /** Whether the rules see it too, though not for sure. */
  readonly isSeen: boolean;
}

function whyNoReference(
  { from, to, columns, to_columns, isSeen }: Reference,
  known: Known,
  taken: TakenReferences,
): string | null {
  if (to_columns.length === 0) return `${to.label} has no key to point to`;
  if (to_columns.length !== columns.length) return `${columns.length} cannot point to ${to_columns.length} columns`;
  if (from === to && columns.some((name) => to_columns.includes(name))) return 'a column cannot point to itself';
  if (!isKeyOf(to, to_columns)) return `${to_columns.join('+')} does not identify a row of ${to.label}`;
  for (const [at, name] of columns.entries()) {
    const [column, parent] = [from.columns.get(name), to.columns.get(to_columns[at] ?? '')];
    if (!column || !parent) return `${name} or ${to_columns[at] ?? ''} is not there`;
    const no = whyNotPointing(column, parent);
    if (no !== null) return no;
    if (!isSeen && !mayBeKey(column, to)) return `${name} is called neither a key nor ${to.label}`;
    // Of a table's own number the rules have seen all that there is to see.
    if (
      (!isSeen || from === to) &&
      !saysReference(column.raw, { from: from.table, to: to.table, key: parent.raw.name })
    )
      return `nothing in ${name} speaks of ${to.label}`;
  }
  return closesCircle({ from, to, columns }, known, taken) ? 'keys would point to each other in a circle' : null;
}

function isKeyOf({ table, belief }: KnownTable, columns: readonly string[]): boolean {
  const keys = [belief.primary_key?.columns ?? [], table.primary_key ?? [], ...(table.unique_keys ?? [])];
  return keys.some((key) => key.length > 0 && isSameSet(key, columns));
}

/** Kinds of columns that a key may be taken for. */
const CARRIES_KEYS: ReadonlySet<ColumnKind> = new Set<ColumnKind>(['identifier', 'enum', 'text', 'other']);

function namesKey(name: string): boolean {
  return nameTokens(name).some((token) => KEY_WORDS.has(token));
}

/** Whether a column is an identifier by its kind or name, or is called as the table itself is: `country` of countries. */
function mayBeKey({ raw, belief }: KnownColumn, to: KnownTable): boolean {
  if (belief?.kind === 'identifier' || namesKey(raw.name)) return true;
  const words = new Set(nameTokens(raw.name));
  return nameTokens(to.table.name).every((word) => words.has(word));
}

function whyNotPointing(column: KnownColumn, parent: KnownColumn): string | null {
  const [family, parentFamily] = [keyFamily(column.family), keyFamily(parent.family)];
  const isExact = column.family !== 'float' && parent.family !== 'float';
  if (!isExact || family === null || parentFamily === null || keyCompatibility(family, parentFamily) === 0)
    return `a ${column.family} cannot point to a ${parent.family}`;
  if (column.belief?.polymorphic !== undefined) return 'it points to one of several tables';
  const kind = column.belief?.kind ?? 'other';
  if (!CARRIES_KEYS.has(kind) || (kind === 'enum' && !namesKey(column.raw.name)))
    return `what it holds is of the kind ${kind}`;
  return null;
}

/** Whether tables whose keys are references would identify each other. */
function closesCircle(
  { from, to, columns }: Pick<Reference, 'from' | 'to' | 'columns'>,
  known: Known,
  taken: TakenReferences,
): boolean {
  if (!isIdentity(from, columns)) return false;
  const seen = new Set<KnownTable>();
  const waiting = [to];
  for (let table = waiting.pop(); table; table = waiting.pop()) {
    if (table === from) return true;
    if (seen.has(table)) continue;
    seen.add(table);
    const parents = identifying(table).flatMap((reference) => known.table(parentRef(reference)) ?? []);
    waiting.push(...parents, ...taken.identifiedBy(table));
  }
  return false;
}

/** Whether columns that point elsewhere are what identifies a row. */
export function isIdentity({ belief }: KnownTable, columns: readonly string[]): boolean {
  return isSameSet(belief.primary_key?.columns ?? [], columns);
}

function identifying(table: KnownTable): readonly Relationship[] {
  return table.references.filter(({ verdict, columns }) => verdict !== 'doubtful' && isIdentity(table, columns));
}
