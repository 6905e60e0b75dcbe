import type { ResumeResult } from '../../executor/resume-run.ts';
import type { RollbackResult } from '../../executor/roll-back-files.ts';
import { count } from './count.ts';

/** The last word of `cartridge resume`. Pure. */
export function resumedLine(result: ResumeResult): string {
  switch (result.status) {
    case 'completed':
      return `Run ${result.run_id ?? ''} is finished: everything is new. Undo: cartridge rollback`;
    case 'nothing_to_resume':
      return result.run_id === null
        ? 'Nothing to resume: no run is unfinished.'
        : `Nothing to resume: run ${result.run_id} has ended.`;
    case 'rolled_back':
    case 'nothing_to_roll_back':
      return rolledBackLine(result);
  }
}

/** The last word of `cartridge rollback`. Pure. */
export function rolledBackLine({ status, run_id, files }: RollbackResult): string {
  if (status === 'nothing_to_roll_back') {
    return run_id === null
      ? 'Nothing to roll back: nothing was ever applied here.'
      : `Nothing to roll back: nothing of run ${run_id} is left. Undo an earlier one by its number: cartridge history`;
  }
  return `Run ${run_id ?? ''} is rolled back: ${files === 1 ? '1 file is' : `${count(files, 'file')} are`} as before.`;
}
