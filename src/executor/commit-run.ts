import type { Problem } from '../errors.ts';
import { systemErrorCode } from '../outside/disk.ts';
import { keepBases } from './base-files.ts';
import { systemReason } from './disk-error.ts';
import type { Entry } from './journal.ts';
import { publishEntries } from './publish-entries.ts';
import type { Run } from './run-folder.ts';
import { clearScratch } from './run-folder.ts';

/**
 * From the commit point to the end: makes every file new, then keeps the bases and closes the journal. Throws while
 * files are being made new. What the disk refuses afterwards is given back as warnings, because the project is as it should be.
 */
export async function commitRun(
  run: Run,
  { entries, folders }: { readonly entries: readonly Entry[]; readonly folders: readonly string[] },
): Promise<Problem[]> {
  await publishEntries(run, { entries, folders });
  const warnings = await warnOfBases(run, entries);
  try {
    await run.journal.append({ type: 'published', warnings: warnings.map(bare) }, { sync: true });
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error; // a fault of ours: undo everything
    return [...warnings, openJournal(run.runId, error)];
  }
  await clearScratch(run, { parts: ['new'], strays: [] });
  return warnings;
}

async function warnOfBases(run: Run, entries: readonly Entry[]): Promise<Problem[]> {
  try {
    return (await keepBases(run, entries)).map((path) => missingBase(path, 'it was edited since'));
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return [missingBase('some files', systemReason(error))];
  }
}

function missingBase(what: string, why: string): Problem {
  return {
    code: 'FILE_UNWRITABLE',
    message: `the base of ${what} could not be kept (${why})`,
    hint: 'The files themselves are all new. A later plan that would change them will ask instead',
  };
}

function openJournal(runId: string, error: unknown): Problem {
  return {
    code: 'FILE_UNWRITABLE',
    message: `every file was published, but run ${runId} could not be closed (${systemReason(error)})`,
    hint: `When there is room again, cartridge resume ${runId} closes it`,
  };
}

function bare({ code, message }: Problem): { code: string; message: string } {
  return { code, message };
}
