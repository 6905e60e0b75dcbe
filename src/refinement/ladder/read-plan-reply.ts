import type { Delta } from '../../plan/deltas.ts';
import type { StagingSpec } from '../../plan/specs.ts';
import type { DraftAction } from '../../planner/draft.ts';
import { isMapping, mappingOf } from '../../yaml/mapping.ts';
import type { Known, KnownTable } from '../known/known.ts';
import type { Proposal } from './resolve-reply.ts';

const MOST_ACTIONS = 5_000;
const MOST_COLUMNS = 2_000;

/** Whether data is a whole ExecutionPlan, or the list of its actions: a reply of the original contract. */
export function planActions(value: object): readonly unknown[] | null {
  const actions = Array.isArray(value) ? value : mappingOf(value)['actions'];
  if (!Array.isArray(actions) || actions.length === 0) return null;
  const isAction = (each: unknown): boolean =>
    isMapping(each) && typeof each['type'] === 'string' && typeof each['name'] === 'string';
  return actions.some(isAction) ? actions.slice(0, MOST_ACTIONS) : null;
}

/**
 * A whole plan read as deltas (DESIGN.md section 5.4): each action is matched with the draft's by type and name; words that
 * differ become descriptions, names of columns that differ become renames. What the plan leaves out stays, what the draft
 * has not is dropped, paths and all else of an action count for nothing. Pure.
 */
export function readPlanReply(
  actions: readonly unknown[],
  draft: readonly DraftAction[],
  known: Known,
): { readonly proposals: readonly Proposal[]; readonly dropped: number } {
  const drafted = new Map(draft.map((action) => [`${action.type} ${action.name}`, action]));
  const tables = new Map(known.staged.map((table) => [table.staging?.name, table]));
  const proposals: Proposal[] = [];
  let dropped = 0;
  for (const item of actions) {
    const { type, name, description, spec } = mappingOf(item);
    const action = drafted.get(`${textOf(type)} ${textOf(name)}`);
    if (!action) {
      dropped++;
      continue;
    }
    const said =
      textOf(mappingOf(spec)['description']) || (description === action.description ? '' : textOf(description));
    for (const delta of deltasOf(action, { said, spec: mappingOf(spec), tables })) {
      proposals.push({ delta, section: 'descriptions', item });
    }
  }
  return { proposals, dropped };
}

interface SaidOfAction {
  readonly said: string;
  readonly spec: Readonly<Record<string, unknown>>;
  readonly tables: ReadonlyMap<string | undefined, KnownTable>;
}

function deltasOf({ spec: drafted }: DraftAction, { said, spec, tables }: SaidOfAction): Delta[] {
  if (drafted.kind === 'mart') {
    const of = tables.get(drafted.base.model);
    return of && said !== '' && said !== drafted.description
      ? [{ kind: 'describe_mart', table: refOf(of), text: said, why: '' }]
      : [];
  }
  const of = drafted.kind === 'staging' ? tables.get(drafted.name) : undefined;
  if (drafted.kind !== 'staging' || !of) return [];
  const table = refOf(of);
  return [
    ...(said === '' || said === drafted.description
      ? []
      : [{ kind: 'describe_table' as const, table, text: said, why: '' }]),
    ...renames(spec['select'], drafted).map(([column, name]): Delta => ({
      kind: 'rename_column',
      table,
      column,
      name,
      why: '',
    })),
    ...descriptions(spec['columns'], drafted).map(([column, text]): Delta => ({
      kind: 'describe_column',
      table,
      column,
      text,
      why: '',
    })),
  ];
}

/** Raw column and new name, of each entry of a select list that names a column of the draft's and calls it otherwise. */
function renames(select: unknown, drafted: StagingSpec): [string, string][] {
  const names = new Map(drafted.select.map(({ from, as }) => [from, as]));
  return entriesOf(select).flatMap(({ from, as }): [string, string][] => {
    const before = names.get(textOf(from));
    const wanted = textOf(as);
    return before === undefined || wanted === '' || wanted === before ? [] : [[textOf(from), wanted]];
  });
}

/** Raw column and words, of each column that the draft has under this name and describes otherwise. */
function descriptions(columns: unknown, drafted: StagingSpec): [string, string][] {
  const raw = new Map(drafted.select.map(({ from, as }) => [as, from]));
  const before = new Map(drafted.columns.map(({ name, description }) => [name, description]));
  return entriesOf(columns).flatMap(({ name, description }): [string, string][] => {
    const from = raw.get(textOf(name));
    const text = textOf(description);
    return from === undefined || text === '' || text === before.get(textOf(name)) ? [] : [[from, text]];
  });
}

function entriesOf(value: unknown): Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.slice(0, MOST_COLUMNS).filter(isMapping) : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function refOf({ table: { schema, name } }: KnownTable): { schema?: string; name: string } {
  return schema === undefined ? { name } : { schema, name };
}
