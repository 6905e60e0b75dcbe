import type { ExistingModel } from '../../context/context.ts';
import { isModelSpec } from '../../plan/specs.ts';
import { DUCKDB } from '../../sql/dialects/dialects.ts';
import { duckdbType } from '../../sql/types.ts';
import type { DraftAction, StagedTable } from '../draft.ts';
import { stateTypes } from '../state-types.ts';
import type { ReadableColumn, ReadableModels } from './reading.ts';

/** What there is to read: what is made, what people have. */
export interface ReadableParts {
  readonly actions: readonly DraftAction[];
  /** Raw tables with their staging models, people's too. */
  readonly staged: readonly StagedTable[];
  /** Models of people. */
  readonly existing: readonly ExistingModel[];
  /** Decides how the types of raw columns are read. */
  readonly dialect: string;
  readonly adapter: string;
}

/** Names that the rules alone give, where deltas gave others. */
export interface FormerNames {
  /** Model by its former name. */
  readonly models: ReadonlyMap<string, string>;
  /** By model and column as they are called now. */
  readonly columnOf: (model: string, column: string) => string | undefined;
}

/**
 * Every model that SQL may refer to, with its columns and their types in DuckDB, as far as they are known: those of the
 * draft, and people's whose columns are read or documented. Pure.
 */
export function readableModels(
  { actions, staged, existing, dialect, adapter }: ReadableParts,
  former: FormerNames,
): ReadableModels {
  const raw = staged.map(({ table, spec }) => {
    const columns = table.columns.map((column) => ({ ...column, type: duckdbType(column.type, dialect).type }));
    return { table: { ...table, columns }, spec };
  });
  const made = stateTypes(actions, raw, DUCKDB).flatMap(({ spec }): [string, ReadableColumn[]][] =>
    isModelSpec(spec) ? [[spec.name, spec.columns.map(({ name, data_type: type = '' }) => ({ name, type }))]] : [],
  );
  // What people's SQL makes of a raw type is not read.
  const theirs = staged.map(({ spec }): [string, ReadableColumn[]] => [
    spec.name,
    spec.columns.map(({ name }) => ({ name, type: '' })),
  ]);
  const documented = existing
    .filter(({ enabled, version, columns }) => enabled && version === null && columns.length > 0)
    .map(({ name, columns }): [string, ReadableColumn[]] => [
      name,
      columns.map((column) => ({ name: column.name, type: knownType(column.data_type, adapter) })),
    ]);
  // The first name may be any text, and stands between quotes in Jinja.
  const known = [...documented, ...theirs, ...made].filter(([name]) => /^\w+$/.test(name));
  const models = new Map(known.map(([name, columns]) => [name, withFormer(name, columns, former)]));
  // A name that another model has now means that one.
  const before = [...former.models].flatMap(([was, name]) =>
    models.has(was) ? [] : [[was, models.get(name) ?? []] as const],
  );
  return new Map([...models, ...before]);
}

function withFormer(model: string, columns: readonly ReadableColumn[], { columnOf }: FormerNames): ReadableColumn[] {
  return columns.map((column) => {
    const was = columnOf(model, column.name);
    return was === undefined ? column : { ...column, was };
  });
}

function knownType(type: string | null, adapter: string): string {
  const read = type === null ? null : duckdbType(type, adapter);
  return read?.exact === true ? read.type : '';
}
