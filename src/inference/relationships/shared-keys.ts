import type { KeyBelief } from '../keys/key-belief.ts';
import type { NamedColumn } from '../names/column-names.ts';
import type { NamedTable } from '../names/vocabulary.ts';

/** A table and its key of one column. */
export interface KeyOfTable {
  readonly table: NamedTable;
  readonly key: NamedColumn;
}

/** Tables by the name of their key, where that is one column that says what it is about: `person_id`, never `id`. */
export function tablesByKey(
  tables: readonly NamedTable[],
  keys: readonly (KeyBelief | null)[],
): ReadonlyMap<string, readonly KeyOfTable[]> {
  const found = new Map<string, KeyOfTable[]>();
  for (const table of tables) {
    const [key, ...more] = keys[table.index]?.columns ?? [];
    if (!key || more.length > 0 || key.base.length === 0 || key.keyWord === null) continue;
    const same = found.get(key.stem);
    if (same) same.push({ table, key });
    else found.set(key.stem, [{ table, key }]);
  }
  return found;
}
