import type { Catalog } from '../../src/catalog/catalog.ts';
import { NO_EVIDENCE } from '../../src/catalog/evidence.ts';
import { DEFAULT_STYLE, LAYERS } from '../../src/context/style.ts';
import { infer } from '../../src/inference/infer.ts';
import type { Duckdb } from '../../src/outside/duckdb.ts';
import { draftPlan } from '../../src/planner/draft-plan.ts';
import type { DraftAction } from '../../src/planner/draft.ts';
import { renderActions } from '../../src/planner/render/render-actions.ts';
import { quoteIdentifier } from '../../src/sql/identifiers.ts';
import { duckdbType } from '../../src/sql/types.ts';
import { loadTemplates } from '../../src/templates.ts';

/** The draft that a catalog file gets, with the conventions of a new project; no rows at hand unless beliefs are given. */
export function draftOf(
  catalog: Catalog,
  beliefs = infer(catalog, NO_EVIDENCE).beliefs,
  adapter = 'duckdb',
): readonly DraftAction[] {
  return draftPlan({
    catalog,
    beliefs,
    style: DEFAULT_STYLE,
    adapter,
    layers: LAYERS,
    tableNames: new Map(),
    takenNames: [],
  }).actions;
}

/** Makes each raw table, empty, in DuckDB's types. */
export async function createRawTables(duckdb: Duckdb, catalog: Catalog): Promise<void> {
  for (const { name, columns } of catalog.tables) {
    const typed = columns.map(
      (column) => `${quoteIdentifier(column.name)} ${duckdbType(column.type, catalog.dialect).type}`,
    );
    await duckdb.run(`create table ${quoteIdentifier(name)} (${typed.join(', ')})`);
  }
}

/** Builds each drafted model as a view, in order, from the very SQL that a project would get. */
export async function buildModels(duckdb: Duckdb, actions: readonly DraftAction[]): Promise<void> {
  const files = renderActions(actions, { style: DEFAULT_STYLE, templates: await loadTemplates() });
  const byName = new Map(files.map((file) => [file.path.replace(/^.*\/(.*)\.sql$/, '$1'), file.content]));
  for (const { name } of actions) {
    const sql = byName.get(name)?.replace(/\{\{ (?:ref|source)\((?:'[^']+', )?'(.+?)'\) \}\}/g, '"$1"');
    if (sql !== undefined) await duckdb.run(`create view ${quoteIdentifier(name)} as ${sql}`);
  }
}
