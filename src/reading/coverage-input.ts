import { readCurrentFiles } from '../context/current-files.ts';
import type { CheckInput } from '../planner/coverage/check-coverage.ts';
import { textsToRead } from '../planner/coverage/texts-to-read.ts';
import { matchSources } from '../planner/existing/match-sources.ts';
import { beliefsOfInput } from '../planner/existing/tables-around.ts';
import type { OpenProject } from './read-project.ts';
import type { ReadTables } from './read-tables.ts';

/** What coverage is counted from: where the project declares the tables, and the texts that read them. */
export async function coverageInput(
  { projectDir, context, config }: OpenProject & { readonly projectDir: string },
  tables: ReadTables,
): Promise<Omit<CheckInput, 'scope' | 'minCoverage'>> {
  const sources = matchSources(tables.catalog, context.existing_sources, {
    adapter: context.warehouse_type,
    sourceName: config.source_name,
  });
  const files = await readCurrentFiles(projectDir, textsToRead(context, sources));
  return {
    ...tables,
    beliefs: beliefsOfInput(tables.beliefs, tables.existing.around),
    context,
    sources,
    texts: new Map([...files].map(([path, { content }]) => [path, content])),
  };
}
