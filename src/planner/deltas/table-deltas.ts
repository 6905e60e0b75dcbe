import type { TableRef } from '../../catalog/catalog.ts';
import { tableKey } from '../../catalog/catalog.ts';
import type { Delta, DeltaOf } from '../../plan/deltas.ts';
import { paragraphOf } from '../english.ts';
import { plural } from '../inflect.ts';
import { sortDeltas } from './merge-deltas.ts';

/** What deltas say of a raw table and of what is made of it. Whether it can be followed, each place decides. */
export interface TableDeltas {
  /** Many of its rows. */
  readonly name?: string | undefined;
  readonly text?: string | undefined;
  readonly martText?: string | undefined;
  readonly mart?: 'fact' | 'dimension' | 'none';
  /** By raw name. */
  readonly columns: ReadonlyMap<string, ColumnDeltas>;
  /** Totals of its columns. */
  readonly measures: readonly DeltaOf<'measure'>[];
}

interface ColumnDeltas {
  readonly name?: string | undefined;
  readonly text?: string | undefined;
  readonly values?: readonly string[];
}

export const NO_DELTAS: TableDeltas = { columns: new Map(), measures: [] };

/** What the project reads back from its own descriptions (stated-facts.ts), so that nobody else may say it there. */
const READ_BACK = /\b(?:Probably|Part of the foreign key to)\b/i;

/** Deltas by table: nothing is said of most. Whatever their order. */
export function indexDeltas(deltas: readonly Delta[]): (table: TableRef) => TableDeltas {
  if (deltas.length === 0) return () => NO_DELTAS;
  const byTable = new Map<string, MutableDeltas>();
  for (const delta of sortDeltas(deltas)) {
    if (!('table' in delta)) continue;
    const key = tableKey(delta.table);
    const said = byTable.get(key) ?? { columns: new Map<string, ColumnDeltas>(), measures: [] };
    byTable.set(key, said);
    add(said, delta);
  }
  return (table) => byTable.get(tableKey(table)) ?? NO_DELTAS;
}

type MutableDeltas = { -readonly [Field in keyof TableDeltas]: TableDeltas[Field] } & {
  columns: Map<string, ColumnDeltas>;
  measures: DeltaOf<'measure'>[];
};

function add(said: MutableDeltas, delta: Extract<Delta, { table: unknown }>): void {
  switch (delta.kind) {
    case 'rename_table':
      said.name = plural(delta.name);
      return;
    case 'rename_column':
      said.columns.set(delta.column, { ...said.columns.get(delta.column), name: delta.name });
      return;
    case 'describe_table':
      said.text = sayableText(delta.text);
      return;
    case 'describe_column':
      said.columns.set(delta.column, { ...said.columns.get(delta.column), text: sayableText(delta.text) });
      return;
    case 'describe_mart':
      said.martText = sayableText(delta.text);
      return;
    case 'add_mart':
      said.mart = delta.mart;
      return;
    case 'drop_mart':
      said.mart = 'none';
      return;
    case 'measure':
      said.measures.push(delta);
      return;
    case 'accepted_values':
      said.columns.set(delta.column, { ...said.columns.get(delta.column), values: [...new Set(delta.values)].sort() });
      return;
    case 'role':
    case 'key':
    case 'relationship':
      return;
  }
}

/** A text as it may stand in a description: one paragraph; undefined where it may not. */
export function sayableText(text: string): string | undefined {
  return READ_BACK.test(text) ? undefined : paragraphOf(text);
}
