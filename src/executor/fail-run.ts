import { CartridgeError } from '../errors.ts';
import type { ActionEvents } from './action-events.ts';
import { diskError, systemReason } from './disk-error.ts';
import { noteRecord } from './note-record.ts';
import { putBack } from './put-back.ts';
import type { Run } from './run-folder.ts';
import { clearScratch, requireRun } from './run-folder.ts';
import type { RunState } from './run-state.ts';
import { stopHalfway } from './unfinished-run.ts';

/** What went wrong, and whom to tell. */
export interface Failure {
  readonly error: unknown;
  readonly events: ActionEvents;
  readonly by: string;
  readonly now: () => string;
}

/**
 * Undoes at once what a failed run did, and closes it. Gives back the error to throw: the original one where it was
 * cartridge's own, APPLY_FAILED for an error of the disk; both mean that nothing is changed. RUN_UNFINISHED where even
 * this could not be done, ROLLBACK_INCOMPLETE where a person's edit came in between.
 */
export async function failRun(run: Run, failure: Failure): Promise<CartridgeError> {
  const state = requireRun(run.projectDir, run.runId);
  const isCommitted = state.entries.length > 0;
  const error = diskError(failure.error, isCommitted ? 'everything was put back' : 'nothing was changed');
  try {
    if (isCommitted) {
      const { kept } = await putBack(run, state);
      if (kept.length > 0) return await leaveKept(run, state, kept);
    }
    const { code, message } = error.problems[0];
    await run.journal.append({ type: 'failed', error: { code, message } }, { sync: isCommitted });
  } catch (second) {
    if (isCommitted)
      return stopHalfway(run, new AggregateError([error, second], `putting back failed too: ${systemReason(second)}`));
  }
  await clearScratch(run, { parts: ['new', 'old', 'old-base'], strays: state.strays });
  failure.events.emit('failed');
  const status = error.code === 'DECLINED' ? 'cancelled' : 'failed';
  const note = { status, completed_at: failure.now(), by: failure.by, run_id: run.runId } as const;
  await noteRecord(run.projectDir, state.planId, note);
  return error;
}

async function leaveKept(run: Run, { entries }: RunState, kept: string[]): Promise<CartridgeError> {
  const paths = entries.map(({ path }) => path).filter((path) => !kept.includes(path));
  await run.journal.append({ type: 'rollback_end', paths, kept }, { sync: true });
  return new CartridgeError({
    code: 'ROLLBACK_INCOMPLETE',
    message: `publishing failed; everything was put back but ${kept.join(', ')}, which another program changed`,
    hint: 'What was there before is in <file>.cartridge-before',
  });
}
