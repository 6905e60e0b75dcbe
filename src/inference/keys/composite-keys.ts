import type { NamedColumn } from '../names/column-names.ts';
import { COMPOSITE_RULES, leadingKey, LONGEST_KEY } from './composite-rules.ts';
import { firstColumn, isLogOf } from './first-column.ts';
import { keyByPlace } from './key-by-place.ts';
import { guessedKey } from './key-belief.ts';
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

type KnownOfAll = Known & {
  /** Keys that stand together with a version. */
  readonly versioned: ReadonlySet<string>;
};

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
  const versioned = versionedStems(tables);
  for (const table of tables) {
    const keys = compositeKeys(table, { ...known, versioned });
    if (keys.length > 0) found.set(table.index, keys);
  }
  return found;
}

/** Keys that tables named after them (`node_tag`) bear together with a version, so that rows of old versions are kept. */
function versionedStems(tables: readonly NamedTable[]): ReadonlySet<string> {
  const parts = tables.filter(({ byStem }) => byStem.get('version')?.keyFamily === 'integer');
  return new Set(
    parts.flatMap(({ columns, glued }) =>
      columns.flatMap(({ base, stem, keyWord }) => {
        const about = base.join('');
        return keyWord !== null && about !== '' && about !== glued && glued.startsWith(about) ? [stem] : [];
      }),
    ),
  );
}

function compositeKeys(table: NamedTable, known: KnownOfAll): readonly KeyBelief[] {
  const { keys, looksLikeReference, firstStems, versioned } = known;
  const references = table.columns.filter((column) => looksLikeReference(table, column));
  const single = keys[table.index]?.[0];
  const pair = pairOfKeys(table, single);
  if (pair) return [pair];
  if (single !== undefined && single.probability >= 0.5) return ownKeyWithin(table, { single, references, versioned });
  const rules = isOfFamily(table, references, firstStems)
    ? COMPOSITE_RULES.filter((rule) => rule !== leadingKey)
    : COMPOSITE_RULES;
  const found = references.length === 0 ? [] : rules.flatMap((rule) => rule(table, references) ?? []);
  if (found.length > 0) return found.slice(0, 2);
  const byPlace = keyByPlace(table, references);
  if (isLogOf(table, references)) return byPlace && byPlace.columns.length > 1 ? [byPlace] : [];
  const guess = byPlace ?? firstColumn(table);
  return guess ? [guess] : [];
}

/** Begins as many others do, and goes on to say much of its own: `sales_person (person_id, territory_id, quota, ...)`. */
function isOfFamily(
  { columns, tokens }: NamedTable,
  references: readonly NamedColumn[],
  firstStems: ReadonlyMap<string, number>,
): boolean {
  const [first] = columns;
  if (!first || first.base.join('').length < SHORTEST_NAME) return false;
  if (first.base.every((word, at) => tokens[at] === word)) return false;
  return (firstStems.get(first.stem) ?? 0) >= FAMILY && columns.length - references.length >= MUCH;
}

/**
 * The table's own number counts within its parents (`d_w_id, d_id`), or within versions
 * (`node_id, version`).
 */
function ownKeyWithin(
  { columns, columnPrefix, tokens }: NamedTable,
  known: {
    readonly single: KeyBelief;
    readonly references: readonly NamedColumn[];
    readonly versioned: ReadonlySet<string>;
  },
): readonly KeyBelief[] {
  const { single, references, versioned } = known;
  const [own] = single.columns;
  if (!own) return [];
  const before = columns.slice(0, own.position);
  const parents = before.filter((column) => references.includes(column));
  if (columnPrefix !== '' && parents.length > 0 && parents.length === before.length && before.length < LONGEST_KEY) {
    return [guessedKey([...parents, own], 0.985)];
  }
  const version = columns.find((column) => column.stem === 'version' && column.keyFamily === 'integer');
  if (version && versioned.has(own.stem)) return [guessedKey([own, version], 0.985)];
  const start = columns.find(({ column }) => /^_fivetran_start$|^valid_from$|^dbt_valid_from$/i.test(column.name));
  const changed = columns.find(({ stem }) => stem === 'updatedat' || stem === 'modifiedat');
  const history = tokens.at(-1) === 'history' && tokens.length > 1;
  const entity = tokens.slice(0, -1).join('');
  const pointsToEntity = columns.some((column) => column.keyWord !== null && column.base.join('') === entity);
  const moment = start ?? changed;
  return history && moment && own.base.length === 0 && !pointsToEntity ? [guessedKey([own, moment], 0.985)] : [];
}
