import type { Problem } from '../../errors.ts';
import { kindOf } from '../../plan/kinds.ts';
import { nearestName } from '../../yaml/nearest-name.ts';
import type { DraftAction } from '../draft.ts';
import { groupBy } from '../group-by.ts';
import { nameSome } from '../name-some.ts';
import type { WantedAction } from './wanted-actions.ts';

/** An action of the draft that is wanted. */
export interface MatchedAction {
  readonly wanted: WantedAction;
  readonly action: DraftAction;
}

/** More unknown actions than this are told without what they may have meant. */
const MOST_LOOKED_UP = 20;

/** Finds the wanted actions in a draft, by type and name; of those that it has not, a problem each. Pure. */
export function matchActions(
  wanted: readonly WantedAction[],
  drafted: readonly DraftAction[],
): { readonly matched: readonly MatchedAction[]; readonly problems: readonly Problem[] } {
  const byName = groupBy(drafted, ({ name }) => [name]);
  const matched: MatchedAction[] = [];
  const problems: Problem[] = [];
  for (const each of wanted) {
    const action = (byName.get(each.name) ?? []).find((candidate) => isMeant(each, candidate));
    if (action) matched.push({ wanted: each, action });
    else problems.push(unknown(each, problems.length < MOST_LOOKED_UP ? drafted : []));
  }
  return { matched, problems };
}

/** Types that a plan gives to an action where its node is there already: what it makes is the same. */
const CHANGES: ReadonlySet<string> = new Set(['add_tests', 'update_docs']);

function isMeant({ type }: WantedAction, action: DraftAction): boolean {
  if (type === action.type) return true;
  const { spec } = action;
  if (action.type === 'create_project' || spec.kind === 'project') return false;
  if (CHANGES.has(type)) return true;
  return (
    type ===
    `update_${spec.kind === 'source' ? 'source' : kindOf(action.type).layer === 'staging' ? 'staging' : 'mart'}`
  );
}

function unknown({ type, name, where }: WantedAction, drafted: readonly DraftAction[]): Problem {
  const sameName = drafted.find((action) => action.name === name);
  const ofType = drafted.filter((action) => action.type === type).map((action) => action.name);
  const nearest = nearestName(name, ofType);
  const meant = sameName ? `${sameName.type} ${name}` : nearest === undefined ? null : `${type} ${nearest}`;
  const others = drafted.slice(0, 100).map((action) => `${action.type} ${action.name}`);
  return {
    code: 'ACTION_UNKNOWN',
    message: `the draft has no ${type} ${name}${meant === null ? '' : `; did you mean ${meant}?`}`,
    where,
    ...(meant === null && others.length > 0 ? { hint: `It has ${nameSome(others)}.` } : {}),
  };
}
