import type { JinjaCall } from '../jinja-calls.ts';
import type { Cte, From, ItemValue, Query, Select, SelectItem } from './query.ts';
import { readModel } from './read-model.ts';
import type { ColumnPath } from './read-paths.ts';

/** What a model selects from one source or model, followed through its CTEs. Names are as written, without quotes. */
export interface ModelSelect {
  readonly columns: readonly SelectedColumn[];
  /** Whether every raw column comes out under its own name, but those in `except`. */
  readonly hasStar: boolean;
  readonly except: readonly string[];
  /** Whether macros stand in the list, which may bring columns that only dbt knows. */
  readonly isOpen: boolean;
  /** Whether rows are grouped or made distinct on the way. */
  readonly isGrouped: boolean;
  /** Null: something else, such as a table by its name or a variable. */
  readonly source: { readonly source: string; readonly table: string } | { readonly ref: string } | null;
  readonly ctes: readonly string[];
}

export interface SelectedColumn {
  /** The raw column that it is, as it is or cast; null where it is computed. */
  readonly raw: string | null;
  readonly as: string;
  /** Raw columns that it is made from, as far as names tell: what a macro is given counts, and what is no column may be among them. */
  readonly uses: readonly string[];
}

/**
 * Reads the columns of a model that selects from one relation, through CTEs, subqueries and stars. What joins, unites or is
 * no select is told as a reason. `dialect` is dbt's name of the adapter. Pure.
 */
export function readSelect(sql: string, dialect: string): ModelSelect | { readonly reason: string } {
  const model = readModel(sql, dialect);
  if ('reason' in model) return model;
  const output = outputOf(model.query, new Map());
  return 'reason' in output ? output : { ...output, ctes: model.query.ctes.map((cte) => cte.name) };
}

type Output = Omit<ModelSelect, 'ctes'>;
type Refused = { readonly reason: string };
/** What the CTEs that a query sees give, by lower-case name. */
type Scope = ReadonlyMap<string, Output | Refused>;

const NOTHING: Output = { columns: [], hasStar: false, except: [], isOpen: false, isGrouped: false, source: null };

function outputOf({ ctes, selects }: Query, outer: Scope): Output | Refused {
  const scope = new Map(outer);
  for (const cte of ctes) scope.set(cte.name.toLowerCase(), cte.query ? outputOf(cte.query, scope) : givenByMacro(cte));
  const [select, ...others] = selects;
  if (others.length > 0) return { reason: 'it unites several selects' };
  if (!select) return { reason: 'it has no select list that can be read' };
  const given = select.from ? givenBy(select.from, scope) : NOTHING;
  return 'reason' in given ? given : selected(select, given);
}

function givenBy({ relation, isAlone }: From, scope: Scope): Output | Refused {
  if (!isAlone) return { reason: 'it joins several relations' };
  switch (relation.kind) {
    case 'query':
      return relation.query ? outputOf(relation.query, scope) : { reason: 'a subquery has no select that can be read' };
    case 'name':
      return scope.get(relation.name.toLowerCase()) ?? { ...NOTHING, hasStar: true };
    case 'call':
      return { ...NOTHING, hasStar: true, source: relationOf(relation.call) };
    case 'other':
      return { ...NOTHING, hasStar: true };
  }
}

/** A macro in the place of a CTE (`deduplicate`) most often hands on the columns of the one relation that it is given. */
function givenByMacro({ name, calls }: Cte): Output | Refused {
  const [call, ...others] = calls;
  if (others.length > 0 || !call) return { reason: `the CTE ${name} is a macro of its own` };
  return { ...NOTHING, hasStar: true, isOpen: true, source: relationOf(call) };
}

function relationOf(call: Pick<JinjaCall, 'function' | 'args'>): ModelSelect['source'] {
  const [first = '', second] = call.args;
  if (call.function === 'source') return second === undefined ? null : { source: first, table: second };
  return { ref: second ?? first };
}

function selected(select: Select, given: Output): Output {
  const stars = select.items.map(({ value }) => value).filter((value) => value.kind === 'star');
  return {
    columns: select.items.flatMap((item) => columnsOf(item, { output: given, alias: select.from?.alias ?? null })),
    hasStar: given.hasStar && stars.length > 0,
    except: [...given.except, ...stars.flatMap((star) => star.except)],
    isOpen: given.isOpen || select.items.some(({ name, isOpenEnded }) => name === null && isOpenEnded),
    isGrouped: given.isGrouped || select.isGrouped || select.isDistinct,
    source: given.source,
  };
}

/** What is selected from, and the name by which its columns are qualified. */
interface Given {
  readonly output: Output;
  readonly alias: string | null;
}

function columnsOf({ name, value }: SelectItem, given: Given): SelectedColumn[] {
  if (value.kind === 'star') return columnsOfStar(value, given);
  if (name === null) return [];
  if (value.kind !== 'column') return [{ raw: null, as: name, uses: usesOf(value.paths, given) }];
  const isField = value.path.length > 1 && columnName(value.path, given.alias) === value.path[0];
  const { raw, uses } = lookUp(columnName(value.path, given.alias), given.output);
  return [{ raw: isField ? null : raw, as: name, uses }];
}

function columnsOfStar(star: ItemValue & { kind: 'star' }, given: Given): SelectedColumn[] {
  const kept = given.output.columns.filter(({ as }) => !star.except.some((each) => isSameName(each, as)));
  const also = star.also.map(({ name, paths, isRename }) => {
    const [path] = paths;
    const renamed = isRename && path ? lookUp(columnName(path, given.alias), given.output).raw : null;
    return { raw: renamed, as: name, uses: usesOf(paths, given) };
  });
  return [...kept, ...also];
}

function usesOf(paths: readonly ColumnPath[], { output, alias }: Given): string[] {
  return [...new Set(paths.flatMap((path) => lookUp(columnName(path, alias), output).uses))];
}

/** A column of what is selected from: what it is in the raw table. */
function lookUp(name: string, given: Output): Pick<SelectedColumn, 'raw' | 'uses'> {
  const column = given.columns.find(({ as }) => isSameName(as, name));
  if (column) return column;
  const isRaw = given.hasStar && !given.except.some((each) => isSameName(each, name));
  return isRaw ? { raw: name, uses: [name] } : { raw: null, uses: [] };
}

/** The column of a path: `id` of `orders.id`, but `address` of `address.city` where that is no relation. */
function columnName(path: ColumnPath, alias: string | null): string {
  const [first = '', second] = path;
  return second !== undefined && alias !== null && isSameName(first, alias) ? second : first;
}

function isSameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
