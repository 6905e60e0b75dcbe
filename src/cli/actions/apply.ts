import { readConfig } from '../../config.ts';
import { CartridgeError, EXIT, type ExitStatus, throwProblems } from '../../errors.ts';
import { type ApplyResult, applyPlan } from '../../executor/apply-plan.ts';
import { checkProject } from '../../executor/check-project.ts';
import { readHolder } from '../../executor/lock.ts';
import type { ExecutionPlan } from '../../plan/plan.ts';
import { checkSeal } from '../../plan/seal.ts';
import { findPlan } from '../../store/find-plan.ts';
import { readReport } from '../../report/read-report.ts';
import type { OnboardingReport } from '../../report/report.ts';
import { appendRecord } from '../../store/records.ts';
import { verifyPlan } from '../../verify/verify-plan.ts';
import { confirm } from '../ask.ts';
import type { Call } from '../command.ts';
import { VERIFY_CHOICES } from '../verify-choices.ts';
import { findCallDbt } from '../find-call-dbt.ts';
import { printJsonEnd } from '../json-output.ts';
import { modelReport } from '../model-report.ts';
import { openProject, projectFolder, projectReference } from '../open-project.ts';
import { optionFlag, optionText } from '../option-values.ts';
import { printEvents } from '../print-events.ts';
import { userName } from '../user-name.ts';
import { warningLines } from '../words/event-lines.ts';
import { reportLines } from '../words/report-lines.ts';
import { appliedLines, notAppliedLine, proposalLines } from '../words/apply-lines.ts';

/** `cartridge apply`: says what a plan would do here, asks, verifies, publishes. */
export async function apply(call: Call): Promise<ExitStatus> {
  const { io, screen, options } = call;
  const projectDir = await openProject(call);
  const { plan } = await findPlan(projectDir, call.argument, { cwd: io.cwd });
  const isJson = optionFlag(options, 'json');
  const isDryRun = optionFlag(options, 'dryRun');
  const hasChanges = plan.files.length > 0;
  await refuseImpossible({ plan, projectDir });
  if (!isJson && hasChanges) screen.print(proposalLines(plan, screen.look));
  if (!isDryRun && hasChanges && !(await confirm(call, 'Apply?'))) return await declined(call, { plan, projectDir });
  if (!isJson && hasChanges) screen.print(['']);
  const result = await applyWithEvents(call, { plan, projectDir }).catch((error: unknown) => {
    if (!isJson && isVerificationFailure(error)) return null;
    throw error;
  });
  if (result === null) {
    screen.note([notAppliedLine(screen.noteLook)]);
    return EXIT.verification;
  }
  const made = await reportOf(call, { projectDir, result });
  if (isJson) printJsonEnd(call, { exit_code: EXIT.ok, ...result, ...(made ? { report: made } : {}) });
  else
    screen.print([
      ...(hasChanges ? [''] : []),
      ...appliedLines(result, { reference: projectReference(call), folder: projectFolder(call), look: screen.look }),
      ...(made ? ['', ...reportLines(made, io.now(), screen.look)] : []),
    ]);
  for (const warning of isJson ? [] : result.warnings) screen.note(warningLines(warning.message, screen.noteLook));
  return EXIT.ok;
}

/** What came of the run, where it was asked for here or in cartridge.yml. */
async function reportOf(
  call: Call,
  { projectDir, result }: { projectDir: string; result: ApplyResult },
): Promise<OnboardingReport | null> {
  if (result.run_id === null) return null;
  const config = await readConfig(projectDir);
  if ((config.report ?? 'off') === 'off' && !optionFlag(call.options, 'report')) return null;
  return await modelReport(call, await readReport(projectDir, result.run_id), config);
}

interface PlanHere {
  readonly plan: ExecutionPlan;
  readonly projectDir: string;
}

/** Nobody is asked about a plan that cannot be applied here. `applyPlan` looks again, under the lock. */
async function refuseImpossible({ plan, projectDir }: PlanHere): Promise<void> {
  throwProblems(checkSeal(plan));
  // While another cartridge works, its run is in the middle; the lock says so.
  if (readHolder(projectDir) === null) await checkProject(projectDir, plan);
}

async function applyWithEvents(call: Call, { plan, projectDir }: PlanHere): Promise<ApplyResult> {
  const { io, options } = call;
  const printer = printEvents(call);
  // Finding dbt may mean asking it for its version, so only a level that could use it looks.
  const level = VERIFY_CHOICES.find((choice) => choice === optionText(options, 'verify')) ?? 'auto';
  const needsDbt = level === 'auto' || level === 'parse' || level === 'build';
  const dbt = needsDbt && plan.files.length > 0 ? await findCallDbt(call, projectDir) : null;
  return await applyPlan({
    plan,
    projectDir,
    verify: async (context) => {
      const report = await verifyPlan({ ...context, level, dbt }).catch((error: unknown) => {
        throw io.signal.aborted ? cancelled() : error;
      });
      return { ...report, problems: [...report.problems] };
    },
    dryRun: optionFlag(options, 'dryRun'),
    by: userName(),
    now: () => io.now().toISOString(),
    onEvent: printer.onEvent,
    signal: io.signal,
  }).finally(printer.end);
}

function cancelled(): CartridgeError {
  return new CartridgeError({ code: 'DECLINED', message: 'cancelled before anything was written' });
}

async function declined(call: Call, { plan, projectDir }: PlanHere): Promise<ExitStatus> {
  const { io, screen } = call;
  await appendRecord(projectDir, plan.plan_id, {
    status: 'declined',
    completed_at: io.now().toISOString(),
    by: userName(),
  });
  const exit_code = EXIT.declined;
  if (optionFlag(call.options, 'json')) printJsonEnd(call, { status: 'declined', exit_code, plan_id: plan.plan_id });
  else screen.note(['Nothing was written. The plan is kept.']);
  return exit_code;
}

function isVerificationFailure(error: unknown): boolean {
  return error instanceof CartridgeError && error.code.startsWith('VERIFY_') && error.code !== 'VERIFY_UNAVAILABLE';
}
