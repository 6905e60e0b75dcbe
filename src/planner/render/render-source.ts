import type { Style } from '../../context/style.ts';
import type { SourceSpec } from '../../plan/specs.ts';
import type { NameRules } from '../../sql/dialects/dialect.ts';
import { mustBeQuoted } from '../../sql/dialects/names.ts';
import { yamlValue } from '../../templates/template-functions.ts';
import type { BlockMapping } from './block-lines.ts';
import { blockLines } from './block-lines.ts';
import { columnData, settingLines } from './column-data.ts';
import { sourcePath } from './node-paths.ts';
import { layOut } from './lay-out.ts';
import type { Rendered, RenderOptions } from './rendered.ts';

type TableSpec = SourceSpec['tables'][number];
type Freshness = NonNullable<SourceSpec['freshness']>;

/** A source with all its tables, as a document with the list `sources`. */
export function renderSource(spec: SourceSpec, options: RenderOptions): Rendered {
  const { style, templates } = options;
  const { names } = templates.dialect;
  const data = {
    name: spec.name,
    description: describe(spec, style),
    database: spec.database === undefined ? null : withinQuotes(spec.database, names),
    schema: spec.schema === undefined ? null : withinQuotes(spec.schema, names),
    quoting: quotingLines({ database: spec.database, schema: spec.schema }, names),
    loader: spec.loader ?? null,
    freshness: spec.freshness ?? null,
    settings: settingLines(freshnessSettings(spec.freshness), style.form.source_config),
    tables: spec.tables.map((table) => tableData(table, options)),
  };
  return {
    files: [],
    entries: [{ path: sourcePath(spec, style), list: 'sources', text: layOut('sources/sources.yml', data, options) }],
  };
}

function tableData(table: TableSpec, options: RenderOptions): object {
  const { style, templates } = options;
  const { names } = templates.dialect;
  const physical = storedName(table.identifier ?? table.name, names);
  const settings = {
    ...freshnessSettings(table.freshness),
    ...(table.external_location === undefined
      ? {}
      : { meta: { external_location: yamlValue(table.external_location) } }),
  };
  return {
    name: table.name,
    identifier: physical === table.name ? null : withinQuotes(physical, names),
    description: describe(table, style),
    quoting: quotingLines({ identifier: physical }, names),
    loader: table.loader ?? null,
    settings: settingLines(settings, style.form.source_config),
    configured: Object.keys(settings).length > 0,
    external_location: table.external_location ?? null,
    freshness: table.freshness ?? null,
    no_freshness: table.freshness === null,
    columns: listedColumns(table, style).map((column) =>
      columnData(column, { block: null, statesType: true, quote: column.quote ?? false }, options),
    ),
  };
}

/** A table that people declare gets the columns that come to it, whatever other tables list. */
function listedColumns({ description, columns }: TableSpec, { yaml }: Style): TableSpec['columns'] {
  return yaml.source_columns || description === undefined ? columns : [];
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

/** What dbt must be told to quote of a relation, where it quotes nothing by itself. */
function quotingLines(parts: Readonly<Record<string, string | undefined>>, names: NameRules): string[] {
  if (names.quotesRelations) return [];
  const quoted = Object.entries(parts).filter(([, name]) => name !== undefined && mustBeQuoted(name, names));
  return quoted.length === 0 ? [] : blockLines({ quoting: Object.fromEntries(quoted.map(([part]) => [part, 'true'])) });
}

/** A name as dbt has to quote it: where the warehouse folds to upper case, a reserved word is stored so. */
function storedName(name: string, names: NameRules): string {
  const isFolded = names.folds === 'upper' && names.plain.test(name);
  return isFolded && mustBeQuoted(name, names) ? name.toUpperCase() : name;
}

/** dbt puts these between quotes as they are. */
function withinQuotes(name: string, { quote }: NameRules): string {
  return name.replaceAll(quote, quote + quote);
}
