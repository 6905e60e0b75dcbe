import type { Catalog } from '../../../src/catalog/catalog.ts';
import { NO_EVIDENCE } from '../../../src/catalog/evidence.ts';
import { DEFAULT_STYLE } from '../../../src/context/style.ts';
import { infer } from '../../../src/inference/infer.ts';
import { draftPlan } from '../../../src/planner/draft-plan.ts';
import { nameTokens } from '../../../src/inference/names/tokens.ts';
import type { Namer } from './score.ts';

/** Our own names, from names and types alone: nothing that the schema declares is told. */
export function ourNames(catalog: Catalog): Namer {
  const named = new Map<string, ReadonlyMap<string, string>>();
  const tables = catalog.tables.map(({ schema, name, columns }) => ({
    ...(schema === undefined ? {} : { schema }),
    name,
    columns: columns.map((column) => ({ name: column.name, type: column.type })),
  }));
  const hidden = { ...catalog, tables };
  const { actions } = draftPlan({
    catalog: hidden,
    beliefs: infer(hidden, NO_EVIDENCE).beliefs,
    style: DEFAULT_STYLE,
    adapter: 'duckdb',
    layers: ['staging'],
    tableNames: new Map(),
    takenNames: [],
  });
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
