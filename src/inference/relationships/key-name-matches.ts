import type { NamedColumn } from '../names/column-names.ts';
import { rolePoints } from './name-matches.ts';
import type { Match } from './name-matches.ts';
import { indexByName, lookUp } from '../names/name-index.ts';
import type { NameIndex } from '../names/name-index.ts';
import type { KeyBelief } from '../keys/key-belief.ts';
import type { NamedTable, Vocabulary } from '../names/vocabulary.ts';
import { EXTENSION_WORDS } from '../names/words.ts';

/** Tables by the name of their key, where that name says something. */
export interface KeyNames {
  readonly keys: readonly (KeyBelief | null)[];
  readonly byTable: NameIndex<NamedTable>;
  readonly byKey: NameIndex<NamedTable>;
  /** What the keys of one column are called. */
  readonly stems: ReadonlySet<string>;
}

/** More words than this before the name of a key are a sentence. */
const MOST_DROPPED = 9;
/** A key of one of these names could be anybody's. */
const GENERIC = new Set(['id', 'uuid', 'guid', 'pk', 'key', 'code', 'number', 'name', 'version', 'hash']);
/** A key believed for its place alone is rather a reference itself. */
const OWN = 0.58;

export function indexKeyNames({ tables, byName }: Vocabulary, keys: readonly (KeyBelief | null)[]): KeyNames {
  const byKey = indexByName(tables, ({ index, tokens }) => {
    if (tokens.length > 1 && EXTENSION_WORDS.has(tokens.at(-1) ?? '')) return [];
    const key = keys[index];
    const stem = keyStem(key);
    if (!key || stem === null || key.probability < OWN || GENERIC.has(stem)) return [];
    return isAnothers(key, tables[index]?.glued, byName) ? [] : [stem];
  });
  return { keys, byTable: byName, byKey, stems: new Set(keys.flatMap((key) => keyStem(key) ?? [])) };
}

/** A key that is called by another table is a reference to it: who bears the name points there. */
function isAnothers({ columns }: KeyBelief, own: string | undefined, byName: NameIndex<NamedTable>): boolean {
  const about = columns[0]?.base.join('') ?? '';
  return about !== '' && about !== own && (byName.anywhere.get(about)?.some(({ glued }) => glued === about) ?? false);
}

/** Tables whose key has the column's own name (`emp_no`), or the end of it (`old_emp_no`). */
export function matchKeyNames(column: NamedColumn, table: NamedTable, keyNames: KeyNames): Match[] {
  const { tokens } = column;
  const extended = matchExtended(column, table, keyNames);
  for (let dropped = 0; dropped < Math.min(tokens.length, MOST_DROPPED); dropped++) {
    const found = lookUp(keyNames.byKey, table.schema, tokens.slice(dropped).join(''));
    const telling = column.keyWord !== null || tokens.length > 1;
    const parents = found.filter((parent) => parent !== table && (telling || parent.glued === column.stem));
    if (parents.length === 0 || (dropped > 0 && tokens.length - dropped < 2)) continue;
    const score = keyNameScore(dropped, parents.length - 1);
    const why = dropped === 0 ? 'is called as the key of' : 'ends in the key of';
    return [...extended, ...parents.map((parent) => ({ parent, score, why, byKey: true }))];
  }
  return extended;
}

function keyNameScore(dropped: number, rivals: number): number {
  if (dropped > 0) return 2.5 - rolePoints(dropped) - 0.2 * rivals;
  return rivals === 0 ? 2.5 : 2.2 - 0.1 * rivals;
}

/** `employee_pay_history` extends `employee`, `product_vendor` a `vendor`: of all tables with that key the nearest. */
function matchExtended({ stem }: NamedColumn, { tokens, schema }: NamedTable, keyNames: KeyNames): Match[] {
  const { keys, byTable, stems } = keyNames;
  if (GENERIC.has(stem) || !stems.has(stem)) return [];
  const places = tokens.slice(1).flatMap((_, at) => [
    { name: tokens.slice(0, tokens.length - 1 - at).join(''), score: 3.6 },
    { name: tokens.slice(at + 1).join(''), score: 3.4 },
  ]);
  for (const { name, score } of places) {
    const parents = lookUp(byTable, schema, name).filter(({ index }) => keyStem(keys[index]) === stem);
    if (parents.length > 0)
      return parents.map((parent) => ({ parent, score, why: 'is, in a table named after it, the key of' }));
  }
  return [];
}

/** The name of a key of one column. */
function keyStem(key: KeyBelief | null | undefined): string | null {
  const [only, more] = key?.columns ?? [];
  return only && more === undefined ? only.stem : null;
}
