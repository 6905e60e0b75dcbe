import type { NamedColumn } from '../names/column-names.ts';
import { belief, COMPOSITE_RULES, LONGEST_KEY } from './composite-rules.ts';
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
}

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

function compositeKeys(table: NamedTable, { keys, looksLikeReference }: Known): readonly KeyBelief[] {
  const references = table.columns.filter((column) => looksLikeReference(table, column));
  const single = keys[table.index]?.[0];
  const pair = pairOfKeys(table, single);
  if (pair) return [pair];
  if (single !== undefined && single.probability >= 0.5) return ownKeyWithin(table, { single, references });
  const found = references.length === 0 ? [] : COMPOSITE_RULES.flatMap((rule) => rule(table, references) ?? []);
  return found.length > 0 ? found.slice(0, 2) : (firstColumn(table, references) ?? []);
}

/**
 * The table's own number counts within its parents (`d_w_id, d_id`; `order_id, order_item_id`), or within versions
 * (`node_id, version`).
 */
function ownKeyWithin(
  { columns, columnPrefix, tokens, glued }: NamedTable,
  { single, references }: { readonly single: KeyBelief; readonly references: readonly NamedColumn[] },
): readonly KeyBelief[] {
  const [own] = single.columns;
  if (!own) return [];
  const before = columns.slice(0, own.position);
  const parents = before.filter((column) => references.includes(column));
  if (columnPrefix !== '' && parents.length > 0 && parents.length === before.length && before.length < LONGEST_KEY) {
    return [belief([...parents, own], 0.985)];
  }
  const [parent] = parents;
  if (own.position === 1 && own.base.join('') === glued && parent && glued.startsWith(parent.base.join(''))) {
    return [belief([parent, own], 0.985)];
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
