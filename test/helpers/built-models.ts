import type { Duckdb } from '../../src/outside/duckdb.ts';
import { DEFAULT_STYLE } from '../../src/context/style.ts';
import type { DraftAction, StagedTable } from '../../src/planner/draft.ts';
import { renderActions } from '../../src/planner/render/render-actions.ts';
import { quoteIdentifier } from '../../src/sql/identifiers.ts';
import { duckdbType } from '../../src/sql/types.ts';
import { loadTemplates } from '../../src/templates.ts';

/** Makes each staging model an empty table of the raw column's type, ready for rows. */
export async function createStagingTables(duckdb: Duckdb, staged: readonly StagedTable[]): Promise<void> {
  for (const { spec, table } of staged) {
    const types = new Map(table.columns.map((column) => [column.name, duckdbType(column.type).type]));
    const columns = spec.select.map(({ from, as }) => `${quoteIdentifier(as)} ${types.get(from) ?? 'VARCHAR'}`);
    await duckdb.run(`create table ${quoteIdentifier(spec.name)} (${columns.join(', ')})`);
  }
}

/** Builds each drafted model as a view, in order, from the very SQL that a project would get; `ref` becomes the name. */
export async function buildModels(duckdb: Duckdb, actions: readonly DraftAction[]): Promise<void> {
  const files = renderActions(actions, { style: DEFAULT_STYLE, templates: await loadTemplates() });
  const byName = new Map(files.map((file) => [file.path.replace(/^.*\/(.*)\.sql$/, '$1'), file.content]));
  for (const { name } of actions) {
    const sql = byName.get(name)?.replace(/\{\{ ref\('(.+?)'\) \}\}/g, '$1');
    await duckdb.run(`create view ${quoteIdentifier(name)} as ${sql}`);
  }
}
