import type { ExecutionPlan, PlannedFile } from './plan.ts';

/** The files whose text a plan changes. Of the others it only knows better what of them is cartridge's (`base`). Pure. */
export function changedFiles({ files }: Pick<ExecutionPlan, 'files'>): PlannedFile[] {
  return files.filter((file) => file.before_hash !== file.after_hash);
}
