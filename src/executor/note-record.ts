import type { Problem } from '../errors.ts';
import { CartridgeError } from '../errors.ts';
import type { RecordEntry } from '../store/records.ts';
import { appendRecord } from '../store/records.ts';

/** Notes what became of a plan. The files are as they should be by then, so a failure is a warning and not an error. */
export async function noteRecord(projectDir: string, planId: string, entry: RecordEntry): Promise<Problem[]> {
  try {
    await appendRecord(projectDir, planId, entry);
    return [];
  } catch (error) {
    if (error instanceof CartridgeError) return [...error.problems];
    throw error;
  }
}
