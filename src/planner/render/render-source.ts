import type { Style } from '../../context/style.ts';
import type { SourceSpec } from '../../plan/specs.ts';
import { yamlValue } from '../../templates/template-functions.ts';
import type { BlockMapping } from './block-lines.ts';
import { columnData, settingLines } from './column-data.ts';
import { sourcePath } from './node-paths.ts';
import { layOut } from './lay-out.ts';
import type { Rendered, RenderOptions } from './rendered.ts';

type TableSpec = SourceSpec['tables'][number];
type Freshness = NonNullable<SourceSpec['freshness']>;

/** A source with all its tables, as a document with the list `sources`. */
export function renderSource(spec: SourceSpec, options: RenderOptions): Rendered {
  const { style } = options;
  const data = {
    name: spec.name,
    description: describe(spec, style),
    database: spec.database === undefined ? null : doubleQuotes(spec.database),
    schema: spec.schema === undefined ? null : doubleQuotes(spec.schema),
    loader: spec.loader ?? null,
    freshness: spec.freshness ?? null,
    settings: settingLines(freshnessSettings(spec.freshness), style.form.source_config),
    tables: spec.tables.map((table) => tableData(table, style)),
  };
  return {
    files: [],
    entries: [{ path: sourcePath(spec, style), list: 'sources', text: layOut('sources/sources.yml', data, options) }],
  };
}

const IN_SOURCE = { block: null, statesType: true };

function tableData(table: TableSpec, style: Style): object {
  const settings = {
    ...freshnessSettings(table.freshness),
    ...(table.external_location === undefined
      ? {}
      : { meta: { external_location: yamlValue(table.external_location) } }),
  };
  return {
    name: table.name,
    identifier: table.identifier === undefined ? null : doubleQuotes(table.identifier),
    description: describe(table, style),
    loader: table.loader ?? null,
    settings: settingLines(settings, style.form.source_config),
    external_location: table.external_location ?? null,
    freshness: table.freshness ?? null,
    no_freshness: table.freshness === null,
    columns: table.columns.map((column) => columnData(column, style, IN_SOURCE)),
  };
}

function describe({ description = '' }: { readonly description?: string | undefined }, { docs }: Style): string {
  return docs === 'none' ? '' : description;
}

/** `null`: the table opts out of what its source says. */
function freshnessSettings(freshness: Freshness | null | undefined): BlockMapping {
  if (freshness === undefined) return {};
  if (freshness === null) return { freshness: 'null' };
  const { loaded_at_field, warn_after } = freshness;
  return {
    freshness: { warn_after: { count: String(warn_after.count), period: warn_after.period } },
    loaded_at_field: yamlValue(loaded_at_field),
  };
}

/** dbt puts these between double quotes as they are. */
function doubleQuotes(name: string): string {
  return name.replaceAll('"', '""');
}
