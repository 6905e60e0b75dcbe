import { CartridgeError } from '../errors.ts';
import { readHistory } from '../executor/read-history.ts';
import type { RunReport } from '../executor/run-report.ts';
import { NO_EVIDENCE } from '../catalog/evidence.ts';
import { kindOf } from '../plan/kinds.ts';
import type { ExecutionPlan } from '../plan/plan.ts';
import { checkCoverage } from '../planner/coverage/check-coverage.ts';
import { coverageInput } from '../reading/coverage-input.ts';
import { readProject } from '../reading/read-project.ts';
import { tablesOf } from '../reading/read-tables.ts';
import { findPlan } from '../store/find-plan.ts';
import type { OnboardingReport } from './report.ts';
import { ONBOARDING_FORMAT_VERSION } from './report.ts';
import { suggest } from './suggest.ts';
import { readTestResults } from './test-results.ts';

/** A report by rules, and the plan that it is about. */
export interface ReadReport {
  readonly report: OnboardingReport;
  readonly plan: ExecutionPlan;
}

/**
 * What came of a run: what was built, how much of the raw tables is covered now, what dbt's tests said since, which goals
 * are met, what is open. `runId` absent: the newest run that kept anything. Writes nothing.
 * @throws CartridgeError RUN_NOT_FOUND; PLAN_NOT_FOUND where the run's plan is gone.
 */
export async function readReport(projectDir: string, runId?: string): Promise<ReadReport> {
  const run = chooseRun(readHistory(projectDir).runs, runId);
  const { plan } = await findPlan(projectDir, run.plan_id);
  const facts = {
    format_version: ONBOARDING_FORMAT_VERSION,
    run: {
      run_id: run.run_id,
      status: run.status,
      by: run.by,
      started_at: run.started_at,
      ended_at: run.ended_at,
      verified: run.verified,
      files: run.files,
    },
    plan: {
      plan_id: plan.plan_id,
      name: plan.name,
      request: plan.request,
      provider: {
        name: plan.provider.name,
        ...(plan.provider.model === undefined ? {} : { model: plan.provider.model }),
      },
    },
    built: builtBy(plan, run),
    coverage: await coverageOf(projectDir, plan),
    tests: {
      written: plan.actions.reduce((sum, { impact }) => sum + impact.tests, 0),
      ...(await readTestResults(projectDir, run.started_at)),
    },
    goals: plan.goals,
    questions: plan.questions.map(({ id, about }) => ({ id, about })),
    warnings: plan.warnings,
  };
  return { report: { ...facts, suggestions: suggest(facts, plan), summary: null }, plan };
}

function chooseRun(runs: readonly RunReport[], runId: string | undefined): RunReport {
  const found = runId === undefined ? runs.find(({ status }) => status !== 'failed') : byId(runs, runId);
  if (found) return found;
  const ids = runs.map(({ run_id }) => run_id).join(', ');
  throw new CartridgeError({
    code: 'RUN_NOT_FOUND',
    message: runId === undefined ? 'nothing was applied here yet' : `there is no run "${runId}" in this project`,
    hint:
      runs.length === 0
        ? 'Plan and apply first: cartridge plan --from shop.duckdb'
        : `Runs here: ${ids}. See cartridge history`,
  });
}

function byId(runs: readonly RunReport[], runId: string): RunReport | undefined {
  return runs.find(({ run_id }) => run_id === runId);
}

function builtBy({ actions }: ExecutionPlan, run: RunReport): OnboardingReport['built'] {
  return actions.map(({ step_id, type, name, file_path, impact, goal_id }) => ({
    step_id,
    layer: kindOf(type).layer,
    type,
    name,
    file_path,
    columns: impact.columns,
    tests: impact.tests,
    ...(goal_id === undefined ? {} : { goal_id }),
    status: run.actions[String(step_id)]?.status ?? 'pending',
  }));
}

/** How much of the plan's raw tables, as the plan knew them, the project covers now. */
async function coverageOf(projectDir: string, plan: ExecutionPlan): Promise<OnboardingReport['coverage']> {
  const { tables, dialect } = plan.catalog;
  const project = await readProject(projectDir);
  const opened = {
    input: { kind: 'catalog' as const, path: '' },
    catalog: { name: plan.name, dialect, tables },
    warnings: [],
    answer: async () => NO_EVIDENCE,
    close: async () => {},
  };
  const read = await tablesOf(opened, { projectDir }, project);
  const input = await coverageInput({ projectDir, ...project }, { ...read, beliefs: await read.believe() });
  return checkCoverage({ ...input, scope: { isWhole: false, isMeant: () => true }, minCoverage: null }).coverage;
}
