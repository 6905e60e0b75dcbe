import type { TableRef } from '../../catalog/catalog.ts';
import { tableKey, tableLabel } from '../../catalog/catalog.ts';
import type { Goal } from '../../plan/goals.ts';
import type { Warning } from '../../plan/plan.ts';
import type { DraftAction } from '../draft.ts';
import { wordList } from '../marts/grain.ts';
import type { ExistingTables } from '../existing/existing-tables.ts';
import { nameSome } from '../name-some.ts';
import { makersOf } from '../makers-of.ts';
import { asksFor } from './narrow-draft.ts';
import type { Request, RequestPart, Summary } from './request.ts';
import { shownText } from './shown-text.ts';

/** A request against what a draft makes of it. */
export interface SettledGoals {
  readonly goals: readonly Goal[];
  /** Each with the first goal that it serves, itself or by what stands on it. */
  readonly actions: readonly DraftAction[];
  /** What is not met, and which words nothing was made of. */
  readonly warnings: readonly Warning[];
}

type Verdict = Required<Pick<Goal, 'status' | 'reason'>>;

/**
 * Says of each goal whether the draft meets it, and why not: `partly` where rules make what it takes but not the thing itself, as
 * a sum by month and region. `existing`: what people staged is there already. An action that bears the goal already was made for it alone, and meets it. Pure.
 */
export function settleGoals(
  request: Request,
  drafted: readonly DraftAction[],
  { stagingOf }: Pick<ExistingTables, 'stagingOf'> = NOTHING_THERE,
): SettledGoals {
  const actions = withGoals(request, drafted);
  const verdicts = new Map<string, Verdict>();
  for (const part of request.parts)
    verdicts.set(part.goal_id, verdictOf(part, request, { actions: drafted, stagingOf }));
  for (const { goal_id } of request.acts)
    if (!verdicts.has(goal_id)) verdicts.set(goal_id, verdictOfActs(goal_id, drafted));
  if (request.convert) verdicts.set(request.convert.goal_id, verdictOfConvert(request.convert, drafted));
  const goals = request.goals.map((goal) => ({
    ...goal,
    ...(verdicts.get(goal.goal_id) ?? ofOthers(goal, request, { verdicts, actions: drafted })),
  }));
  return {
    goals,
    actions,
    warnings: [
      ...goals.filter(({ goal_id }) => verdicts.has(goal_id)).flatMap(goalWarning),
      ...ignoredWarning(request),
    ],
  };
}

const NOTHING_THERE: Pick<ExistingTables, 'stagingOf'> = { stagingOf: () => null };

function verdictOf(
  part: RequestPart,
  request: Request,
  { actions, stagingOf }: Pick<ExistingTables, 'stagingOf'> & { readonly actions: readonly DraftAction[] },
): Verdict {
  const own = answersTo(part.goal_id, request, actions);
  const asks = asksFor(part);
  const served = actions.filter(asks);
  const names = served.map(({ name }) => name);
  const missing = part.missing.length === 0 ? [] : [`nothing is called ${someWords(part.missing, ' or ')}`];
  if (own.length > 0) return { status: 'met', reason: [`${wordList(own)} answers it`, ...missing].join('; ') };
  if (part.summary) {
    const { of } = part.summary;
    // The rows of what nothing is called are nowhere.
    const isKnown = of.length === 0 || of.some((word) => !part.missing.includes(word));
    const status = names.length === 0 || !isKnown ? 'unmet' : 'partly';
    return { status, reason: [summaryReason(part.summary, isKnown ? names : []), ...missing].join('; ') };
  }
  const isStaging = part.layers === null || part.layers.includes('staging');
  const rest = (part.tables ?? []).filter((table) => !served.some((action) => isAbout(action, table)));
  const there = rest.flatMap((table) => (isStaging ? (stagingOf(table)?.model.name ?? []) : []));
  const without = rest.filter((table) => !isStaging || stagingOf(table) === null);
  const gaps = [...missing, ...(without.length === 0 ? [] : [noneMade(part, without)])];
  if (names.length + there.length === 0)
    return { status: 'unmet', reason: gaps.join('; ') || `rules make no ${wanted(part)} of these tables` };
  if (gaps.length > 0) return { status: 'partly', reason: gaps.join('; ') };
  const serve = names.length === 0 ? [] : [`${nameSome(names)} ${names.length === 1 ? 'serves' : 'serve'} it`];
  const are = there.length === 0 ? [] : [`${nameSome(there)} ${there.length === 1 ? 'is' : 'are'} there already`];
  return { status: 'met', reason: [...serve, ...are].join('; ') };
}

/** Models that were written for a goal, or for each of the goals that it was split into. */
function answersTo(goal_id: string, { goals }: Request, actions: readonly DraftAction[]): string[] {
  const namesFor = (goal: string): string[] =>
    actions.filter((action) => action.goal_id === goal).map(({ name }) => name);
  const children = goals.filter(({ parent }) => parent === goal_id).map((child) => namesFor(child.goal_id));
  const own = namesFor(goal_id);
  return own.length === 0 && children.every((names) => names.length > 0) ? children.flat() : own;
}

/** No rule sums by what a person names; the tables that it takes are there. */
function summaryReason({ of, by }: Summary, names: readonly string[]): string {
  const what = `no rule makes a model that sums ${of.length === 0 ? 'them' : someWords(of, ' and ')}${by.length === 0 ? '' : ` by ${someWords(by, ' and ')}`}`;
  return names.length === 0 ? what : `${what}; ${nameSome(names)} ${names.length === 1 ? 'has' : 'have'} the rows`;
}

/** A few words of a request as they are shown; of many the first. */
function someWords(words: readonly string[], joint: string): string {
  const shown = words.map(shownText);
  return shown.length > MOST_WORDS ? nameSome(shown) : shown.join(joint);
}

const MOST_WORDS = 3;

function noneMade(part: RequestPart, tables: readonly TableRef[]): string {
  return `rules make no new ${wanted(part)} of ${nameSome(tables.map(tableLabel))}`;
}

function wanted({ mart, layers }: RequestPart): string {
  if (mart) return mart;
  return layers?.length === 1 ? `${layers[0] === 'marts' ? 'mart' : layers[0]} model` : 'model';
}

function isAbout({ about = [] }: DraftAction, table: TableRef): boolean {
  return about.some((each) => tableKey(each) === tableKey(table));
}

function verdictOfActs(goal_id: string, actions: readonly DraftAction[]): Verdict {
  const names = actions.filter((action) => action.goal_id === goal_id).map(({ name }) => name);
  if (names.length === 0) return { status: 'met', reason: 'nothing is missing that rules could add' };
  return {
    status: 'met',
    reason: `${nameSome([...new Set(names)])} ${names.length === 1 ? 'gets' : 'get'} what is missing`,
  };
}

function verdictOfConvert({ model, by }: NonNullable<Request['convert']>, actions: readonly DraftAction[]): Verdict {
  const retired = actions.some(({ type, name }) => type === 'retire_model' && name === model);
  return retired
    ? { status: 'met', reason: `${model} gives way to what is made of ${tableLabel(by)}` }
    : { status: 'unmet', reason: `${model} stays as it is` };
}

/** A goal that is split is met as its parts are; one that a model found in another by what was written for it. */
function ofOthers(
  { goal_id }: Goal,
  { goals }: Request,
  { verdicts, actions }: { readonly verdicts: ReadonlyMap<string, Verdict>; readonly actions: readonly DraftAction[] },
): Verdict {
  const children = goals.filter(({ parent }) => parent === goal_id);
  if (children.length === 0) {
    const own = actions.filter((action) => action.goal_id === goal_id).map(({ name }) => name);
    if (own.length > 0) return { status: 'met', reason: `${wordList(own)} answers it` };
    return { status: 'unmet', reason: 'no model is made for it alone' };
  }
  const states = new Set(children.flatMap((child) => verdicts.get(child.goal_id)?.status ?? []));
  const [only = 'unmet'] = states;
  const status = states.size === 1 ? only : 'partly';
  return {
    status,
    reason: `as ${wordList(children.map((child) => child.goal_id))} ${children.length === 1 ? 'is' : 'are'}`,
  };
}

function goalWarning({ text, status, reason }: Goal): Warning[] {
  if (status === 'met') return [];
  const how = status === 'partly' ? 'only partly met' : 'not met';
  return [
    {
      code: status === 'partly' ? 'goal_partly' : 'goal_unmet',
      text: `"${text}" is ${how}: ${reason ?? 'nothing serves it'}`,
    },
  ];
}

function ignoredWarning({ ignored, mistyped }: Request): Warning[] {
  if (ignored.length === 0) return [];
  const meant = new Map(mistyped.map(({ word, nearest }) => [word, nearest]));
  const words = ignored.map((word) =>
    meant.has(word) ? `${word} (did you mean ${meant.get(word) ?? ''}?)` : shownText(word),
  );
  return [{ code: 'request_ignored', text: `nothing was made of these words of the request: ${nameSome(words)}` }];
}

/** The actions with the goals that they serve; what they stand on, sources and a new project too, serves the same. */
function withGoals({ parts, convert }: Request, actions: readonly DraftAction[]): DraftAction[] {
  const goalOf = new Map<DraftAction, string>();
  const makers = makersOf(actions);
  const asked = parts.map((part) => ({ asks: asksFor(part), goal_id: part.goal_id }));
  for (const action of actions) {
    const isRetired = action.type === 'retire_model' && action.name === convert?.model;
    const goal = action.goal_id ?? (isRetired ? convert.goal_id : asked.find(({ asks }) => asks(action))?.goal_id);
    if (goal !== undefined) goalOf.set(action, goal);
  }
  const waiting = [...goalOf.keys()].toReversed();
  for (let action = waiting.pop(); action !== undefined; action = waiting.pop()) {
    for (const parent of action.dependencies.flatMap((name) => makers.get(name) ?? [])) {
      if (goalOf.has(parent)) continue;
      goalOf.set(parent, goalOf.get(action) ?? '');
      waiting.push(parent);
    }
  }
  return actions.map((action) => {
    const goal_id = goalOf.get(action);
    return goal_id === undefined ? action : { ...action, goal_id };
  });
}
