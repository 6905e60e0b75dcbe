import type { NamedColumn } from '../names/column-names.ts';
import { belief, COMPOSITE_RULES, leadingKey, LONGEST_KEY } from './composite-rules.ts';
import { firstColumn } from './first-column.ts';
import type { KeyBelief, KeyCandidates } from './key-belief.ts';
import { pairOfKeys } from './pair-keys.ts';
import type { NamedTable } from '../names/vocabulary.ts';

/** Whether a column's name points to another table, as far as names tell. */
export type LooksLikeReference = (table: NamedTable, column: NamedColumn) => boolean;

interface Known {
  /** Single-column candidates by table. */
  readonly keys: readonly KeyCandidates[];
  readonly looksLikeReference: LooksLikeReference;
  /** How many tables begin with a column of that name. */
  readonly firstStems: ReadonlyMap<string, number>;
}

/** From so many tables on that begin alike, most of them add to the rows of one that they all point to. */
const FAMILY = 4;
/** Columns besides references: from so many on, what follows the first is an attribute rather than part of a key. */
const MUCH = 4;
/** Shorter ones are letters for tables, as in schemas whose columns bear prefixes. */
const SHORTEST_NAME = 3;

/** Keys of several columns, for tables that may have one: by table index, best first. */
export function inferCompositeKeys(
  tables: readonly NamedTable[],
  known: Known,
): ReadonlyMap<number, readonly KeyBelief[]> {
  const found = new Map<number, readonly KeyBelief[]>();
  for (const table of tables) {
    const keys = compositeKeys(table, known);
    if (keys.length > 0) found.set(table.index, keys);
  }
  return found;
}

function compositeKeys(table: NamedTable, { keys, looksLikeReference, firstStems }: Known): readonly KeyBelief[] {
  const references = table.columns.filter((column) => looksLikeReference(table, column));
  const single = keys[table.index]?.[0];
  const pair = pairOfKeys(table, single);
  if (pair) return [pair];
  if (single !== undefined && single.probability >= 0.5) return ownKeyWithin(table, { single, references });
  const rules = isOfFamily(table, references, firstStems)
    ? COMPOSITE_RULES.filter((rule) => rule !== leadingKey)
    : COMPOSITE_RULES;
  const found = references.length === 0 ? [] : rules.flatMap((rule) => rule(table, references) ?? []);
  return found.length > 0 ? found.slice(0, 2) : (firstColumn(table, references) ?? []);
}

/** Begins as many others do, and goes on to say much of its own: `sales_person (person_id, territory_id, quota, ...)`. */
function isOfFamily(
  { columns }: NamedTable,
  references: readonly NamedColumn[],
  firstStems: ReadonlyMap<string, number>,
): boolean {
  const [first] = columns;
  if (!first || first.base.join('').length < SHORTEST_NAME) return false;
  return (firstStems.get(first.stem) ?? 0) >= FAMILY && columns.length - references.length >= MUCH;
}

/**
 * The table's own number counts within its parents (`d_w_id, d_id`), or within versions
 * (`node_id, version`).
 */
function ownKeyWithin(
  { columns, columnPrefix, tokens }: NamedTable,
  { single, references }: { readonly single: KeyBelief; readonly references: readonly NamedColumn[] },
): readonly KeyBelief[] {
  const [own] = single.columns;
  if (!own) return [];
  const before = columns.slice(0, own.position);
  const parents = before.filter((column) => references.includes(column));
  if (columnPrefix !== '' && parents.length > 0 && parents.length === before.length && before.length < LONGEST_KEY) {
    return [belief([...parents, own], 0.985)];
  }
  const version = columns.find((column) => column.stem === 'version' && column.keyFamily === 'integer');
  if (version && own.base.length > 0) return [belief([own, version], 0.985)];
  const start = columns.find(({ column }) => /^_fivetran_start$|^valid_from$|^dbt_valid_from$/i.test(column.name));
  const changed = columns.find(({ stem }) => stem === 'updatedat' || stem === 'modifiedat');
  const history = tokens.at(-1) === 'history' && tokens.length > 1;
  const entity = tokens.slice(0, -1).join('');
  const pointsToEntity = columns.some((column) => column.keyWord !== null && column.base.join('') === entity);
  const moment = start ?? changed;
  return history && moment && own.base.length === 0 && !pointsToEntity ? [belief([own, moment], 0.985)] : [];
}
