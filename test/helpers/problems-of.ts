import type { Problem } from '../../src/errors.ts';
import { CartridgeError } from '../../src/errors.ts';

/** The problems of the CartridgeError that `work` throws; whatever else happens fails the test. */
export async function problemsOf(work: Promise<unknown>): Promise<readonly Problem[]> {
  try {
    await work;
  } catch (error) {
    if (error instanceof CartridgeError) return error.problems;
    throw error;
  }
  throw new Error('it should have failed');
}
