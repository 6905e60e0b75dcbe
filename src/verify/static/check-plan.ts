import type { CheckInput, CheckOutcome } from '../level.ts';
import { count, newProblems } from '../level.ts';
import { checkPlannedFiles } from './check-planned-files.ts';
import { checkStatic } from './check-static.ts';

/** The level `static`: the plan's files are what was sealed, in their place, and with the project's they make sense. */
export async function checkPlan({ plan, projectDir, views }: CheckInput): Promise<CheckOutcome> {
  const ofFiles = await checkPlannedFiles(plan, projectDir);
  // Nothing is read at paths that may lead out of the project.
  if (ofFiles.length > 0) return { status: 'failed', detail: count(plan.files.length, 'file'), problems: ofFiles };
  const problems = checkStatic(await views.asPlanned());
  const counted = problems.length === 0 ? [] : newProblems(problems, checkStatic(await views.asIs()));
  const wrong = new Set(counted.map(({ where }) => where?.file));
  const sound = plan.files.filter(({ path }) => !wrong.has(path)).length;
  return {
    status: counted.length === 0 ? 'passed' : 'failed',
    detail: `${sound} of ${count(plan.files.length, 'file')}`,
    problems: counted,
  };
}
