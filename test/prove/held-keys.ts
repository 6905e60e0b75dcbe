import type { ForeignKey, Table } from '../../src/catalog/catalog.ts';
import type { Schema } from './schema.ts';
import { parentsFirst } from './synthetic-rows.ts';

/**
 * The declared foreign keys that DuckDB can hold, by table. It wants the parent there first (so a cycle is left open), to
 * be unique on the columns, and the two columns to have one type, where other databases let an integer refer to a bigint.
 */
export function heldKeys(schema: Schema): Map<string, ForeignKey[]> {
  const held = new Map<string, ForeignKey[]>();
  for (const table of parentsFirst(schema)) {
    const isHeld = ({ columns, ref_table, ref_columns }: ForeignKey): boolean => {
      const parent = schema.catalog.tables.find((candidate) => candidate.name === ref_table);
      if (!parent || !(held.has(ref_table) || parent === table)) return false;
      const isKey = [parent.primary_key ?? [], ...(parent.unique_keys ?? [])].some(
        (unique) => unique.join() === ref_columns.join(),
      );
      return isKey && columns.every((column, at) => typeOf(table, column) === typeOf(parent, ref_columns[at] ?? ''));
    };
    held.set(table.name, (schema.keys.get(table.name)?.declared ?? []).filter(isHeld));
  }
  return held;
}

function typeOf(table: Table, column: string): string | undefined {
  return table.columns.find(({ name }) => name === column)?.type;
}
