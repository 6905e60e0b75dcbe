import { EXIT, type ExitStatus, type Problem } from '../../errors.ts';
import type { ExecutionPlan } from '../../plan/plan.ts';
import { checkPlan } from '../../plan/rules.ts';
import { checkSeal } from '../../plan/seal.ts';
import { findPlan } from '../../store/find-plan.ts';
import { verifyPlan } from '../../verify/verify-plan.ts';
import type { Call } from '../command.ts';
import { exitCodeOf } from '../exit-code.ts';
import { CartridgeError } from '../../errors.ts';
import { openProject } from '../open-project.ts';
import { optionFlag } from '../option-values.ts';
import type { Look } from '../screen.ts';
import { count } from '../words/count.ts';
import { indented } from '../words/layout.ts';
import { answersFile, questionLines } from '../words/question-lines.ts';
import { planSummary, shortId } from '../words/plan-summary.ts';
import { planTree } from '../words/plan-tree.ts';
import { requestSections } from '../words/request-sections.ts';
import { problemLines } from '../words/problem-lines.ts';

/** `cartridge show`: a plan by batch, as a document, or every problem of it. */
export async function show(call: Call): Promise<ExitStatus> {
  const { io, screen, options } = call;
  const projectDir = await openProject(call);
  const { plan } = await findPlan(projectDir, call.argument, { cwd: io.cwd, includeApplied: true });
  if (optionFlag(options, 'check')) return await check(call, { plan, projectDir });
  if (optionFlag(options, 'json')) screen.printDocument(plan);
  else if (optionFlag(options, 'questions')) screen.print(answersFile(plan.questions));
  else
    screen.print([
      ...planSummary(plan, screen.look),
      ...requestSections(plan, null, screen.look),
      ...questions(plan, screen.look),
      '',
      ...planTree(plan, screen.look),
    ]);
  return EXIT.ok;
}

function questions(plan: ExecutionPlan, look: Look): string[] {
  if (plan.questions.length === 0) return [];
  const heading = `${count(plan.questions.length, 'question')}; show --questions prints a file to fill in, for plan --answers`;
  return ['', ...indented(heading, 0, look.width).map(look.colour.bold), ...questionLines(plan.questions, look)];
}

/** Prints every problem that can be found without dbt and without touching the project. */
async function check(
  call: Call,
  { plan, projectDir }: { plan: ExecutionPlan; projectDir: string },
): Promise<ExitStatus> {
  const { io, screen } = call;
  const found: Problem[] = [...checkSeal(plan), ...checkPlan(plan)];
  if (found.length === 0 && plan.files.length > 0) {
    const level = 'auto';
    const report = await verifyPlan({ plan, projectDir, level, dbt: null, onEvent: () => {}, signal: io.signal });
    found.push(...report.problems);
  }
  const [first, ...rest] = found;
  const exit_code = first ? exitCodeOf(new CartridgeError([first, ...rest])) : EXIT.ok;
  if (optionFlag(call.options, 'json')) {
    screen.printDocument({ format_version: '1.0', plan_id: plan.plan_id, exit_code, problems: found });
  } else if (first) {
    screen.print(problemLines(found, screen.look, found.length));
  } else {
    screen.print([`Plan ${shortId(plan.plan_id)} has no problems.`]);
  }
  return exit_code;
}
