import { EXIT, type ExitStatus } from '../../errors.ts';
import { readStatus } from '../../executor/read-status.ts';
import { listPlans, type StoredPlan } from '../../store/plans.ts';
import type { Call } from '../command.ts';
import { openProject, projectReference } from '../open-project.ts';
import { optionFlag } from '../option-values.ts';
import { statusLines } from '../words/status-lines.ts';

/** `cartridge status`: what state things are in; exit 10 where a run is unfinished. */
export async function status(call: Call): Promise<ExitStatus> {
  const { io, screen, options } = call;
  const projectDir = await openProject(call);
  const found = readStatus(projectDir);
  const waiting = waitingPlan(await listPlans(projectDir));
  if (optionFlag(options, 'json')) screen.printDocument({ ...found, waiting });
  else screen.print(statusLines({ ...found, waiting, now: io.now(), reference: projectReference(call) }, screen.look));
  return found.state === 'unfinished' ? EXIT.unfinished : EXIT.ok;
}

/** The plan that `cartridge apply` would take: the newest, if nothing became of it yet. */
function waitingPlan(
  plans: readonly StoredPlan[],
): { plan_id: string; path: string; created_at: string | null } | null {
  const newest = plans.find(({ record }) => record?.status !== 'applied');
  if (!newest) return null;
  return { plan_id: newest.plan_id, path: newest.path, created_at: newest.record?.created_at ?? null };
}
