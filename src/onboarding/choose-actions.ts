import { throwProblems } from '../errors.ts';
import type { Problem } from '../errors.ts';
import { draftOfActions } from '../planner/actions/draft-of-actions.ts';
import { readActions } from '../planner/actions/read-actions.ts';
import type { WantedActions } from '../planner/actions/wanted-actions.ts';
import { mergeDeltas } from '../planner/deltas/merge-deltas.ts';
import { draftPlan } from '../planner/draft-plan.ts';
import { narrowDraft } from '../planner/requests/narrow-draft.ts';
import type { Request } from '../planner/requests/request.ts';
import type { Drafted, Ground } from './draft-tables.ts';
import type { PlanRequest } from './plan-request.ts';

/** The file of `--actions`; null where there is none. Throws CartridgeError ACTIONS_INVALID with every problem. */
export function wantedActions({ actions }: Pick<PlanRequest, 'actions'>): WantedActions | null {
  if (actions === undefined) return null;
  const read = readActions(actions.text, actions.file);
  if ('problems' in read) throwProblems(read.problems);
  return 'wanted' in read ? read.wanted : null;
}

/** The draft with the actions alone that a file lists, or what is wrong with the file. Pure. */
export function chooseActions(
  wanted: WantedActions,
  drafted: Drafted,
  { project, asked }: { readonly project: Ground['project']; readonly asked: Request | null },
): Drafted | { readonly problems: readonly Problem[] } {
  const { input } = drafted;
  const { context } = project;
  const chosen = draftOfActions(wanted, {
    ...drafted,
    context,
    redraft: (deltas) => {
      const draft = draftPlan({ ...input, deltas: mergeDeltas(input.deltas ?? [], deltas) });
      return asked === null ? draft : narrowDraft(asked, { ...drafted, draft, context }).draft;
    },
  });
  return 'problems' in chosen ? chosen : { ...drafted, ...chosen };
}
