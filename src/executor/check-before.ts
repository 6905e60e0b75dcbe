import type { Problem } from '../errors.ts';
import type { PlannedFile } from '../plan/plan.ts';
import type { FileState } from './file-state.ts';
import { hasHash, readFileState } from './file-state.ts';
import { inProject } from './run-folder.ts';

/**
 * Compares every file with what the plan expects to find, and names all that differ: PLAN_STALE for each, or one
 * PLAN_APPLIED where everything already is as the plan would make it.
 */
export function checkBefore(projectDir: string, files: readonly PlannedFile[]): Problem[] {
  const found = files.map((file) => ({ file, state: readFileState(inProject(projectDir, file.path), file.path) }));
  const stale = found.filter(({ file, state }) => !hasHash(state, file.before_hash));
  if (stale.length > 0 && found.every(({ file, state }) => hasHash(state, file.after_hash))) {
    return [
      {
        code: 'PLAN_APPLIED',
        message: 'every file already is as this plan would make it',
        hint: 'There is nothing to apply. cartridge plan says what is still missing, if anything',
      },
    ];
  }
  return stale.map(({ file, state }) => staleProblem(file, state));
}

/** One file that is not as the plan expects it. */
export function staleProblem(file: PlannedFile, state: FileState): Problem {
  return {
    code: 'PLAN_STALE',
    message: `${file.path} ${whatHappened(file, state)} since the plan was made`,
    where: { file: file.path },
    hint: 'Nothing was written. Plan again: cartridge plan reads the project as it is now',
  };
}

function whatHappened(file: PlannedFile, state: FileState): string {
  if (state.kind === 'absent') return 'was deleted';
  if (state.kind === 'other') return 'became a folder or a link';
  return file.before_hash === null ? 'appeared' : 'changed';
}
