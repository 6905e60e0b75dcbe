import type { SourceSpec } from '../../plan/specs.ts';
import type { Templates } from '../../templates.ts';
import { columnData } from './column-data.ts';
import type { RenderedText } from './rendered.ts';

/** The properties file of a source. */
export function renderSource(spec: SourceSpec, folder: string, templates: Templates): RenderedText {
  const data = {
    name: spec.name,
    description: spec.description,
    database: spec.database === undefined ? null : doubleQuotes(spec.database),
    schema: spec.schema === undefined ? null : doubleQuotes(spec.schema),
    loader: spec.loader ?? null,
    freshness: spec.freshness ?? null,
    tables: spec.tables.map((table) => ({
      name: table.name,
      identifier: table.identifier === undefined ? null : doubleQuotes(table.identifier),
      description: table.description,
      loader: table.loader ?? null,
      configured: table.external_location !== undefined || table.freshness !== undefined,
      external_location: table.external_location ?? null,
      freshness: table.freshness ?? null,
      no_freshness: table.freshness === null,
      columns: table.columns.map(columnData),
    })),
  };
  return { path: `${folder}/_${spec.name}__sources.yml`, text: templates.render('sources/sources.yml', data) };
}

/** dbt puts these between double quotes as they are. */
function doubleQuotes(name: string): string {
  return name.replaceAll('"', '""');
}
