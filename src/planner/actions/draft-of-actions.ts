import type { Problem } from '../../errors.ts';
import type { ProjectContext } from '../../context/context.ts';
import type { Delta } from '../../plan/deltas.ts';
import type { Warning } from '../../plan/plan.ts';
import { sayableText } from '../deltas/table-deltas.ts';
import type { Draft, DraftAction } from '../draft.ts';
import { paragraphOf } from '../english.ts';
import type { DraftGround, KeptDraft } from '../keep-actions.ts';
import { keepActions, namesThere } from '../keep-actions.ts';
import { withoutDanglingTests } from '../without-dangling-tests.ts';
import { checkDependencies } from './check-dependencies.ts';
import { checkFields } from './check-fields.ts';
import type { MatchedAction } from './match-actions.ts';
import { matchActions } from './match-actions.ts';
import type { WantedAction, WantedActions } from './wanted-actions.ts';

/** What wanted actions are looked up in; `redraft` makes the draft anew with further deltas. */
export interface ActionsGround extends DraftGround {
  readonly context: ProjectContext;
  readonly redraft: (deltas: readonly Delta[]) => Draft;
}

/** The draft with the wanted actions alone, and the deltas that their descriptions are. */
export interface ChosenDraft extends KeptDraft {
  readonly deltas: readonly Delta[];
}

/**
 * Keeps of a draft what a file of actions lists, in the order of the draft, and describes it in the file's words: stricter than a
 * model's reply, since a person can put a file right. Every action that the draft has not, every dependency that is not listed, and
 * every field that would change what is written is a problem, all of them at once. Pure.
 */
export function draftOfActions(
  wanted: WantedActions,
  ground: ActionsGround,
): ChosenDraft | { readonly problems: readonly Problem[] } {
  const { draft, context } = ground;
  const asked = wanted.actions.filter((each) => !isThere(each, context));
  const { matched, problems } = matchActions(asked, draft.actions);
  const made = withoutDanglingTests(listedOf(draft, matched), namesThere(context));
  const byLabel = new Map(made.map((action) => [labelOf(action), action]));
  const found = [
    ...problems,
    ...checkDependencies(matched, wanted.actions, { drafted: draft.actions, context }),
    ...matched.flatMap((each) => checkFields(each, byLabel.get(labelOf(each.action)) ?? each.action, context)),
  ];
  if (found.length > 0) return { problems: found };
  const described = matched.flatMap((each) => ownWords(each));
  const deltas = described.flatMap(({ delta }) => delta ?? []);
  const words = new Map(described.map(({ label, text }) => [label, text]));
  const again = deltas.length === 0 ? draft : ground.redraft(deltas);
  const kept = keepActions(listedOf(again, matched), { ...ground, draft: again });
  const actions = kept.draft.actions.map((action) => ({
    ...action,
    description: words.get(labelOf(action)) ?? action.description,
  }));
  const warnings = [...kept.draft.warnings, ...strategyWarning(wanted, draft)];
  return { ...kept, deltas, draft: { ...kept.draft, actions, warnings } };
}

/** Whether an action is done: of a draft for a project that is there, none makes it. */
function isThere({ type, name }: WantedAction, { is_new, project_name }: ProjectContext): boolean {
  return type === 'create_project' && !is_new && name === project_name;
}

/** The actions of a draft that were matched in it or in another, in its order. */
function listedOf({ actions }: Draft, matched: readonly MatchedAction[]): DraftAction[] {
  const labels = new Set(matched.map(({ action }) => labelOf(action)));
  return actions.filter((action) => labels.has(labelOf(action)));
}

function labelOf({ type, name }: DraftAction): string {
  return `${type} ${name}`;
}

interface OwnWords {
  readonly label: string;
  readonly text: string;
  /** What it says of a model; null where only the action is described. */
  readonly delta: Delta | null;
}

/** What the file says of an action in other words than the draft. Of a model that stages a table, or a mart, its description as well. */
function ownWords({ wanted, action }: MatchedAction): OwnWords[] {
  const text = paragraphOf(wanted.description ?? undefined);
  if (text === undefined || text === action.description) return [];
  const [table] = action.about ?? [];
  const { kind } = action.spec;
  const isModel = table !== undefined && (kind === 'staging' || kind === 'mart') && sayableText(text) !== undefined;
  const said = { table: table ?? { name: '' }, text, why: 'the file of actions says so' };
  const delta = isModel
    ? { kind: kind === 'mart' ? ('describe_mart' as const) : ('describe_table' as const), ...said }
    : null;
  return [{ label: labelOf(action), text, delta }];
}

function strategyWarning({ strategy, file }: WantedActions, draft: Draft): Warning[] {
  if (strategy === null || strategy === draft.strategy) return [];
  const why =
    draft.strategy === 'brownfield'
      ? 'people have models or sources in the project'
      : 'nobody has a model in the project';
  return [
    {
      code: 'strategy_differs',
      text: `${file} has the strategy ${strategy}; this plan is ${draft.strategy}, since ${why}`,
    },
  ];
}
