import { buildGraph } from '../plan/graph.ts';
import type { ExecutionPlan } from '../plan/plan.ts';
import { noteRecord } from './note-record.ts';
import type { Run, RunPlace } from './run-folder.ts';
import { clearScratch, makeRun, openRun, readRuns } from './run-folder.ts';

/** Makes a new run of a plan, with the first record of its journal. */
export async function beginRun(place: RunPlace, { plan, by }: { plan: ExecutionPlan; by: string }): Promise<Run> {
  const run = await makeRun(place);
  const { dependencies } = buildGraph(plan.actions);
  const actions = plan.actions.map(({ step_id, name }) => {
    return { step_id, name, depends_on: [...(dependencies.get(step_id) ?? [])] };
  });
  const facts = { run_id: run.runId, plan_id: plan.plan_id, plan_name: plan.name, by, files: plan.files.length };
  await run.journal.append({ type: 'run', format_version: '1.0', ...facts, actions }, { sync: false });
  // Whoever applies approves: the command asked, or was told --yes.
  const at = place.now();
  await noteRecord(place.projectDir, plan.plan_id, {
    status: 'executing',
    approved_at: at,
    approvals: [{ by, at }],
    started_at: at,
    by,
    run_id: run.runId,
  });
  return run;
}

/** Closes runs that died before their commit point: they changed nothing; only their waiting texts are in the way. */
export async function sweepDeadRuns(place: RunPlace): Promise<void> {
  for (const dead of readRuns(place.projectDir).filter(({ status }) => status === 'started')) {
    const run = openRun(place, dead.runId);
    await clearScratch(run, { parts: ['new', 'old', 'old-base'], strays: dead.strays });
    const error = { code: 'APPLY_FAILED', message: 'it stopped before it changed anything' };
    await run.journal.append({ type: 'failed', error }, { sync: false });
    await noteRecord(place.projectDir, dead.planId, { status: 'failed', run_id: dead.runId });
  }
}
