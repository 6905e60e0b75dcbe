import type { Catalog } from '../../catalog/catalog.ts';
import type { ProjectContext } from '../../context/context.ts';
import type { Look } from '../screen.ts';
import { count, grouped, nameList } from './count.ts';
import { displayWidth, labelled, pad, padLeft } from './layout.ts';
import { tableNames } from '../../catalog/table-names.ts';

/** `cartridge scan --from X`: the raw tables, one a line, with their size and declared key. Pure. */
export function catalogLines(catalog: Catalog, look: Look): string[] {
  const { tables } = catalog;
  const nameOf = tableNames(tables);
  const columns = tables.reduce((sum, table) => sum + table.columns.length, 0);
  const name = Math.min(40, Math.max(...tables.map((table) => displayWidth(nameOf(table)))));
  const digits = Math.max(...tables.map((table) => grouped(table.columns.length).length));
  const hasRows = tables.some((table) => table.row_count !== undefined);
  const rowDigits = Math.max(...tables.map((table) => grouped(table.row_count ?? 0).length));
  return [
    `${look.colour.bold(catalog.name)}   ${count(tables.length, 'table')}, ${count(columns, 'column')}`,
    ...tables.map((table) => {
      const rows =
        table.row_count === undefined ? '' : `${grouped(table.row_count)} ${table.row_count === 1 ? 'row ' : 'rows'}`;
      const size = `${padLeft(grouped(table.columns.length), digits)} ${table.columns.length === 1 ? 'column ' : 'columns'}`;
      const key = table.primary_key?.length ? `key ${table.primary_key.join(' + ')}` : '';
      return `  ${pad(nameOf(table), name)}   ${size}${hasRows ? `   ${padLeft(rows, rowDigits + 5)}` : ''}   ${key}`.trimEnd();
    }),
  ];
}

/** `cartridge scan`: what the dbt project already has. Pure. */
export function contextLines(context: ProjectContext, look: Look): string[] {
  const at = { column: 17, width: look.width };
  if (context.is_new)
    return ['There is no dbt project here yet: no dbt_project.yml. cartridge plan --from X makes one.'];
  const generated = context.existing_models.filter((model) => model.generated).length;
  const models = `${count(context.existing_models.length, 'model')}${generated > 0 ? `, ${grouped(generated)} made by cartridge` : ''}`;
  const sources = context.existing_sources.map((source) => `${source.name} (${count(source.tables.length, 'table')})`);
  const { naming, folders, materialized } = context.style;
  return [
    ...labelled(
      look.colour.bold('project'),
      `${context.project_name ?? 'without a name'} (${context.warehouse_type ?? 'no profile found'})`,
      at,
    ),
    ...labelled('models', models, at),
    ...labelled('sources', sources.length > 0 ? nameList(sources, 12) : 'none', at),
    ...(context.target ? labelled('builds into', `schema ${context.target.schema}`, at) : []),
    '',
    ...labelled('names', `${naming.staging}, ${naming.intermediate}, ${naming.fact}, ${naming.dimension}`, at),
    ...labelled('folders', `${folders.staging}, ${folders.intermediate}, ${folders.marts}`, at),
    ...labelled(
      'materialized',
      `staging ${materialized.staging}, intermediate ${materialized.intermediate}, marts ${materialized.marts}`,
      at,
    ),
  ];
}
