import type { TableRef } from '../../catalog/catalog.ts';
import { tableLabel } from '../../catalog/catalog.ts';
import type { EncodedSchema, EncodedTable } from '../../prompts/schema/encoded-schema.ts';
import { editDistance } from '../../yaml/nearest-name.ts';

/** A name or number that stands for nothing that the prompt showed; the message can be answered. */
export class Unresolved extends Error {}

/** Names that are mistyped by more letters are other names. */
const MOST_MISTYPED = 2;
/** Of a shorter name, two letters are another word. */
const SHORTEST_MISTYPED = 5;

/** Finds the tables and columns of one prompt by their numbers, and by their names where a model gave these. */
export interface Numbers {
  /** @throws Unresolved */
  table(id: number | string): EncodedTable;
  /** The raw name. @throws Unresolved */
  column(of: EncodedTable, id: number | string): string;
}

export function numbersOf(schema: EncodedSchema): Numbers {
  const byName = new Map<string, EncodedTable | null>();
  for (const encoded of schema.tables.values()) {
    for (const name of namesOf(encoded.table)) byName.set(name, byName.has(name) ? null : encoded);
  }
  return {
    table: (id) => {
      const found = typeof id === 'number' ? schema.tables.get(id) : byName.get(id.toLowerCase());
      if (!found) throw new Unresolved(`there is no table ${shown(id)} in what was shown`);
      return found;
    },
    column: (of, id) => {
      const found = typeof id === 'number' ? of.columns.get(id) : columnNamed(id, [...of.columns.values()]);
      if (found === undefined) throw new Unresolved(`${tableLabel(of.table)} has no column ${shown(id)}`);
      return found;
    },
  };
}

function namesOf(table: TableRef): Set<string> {
  return new Set([table.name.toLowerCase(), tableLabel(table).toLowerCase()]);
}

/** The column of this name, in any case, else the only one that is nearly called so. */
function columnNamed(name: string, columns: readonly string[]): string | undefined {
  if (columns.includes(name)) return name;
  const wanted = name.toLowerCase();
  const same = columns.filter((column) => column.toLowerCase() === wanted);
  if (same.length > 0 || name.length < SHORTEST_MISTYPED) return same.length === 1 ? same[0] : undefined;
  const near = columns.filter(
    (column) =>
      Math.abs(column.length - name.length) <= MOST_MISTYPED &&
      editDistance(wanted, column.toLowerCase()) <= MOST_MISTYPED,
  );
  return near.length === 1 ? near[0] : undefined;
}

function shown(id: number | string): string {
  return typeof id === 'number' ? String(id) : JSON.stringify(id.slice(0, 60));
}
