import type { SqlStyle, Style } from '../../context/style.ts';
import type {
  IntermediateSpec,
  MartSpec,
  ModelSpec,
  StagingColumn,
  StagingSpec,
  WrittenSpec,
} from '../../plan/specs.ts';
import { STAGING_GROUPS } from '../../plan/specs.ts';
import type { InsertedColumn } from '../draft.ts';
import { layerOf } from './layer-folders.ts';
import type { RenderOptions } from './rendered.ts';
import { capitalise } from './lay-out-sql.ts';
import type { SqlWriter } from './sql-writer.ts';
import { sqlWriter } from './sql-writer.ts';
import { stagingCtes } from './staging-ctes.ts';

/** What the staging template is given. */
export function stagingData(spec: StagingSpec, { style, templates }: RenderOptions): object {
  const ctes = stagingCtes(style.sql.staging_ctes);
  const groups = stagingGroups(spec.select, sqlWriter(style.sql, templates.dialect));
  return {
    source: spec.source,
    table: spec.table,
    materialized: materializedOf(spec, style),
    groups,
    ...ctes,
    ...bodyOf(ctes.output),
    list: stagingList(groups, style.sql, ctes.output !== null),
  };
}

/** The columns of a staging select list as single pieces, to be put into one that people wrote. */
export function insertedColumns(
  select: readonly StagingColumn[],
  { style, templates }: RenderOptions,
): InsertedColumn[] {
  const { staged } = sqlWriter(style.sql, templates.dialect);
  return select.map((column) => ({
    name: column.as,
    text: capitalise(staged(column), style.sql),
    group: column.group,
  }));
}

/** What the intermediate template is given. */
export function intermediateData(spec: IntermediateSpec, { style, templates }: RenderOptions): object {
  const { column, aliased, withCommas } = sqlWriter(style.sql, templates.dialect);
  const input = cteName(spec.from);
  const final = finalCte(style, [input]);
  const measures = spec.measures.map(({ as, column: of, function: name }) =>
    aliased(`${name}(${of === undefined ? '*' : column(of)})`, as),
  );
  const keys = spec.group_by.map(column);
  const positions = keys.map((_, index) => index + 1);
  const columns = withCommas([...keys, ...measures]);
  return {
    from: spec.from,
    input,
    final,
    ...bodyOf(final),
    materialized: materializedOf(spec, style),
    columns,
    list: listOf(columns, final !== null),
    keys: spec.group_by,
    clauses: keys.map((key, index) => `${index === 0 ? 'where' : '    and'} ${key} is not null`),
    positions: (templates.dialect.groupsByPosition ? positions : keys).join(', '),
  };
}

/** What the mart template is given. */
export function martData(spec: MartSpec, { style, templates }: RenderOptions): object {
  const { column, relation, aliased, withCommas } = sqlWriter(style.sql, templates.dialect);
  const inputs = [spec.base, ...spec.joins].map(({ alias, model }) => ({ alias, model }));
  const relations = new Map(inputs.map(({ alias }) => [alias, relation(alias)]));
  const columnOf = (alias: string, name: string): string =>
    `${relations.get(alias) ?? relation(alias)}.${column(name)}`;
  const final = finalCte(
    style,
    inputs.map(({ alias }) => alias),
  );
  const alone = spec.joins.length === 0;
  const selected = spec.select.map((each) => {
    const name = alone ? column(each.column) : columnOf(each.alias, each.column);
    if (each.default_zero) return aliased(`coalesce(${name}, 0)`, each.as);
    return each.column === each.as ? name : aliased(name, each.as);
  });
  const columns = withCommas(selected);
  const joins = spec.joins.map((join) => ({
    alias: join.alias,
    on: join.on.map(({ left_alias, left, right }) => ({
      left: columnOf(left_alias, left),
      right: columnOf(join.alias, right),
    })),
  }));
  return {
    materialized: materializedOf(spec, style),
    inputs: inputs.map((input, index) => ({ ...input, comma: final !== null || index < inputs.length - 1 ? ',' : '' })),
    base: spec.base.alias,
    final,
    ...bodyOf(final),
    columns,
    list: listOf(columns, final !== null),
    joins,
    clauses: joins.flatMap(({ alias, on }) => [
      `left join ${relation(alias)}`,
      ...on.map(({ left, right }, index) => `    ${index === 0 ? 'on' : 'and'} ${left} = ${right}`),
    ]),
  };
}

/** What the template of a model that a language model wrote is given. */
export function writtenData(spec: WrittenSpec, { style }: RenderOptions): object {
  return { materialized: materializedOf(spec, style), sql: spec.sql };
}

interface ColumnGroup {
  readonly heading: string;
  readonly columns: string[];
}

/** The columns by heading, in the order of the groups; commas are those of the whole list. */
function stagingGroups(select: readonly StagingColumn[], { staged, withCommas }: SqlWriter): ColumnGroup[] {
  const ordered = select.toSorted((a, b) => STAGING_GROUPS.indexOf(a.group) - STAGING_GROUPS.indexOf(b.group));
  const groups: ColumnGroup[] = [];
  for (const [index, text] of withCommas(ordered.map(staged)).entries()) {
    const heading = ordered[index]?.group ?? '';
    const last = groups.at(-1);
    if (last?.heading === heading) last.columns.push(text);
    else groups.push({ heading, columns: [text] });
  }
  return groups;
}

/** The lines of the list; each group ends with a blank line. */
function stagingList(
  groups: readonly ColumnGroup[],
  { column_groups, headings }: SqlStyle,
  isInCte: boolean,
): readonly string[] {
  if (column_groups) {
    return groups.flatMap(({ heading, columns }) => endedByBlank([headed(headings, heading), ...columns]));
  }
  return listOf(
    groups.flatMap(({ columns }) => columns),
    isInCte,
  );
}

/** The lines of a list; within a CTE a blank line parts them from what follows. */
function listOf(columns: readonly string[], isInCte: boolean): readonly string[] {
  return isInCte ? endedByBlank(columns) : columns;
}

function endedByBlank(lines: readonly string[]): string[] {
  return lines.map((line, index) => (index === lines.length - 1 ? `${line}\n` : line));
}

/** A heading in the project's way. */
function headed(pattern: string, group: string): string {
  return pattern
    .replace('{group}', () => group)
    .replace('{Group}', () => group.charAt(0).toUpperCase() + group.slice(1));
}

/** Whether the model says itself how it is materialized; null: dbt_project.yml does. */
function materializedOf(spec: ModelSpec, { sql, materialized }: Style): string | null {
  return spec.materialized ?? (sql.config_block ? materialized[layerOf(spec)] : null);
}

/** Where the select of a model stands: within a CTE, or alone. `depth`: spaces before the items of its list. */
function bodyOf(cte: string | null): { margin: string; body: number; depth: number } {
  const body = cte === null ? 0 : 4;
  return { margin: ' '.repeat(body), body, depth: body + 4 };
}

/** Name of the last CTE; null where the project has none, or an input has the name. */
function finalCte({ sql }: Style, inputs: readonly string[]): string | null {
  return sql.final_cte !== null && inputs.includes(sql.final_cte) ? null : sql.final_cte;
}

/** An import CTE is named after its model, without the layer's prefix. */
function cteName(model: string): string {
  return model.replace(/^.*?__/, '').replace(/^(?:stg|int)_/, '');
}
