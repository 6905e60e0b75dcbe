import type { Goal } from '../../plan/goals.ts';
import type { ExecutionPlan } from '../../plan/plan.ts';
import type { Look } from '../screen.ts';
import { count } from './count.ts';
import { refinementTexts } from './refinement-lines.ts';
import { section } from './section.ts';

/** What a model changed of a plan, and what a request asked for; `cost` in dollars, null where nobody knows. Pure. */
export function requestSections(plan: ExecutionPlan, cost: number | null, look: Look): string[] {
  return [...section('refined', refinementTexts(plan, cost), look), ...goalSection(plan.goals, look)];
}

/** What was asked for, and whether the plan gives it. */
function goalSection(goals: readonly Goal[], look: Look): string[] {
  const texts = goals.map(({ text, status, reason }) => {
    const verdict = status === undefined ? '' : `${status === 'partly' ? 'partly met' : status}: `;
    return `${verdict}${text}${reason === undefined ? '' : ` (${reason})`}`;
  });
  return section(count(goals.length, 'goal'), texts, look);
}
