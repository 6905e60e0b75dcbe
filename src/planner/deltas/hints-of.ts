import type { Catalog, TableRef } from '../../catalog/catalog.ts';
import { tableKey } from '../../catalog/catalog.ts';
import type { Hints } from '../../inference/hints/hints.ts';
import { NO_HINTS } from '../../inference/hints/hints.ts';
import { resolveAnswers } from '../../inference/questions/resolve-answers.ts';
import type { Delta, DeltaOf } from '../../plan/deltas.ts';
import { sortDeltas } from './merge-deltas.ts';

/** A delta about what the tables mean; the others change what is made of them. */
export type MeaningDelta = DeltaOf<'role' | 'key' | 'relationship' | 'answer'>;

export function isAboutMeaning(delta: Delta): delta is MeaningDelta {
  return ['role', 'key', 'relationship', 'answer'].includes(delta.kind);
}

/**
 * What deltas say of the meaning of tables, for inference: roles, keys, relationships, and choices of questions, which are
 * no declarations either where a model makes them. What names nothing of the catalog says nothing. Whatever the order of the
 * deltas: what is said outright goes before the choice of a question. Pure.
 */
export function hintsOf(deltas: readonly Delta[], catalog: Catalog): Hints {
  const about = sortDeltas(deltas).filter(isAboutMeaning);
  if (about.length === 0) return NO_HINTS;
  const said = about
    .toSorted((a, b) => Number(b.kind === 'answer') - Number(a.kind === 'answer'))
    .map(hintReader(catalog));
  return {
    relationships: said.flatMap(({ relationships }) => relationships),
    keys: new Map(said.flatMap(({ keys }) => [...keys])),
    roles: new Map(said.flatMap(({ roles }) => [...roles])),
  };
}

/** Reads what one delta says of the tables of a catalog. */
export function hintReader(catalog: Catalog): (delta: MeaningDelta) => Hints {
  const tables = new Set(catalog.tables.map((table) => tableKey(table)));
  const isThere = (table: TableRef): boolean => tables.has(tableKey(table));
  return (delta) => hintOf(delta, catalog, isThere);
}

function hintOf(delta: MeaningDelta, catalog: Catalog, isThere: (table: TableRef) => boolean): Hints {
  const { why } = delta;
  if (delta.kind === 'answer') return hintsOfChoice(delta, catalog);
  if (!isThere(delta.table)) return NO_HINTS;
  const table = tableKey(delta.table);
  switch (delta.kind) {
    case 'role':
      return { ...NO_HINTS, roles: new Map([[table, { role: delta.role, why }]]) };
    case 'key':
      return { ...NO_HINTS, keys: new Map([[table, { columns: delta.columns, why }]]) };
    case 'relationship': {
      const { columns, to, to_columns: parentColumns, holds } = delta;
      const hint = { child: delta.table, columns, parent: to, parentColumns, holds, why };
      return isThere(to) ? { ...NO_HINTS, relationships: [hint] } : NO_HINTS;
    }
  }
}

/** A choice as a person's answer would be understood, but as a hint. */
function hintsOfChoice({ question, choice, why }: DeltaOf<'answer'>, catalog: Catalog): Hints {
  const { relationships, keys, roles } = resolveAnswers([{ id: question, choice }], catalog).answers;
  return {
    relationships: [...relationships.values()].map(({ child, columns, to }) => ({
      child,
      columns,
      parent: to?.parent ?? null,
      parentColumns: to?.columns ?? [],
      holds: to !== null,
      why,
    })),
    keys: new Map([...keys].map(([table, columns]) => [table, { columns, why }])),
    roles: new Map([...roles].map(([table, role]) => [table, { role, why }])),
  };
}
