import type { Problem } from '../errors.ts';
import { throwProblems } from '../errors.ts';
import type { OnEvent } from '../events.ts';
import type { Disk } from '../outside/disk.ts';
import { realDisk, retryingDisk } from '../outside/disk.ts';
import { commitRun } from './commit-run.ts';
import { hasHash, readFileState } from './file-state.ts';
import type { Entry } from './journal.ts';
import { noteRecord } from './note-record.ts';
import { wasPublished } from './publish-entries.ts';
import type { RollbackResult } from './roll-back-files.ts';
import { rollBackFiles } from './roll-back-files.ts';
import type { Run } from './run-folder.ts';
import { inProject, listRunIds, openRun, readRuns, requireRun } from './run-folder.ts';
import type { RunState } from './run-state.ts';
import { isUnfinished } from './run-state.ts';
import { countFiles, withStage } from './stage-events.ts';
import { stopHalfway } from './unfinished-run.ts';
import { withLock } from './with-lock.ts';

export interface ResumeOptions {
  /** Absolute. */
  readonly projectDir: string;
  /** The unfinished run unless told. */
  readonly runId?: string;
  readonly by: string;
  /** ISO 8601, UTC. */
  readonly now: () => string;
  readonly disk?: Disk;
  readonly onEvent: OnEvent;
}

export type ResumeResult =
  | {
      /** `nothing_to_resume`: the run ended long ago, or stopped before it changed anything; apply its plan again then. */
      readonly status: 'completed' | 'nothing_to_resume';
      readonly run_id: string | null;
      readonly plan_id: string | null;
      readonly warnings: readonly Problem[];
    }
  | RollbackResult;

/**
 * Finishes a run that died: publishes what is not yet published, or, if it died while rolling back, puts back the rest.
 * Nothing to finish is no error. Throws MERGE_CONFLICT, with nothing changed, where somebody edited a file that is still
 * to be replaced; RUN_NOT_FOUND, LOCKED; RUN_UNFINISHED where the disk fails again.
 */
export async function resumeRun(options: ResumeOptions): Promise<ResumeResult> {
  const { projectDir, now } = options;
  const disk = retryingDisk(options.disk ?? realDisk);
  if (listRunIds(projectDir).length === 0 && !options.runId) return nothingToResume(null);
  return withLock({ projectDir, command: 'resume', now, disk }, async () => {
    const state = options.runId ? requireRun(projectDir, options.runId) : readRuns(projectDir).find(isUnfinished);
    if (!state || !isUnfinished(state)) return nothingToResume(state ?? null);
    const run = openRun({ projectDir, disk, now }, state.runId);
    if (state.status === 'rolling_back') return rollBackFiles(run, { ...options, state, paths: state.rollbackPaths });
    return publishRest(run, state, options);
  });
}

function nothingToResume(state: RunState | null): ResumeResult {
  const ids = { run_id: state?.runId ?? null, plan_id: state?.planId ?? null };
  return { status: 'nothing_to_resume', ...ids, warnings: [] };
}

async function publishRest(run: Run, state: RunState, { by, now, onEvent }: ResumeOptions): Promise<ResumeResult> {
  throwProblems(state.entries.flatMap((entry) => checkUntouched(run.projectDir, entry)));
  const { entries, folders } = state;
  const warnings = await withStage({ onEvent, stage: 'publish', detail: countFiles(entries.length) }, () =>
    commitRun(run, { entries, folders }).catch((error: unknown) => {
      throw stopHalfway(run, error);
    }),
  );
  const note = { status: 'applied', completed_at: now(), by, run_id: run.runId } as const;
  const noted = await noteRecord(run.projectDir, state.planId, note);
  return { status: 'completed', run_id: run.runId, plan_id: state.planId, warnings: [...warnings, ...noted] };
}

/** A file that is still to be replaced must be as the run found it. */
function checkUntouched(projectDir: string, entry: Entry): Problem[] {
  const current = readFileState(inProject(projectDir, entry.path), entry.path);
  if (hasHash(current, entry.before) || hasHash(current, entry.after) || wasPublished(projectDir, entry)) return [];
  return [
    {
      code: 'MERGE_CONFLICT',
      message: `${entry.path} was edited after the run stopped, and is still to be replaced`,
      where: { file: entry.path },
      hint: 'Nothing was changed. Undo the edit and resume, or roll the run back: the edit is kept then',
    },
  ];
}
