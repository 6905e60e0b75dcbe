import type { DeltaOf } from '../plan/deltas.ts';
import type { Goal } from '../plan/goals.ts';
import { paragraphOf } from '../planner/english.ts';
import { nameSome } from '../planner/name-some.ts';
import { groupBy } from '../planner/group-by.ts';
import { descriptionText } from './checks/description-text.ts';
import type { LooseReply } from './ladder/read-reply.ts';

const MOST_PARTS = 10;

/**
 * The goals of a request after a refinement: one is met by a model that was written for it and holds, or stays as the rules
 * left it; that a model says so meets none. Goals that a model found in another become parts of it.
 */
export function settleGoals(
  goals: readonly Goal[],
  said: LooseReply['goals'],
  written: readonly DeltaOf<'write_model'>[],
): readonly Goal[] {
  const servedBy = groupBy(written, ({ goal_id }) => (goal_id === undefined ? [] : [goal_id]));
  const served = goals.map((goal): Goal => {
    const models = servedBy.get(goal.goal_id);
    if (!models) return goal;
    return { ...goal, status: 'met', reason: `by ${nameSome(models.map(({ name }) => name))}` };
  });
  return [...served, ...partsOf(goals, said)];
}

export function partsOf(goals: readonly Goal[], said: LooseReply['goals']): Goal[] {
  const known = new Set(goals.map(({ goal_id }) => goal_id));
  const texts = new Set(goals.map(({ text }) => text.toLowerCase()));
  const parts: Goal[] = [];
  for (const { goal, parent, text } of said) {
    const words = descriptionText(text);
    if (known.has(goal) || !known.has(parent) || !('text' in words) || parts.length >= MOST_PARTS) continue;
    const shown = paragraphOf(text) ?? '';
    if (texts.has(shown.toLowerCase())) continue;
    texts.add(shown.toLowerCase());
    const of = goals.find(({ goal_id }) => goal_id === parent);
    parts.push({
      goal_id: `g${goals.length + parts.length + 1}`,
      parent,
      text: shown,
      status: 'unmet',
      reason: `no model was made for this part of "${of?.text ?? parent}"`,
    });
  }
  return parts;
}
