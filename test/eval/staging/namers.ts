import type { Catalog } from '../../../src/catalog/catalog.ts';
import { nameTokens } from '../../../src/inference/names/tokens.ts';
import type { DraftAction } from '../../../src/planner/draft.ts';
import { draftOf } from '../../helpers/built-models.ts';
import { hideDeclarations } from '../inference/hide-declarations.ts';
import type { Namer } from './score.ts';

/** Our own names, from names and types alone: nothing that the schema declares is told. */
export function ourNames(catalog: Catalog): Namer {
  return namesOf(draftOf(hideDeclarations(catalog)));
}

/** The names that a draft gives. */
export function namesOf(actions: readonly DraftAction[]): Namer {
  const named = new Map<string, ReadonlyMap<string, string>>();
  for (const { spec } of actions) {
    if (spec.kind === 'staging') named.set(spec.table, new Map(spec.select.map(({ from, as }) => [from, as])));
  }
  return (table, column) => named.get(table.name)?.get(column);
}

/** Every column keeps its name. */
export const sameNames: Namer = (_, column) => column;

/** What most people would write without looking twice: `id` is `<table>_id`, `created` is `created_at`. */
export const plainNames: Namer = (table, column) => {
  const lower = column.toLowerCase();
  if (lower === 'id') return `${nameTokens(table.name).join('_')}_id`;
  if (lower === 'created' || lower === 'updated') return `${lower}_at`;
  return lower === '_fivetran_deleted' ? 'is_deleted' : column;
};
