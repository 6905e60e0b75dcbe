import type { ColumnSpec, IntermediateSpec, MartSpec, ModelSpec, StagingColumn } from '../plan/specs.ts';
import { isModelSpec } from '../plan/specs.ts';
import type { Dialect } from '../sql/dialects/dialect.ts';
import type { DraftAction, StagedTable } from './draft.ts';

/** Column -> its type, as a warehouse names it; a column whose type is not known is left out. */
type Types = ReadonlyMap<string, string>;

/**
 * The same actions, with the type of each column of their models, for a project whose properties state types: that of
 * the raw column, or what a conversion makes of it. Models come after those that they are made of. Pure.
 */
export function stateTypes(
  actions: readonly DraftAction[],
  staged: readonly Pick<StagedTable, 'table' | 'spec'>[],
  { types: names }: Dialect,
): DraftAction[] {
  const typesOf = new Map(staged.map((each) => [each.spec.name, stagedTypes(each, names)]));
  return actions.map((action) => {
    const { spec } = action;
    if (!isModelSpec(spec)) return action;
    const types = typesOf.get(spec.name) ?? typesBelow(spec, typesOf, names);
    typesOf.set(spec.name, types);
    return { ...action, spec: { ...spec, columns: spec.columns.map((column) => typed(column, types)) } };
  });
}

function typed(column: ColumnSpec, types: Types): ColumnSpec {
  const data_type = types.get(column.name);
  return data_type === undefined ? column : { ...column, data_type };
}

function stagedTypes({ table, spec }: Pick<StagedTable, 'table' | 'spec'>, names: Dialect['types']): Types {
  const raw = new Map(table.columns.map(({ name, type }) => [name, type]));
  const types = spec.select.map(({ from, as, how }) => [as, typeAfter(how, raw.get(from), names)] as const);
  return known(types);
}

function typeAfter(how: StagingColumn['how'], raw: string | undefined, names: Dialect['types']): string | undefined {
  switch (how.kind) {
    case 'keep':
      return raw === '' ? undefined : raw;
    case 'cents':
      return names.decimal;
    case 'cast':
      return names[how.to];
    case 'epoch':
      return names.timestamp;
    case 'default_false':
    case 'is_not_null':
    case 'is_true':
    case 'is_yes':
      return names.boolean;
  }
}

/** Of what is made of other models. A sum has another type than what it sums, which each warehouse chooses for itself. */
function typesBelow(spec: ModelSpec, typesOf: ReadonlyMap<string, Types>, names: Dialect['types']): Types {
  switch (spec.kind) {
    case 'staging':
    case 'written':
      return new Map();
    case 'intermediate':
      return totalTypes(spec, typesOf.get(spec.from), names);
    case 'mart':
      return martTypes(spec, typesOf);
  }
}

function totalTypes({ group_by, measures }: IntermediateSpec, from: Types | undefined, names: Dialect['types']): Types {
  const keys = group_by.map((name) => [name, from?.get(name)] as const);
  const totals = measures.map(({ as, function: total, column = '' }) => {
    if (total === 'count') return [as, names.bigint] as const;
    return [as, total === 'sum' ? undefined : from?.get(column)] as const;
  });
  return known([...keys, ...totals]);
}

function martTypes({ base, joins, select }: MartSpec, typesOf: ReadonlyMap<string, Types>): Types {
  const models = new Map([base, ...joins].map(({ alias, model }) => [alias, model]));
  return known(select.map(({ alias, column, as }) => [as, typesOf.get(models.get(alias) ?? '')?.get(column)] as const));
}

function known(types: readonly (readonly [string, string | undefined])[]): Types {
  return new Map(types.flatMap(([name, type]) => (type === undefined ? [] : [[name, type] as const])));
}
