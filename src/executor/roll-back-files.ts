import type { Problem } from '../errors.ts';
import { throwProblems } from '../errors.ts';
import type { OnEvent } from '../events.ts';
import { actionEvents } from './action-events.ts';
import { noteRecord } from './note-record.ts';
import { putBack } from './put-back.ts';
import type { Run } from './run-folder.ts';
import { clearScratch } from './run-folder.ts';
import type { RunState } from './run-state.ts';
import { countFiles, withStage } from './stage-events.ts';
import { stopHalfway } from './unfinished-run.ts';

export interface RollbackResult {
  /** `nothing_to_roll_back`: the run kept nothing, or was rolled back before. */
  readonly status: 'rolled_back' | 'nothing_to_roll_back';
  readonly run_id: string | null;
  readonly plan_id: string | null;
  /** Files that are again as they were before the run. */
  readonly files: number;
  readonly warnings: readonly Problem[];
}

export interface RollBackFilesOptions {
  readonly state: RunState;
  /** Files of the run to put back. */
  readonly paths: readonly string[];
  readonly by: string;
  readonly now: () => string;
  readonly onEvent: OnEvent;
}

/**
 * Puts files of a run back and notes it in the journal, before and after. The lock must be held.
 * Throws ROLLBACK_INCOMPLETE naming every file that a person edited since, RUN_UNFINISHED where the disk fails.
 */
export async function rollBackFiles(run: Run, options: RollBackFilesOptions): Promise<RollbackResult> {
  const { state, paths, by, onEvent } = options;
  await run.journal.append({ type: 'rollback_begin', by, paths: [...paths] }, { sync: true });
  const wanted = new Set(paths);
  const entries = state.entries.filter(({ path }) => wanted.has(path));
  const warnings = await withStage({ onEvent, stage: 'rollback', detail: countFiles(entries.length) }, async () => {
    const kept = await putBackAndNote(run, { entries, folders: state.folders });
    emitActions(
      options,
      entries.filter(({ path }) => !kept.includes(path)),
    );
    throwProblems(kept.map((path) => keptProblem(path, run.runId)));
    const isWhole = new Set([...paths, ...state.restored]).size === state.entries.length;
    return isWhole ? closeRun(run, options) : [];
  });
  return { status: 'rolled_back', run_id: run.runId, plan_id: state.planId, files: entries.length, warnings };
}

/** Nothing is left to put back: its copies may go, and its plan may be applied again. */
async function closeRun(run: Run, { state, by, now }: RollBackFilesOptions): Promise<Problem[]> {
  await clearScratch(run, { parts: ['new', 'old', 'old-base'], strays: state.strays });
  const note = { status: 'rolled_back', completed_at: now(), by, run_id: run.runId } as const;
  return noteRecord(run.projectDir, state.planId, note);
}

async function putBackAndNote(run: Run, part: Pick<RunState, 'entries' | 'folders'>): Promise<readonly string[]> {
  try {
    const { kept } = await putBack(run, part);
    const paths = part.entries.map(({ path }) => path).filter((path) => !kept.includes(path));
    await run.journal.append({ type: 'rollback_end', paths, kept }, { sync: true });
    return kept;
  } catch (error) {
    throw stopHalfway(run, error);
  }
}

function emitActions({ state, onEvent }: RollBackFilesOptions, entries: RunState['entries']): void {
  const steps = new Set(entries.flatMap((entry) => entry.steps));
  const actions = state.actions.filter(({ step_id }) => steps.has(step_id));
  actionEvents(state.runId, actions, onEvent).emit('rolled_back');
}

function keptProblem(file: string, runId: string): Problem {
  return {
    code: 'ROLLBACK_INCOMPLETE',
    message: `${file} was edited after run ${runId} wrote it, and was left as it is`,
    where: { file },
    hint: `What was there before the run, if anything, is in ${file}.cartridge-before; all other files were put back`,
  };
}
