import { STAGING_GROUPS } from '../../plan/specs.ts';
import type { IntermediateSpec, MartSpec, StagingColumn, StagingSpec } from '../../plan/specs.ts';
import { quoteIdentifier } from '../../sql/identifiers.ts';
import type { InsertedColumn } from '../draft.ts';
import { escapeJinja } from '../../yaml/jinja.ts';

/** What the staging template is given; only the last column lacks its comma. */
export function stagingData(spec: StagingSpec): object {
  const groups = STAGING_GROUPS.map((heading) => ({
    heading,
    columns: spec.select.filter((column) => column.group === heading).map(stagingColumnSql),
  })).filter((group) => group.columns.length > 0);
  return {
    source: spec.source,
    table: spec.table,
    materialized: spec.materialized ?? null,
    groups: groups.map(({ heading, columns }, index) => ({
      heading,
      columns: index < groups.length - 1 ? columns.map((column) => `${column},`) : withCommas(columns),
    })),
  };
}

/** The columns of a staging select list as single pieces, to be put into one that people wrote. */
export function insertedColumns(select: readonly StagingColumn[]): InsertedColumn[] {
  return select.map((column) => ({ name: column.as, text: stagingColumnSql(column), group: column.group }));
}

/** What the intermediate template is given. */
export function intermediateData(spec: IntermediateSpec): object {
  const measures = spec.measures.map(({ as, column, function: name }) =>
    aliased(`${name}(${column === undefined ? '*' : ident(column)})`, as),
  );
  return {
    from: spec.from,
    input: cteName(spec.from),
    materialized: spec.materialized ?? null,
    columns: withCommas([...spec.group_by.map(ident), ...measures]),
    keys: spec.group_by,
    positions: spec.group_by.map((_, index) => index + 1).join(', '),
  };
}

/** What the mart template is given. */
export function martData(spec: MartSpec): object {
  const alone = spec.joins.length === 0;
  const columns = spec.select.map(({ alias, column, as, default_zero }) => {
    const name = alone ? ident(column) : `${ident(alias)}.${ident(column)}`;
    if (default_zero) return aliased(`coalesce(${name}, 0)`, as);
    return column === as ? name : aliased(name, as);
  });
  return {
    materialized: spec.materialized ?? null,
    inputs: [spec.base, ...spec.joins].map(({ alias, model }) => ({ alias, model })),
    base: spec.base.alias,
    columns: withCommas(columns),
    joins: spec.joins.map((join) => ({
      alias: join.alias,
      on: join.on.map(({ left_alias, left, right }) => ({
        left: `${ident(left_alias)}.${ident(left)}`,
        right: `${ident(join.alias)}.${ident(right)}`,
      })),
    })),
  };
}

function stagingColumnSql({ from, as, how }: StagingColumn): string {
  const raw = ident(from);
  switch (how.kind) {
    case 'keep':
      return from === as ? raw : aliased(raw, as);
    case 'cents':
      return aliased(`cast(${raw} / 100.0 as decimal(18, 2))`, as);
    case 'cast':
      return aliased(`cast(${raw} as ${how.to})`, as);
    case 'epoch':
      return aliased(EPOCHS[how.unit](raw), as);
    case 'default_false':
      return aliased(`coalesce(${raw}, false)`, as);
    case 'is_yes':
      return aliased(`lower(${raw}) in ('1', 't', 'true', 'y', 'yes')`, as);
    case 'is_not_null':
      return aliased(`${raw} is not null`, as);
    case 'is_true':
      return aliased(`coalesce(${raw} = 'true', false)`, as);
  }
}

const EPOCHS = {
  s: (raw: string) => `epoch_ms(cast(${raw} as bigint) * 1000)`,
  ms: (raw: string) => `epoch_ms(${raw})`,
  us: (raw: string) => `make_timestamp(${raw})`,
};

/** An import CTE is named after its model, without the layer's prefix. */
function cteName(model: string): string {
  return model.replace(/^.*?__/, '').replace(/^(?:stg|int)_/, '');
}

function aliased(expression: string, as: string): string {
  return `${expression} as ${ident(as)}`;
}

function ident(name: string): string {
  return escapeJinja(quoteIdentifier(name));
}

function withCommas(columns: readonly string[]): string[] {
  return columns.map((column, index) => (index < columns.length - 1 ? `${column},` : column));
}
