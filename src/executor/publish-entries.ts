import { existsSync } from 'node:fs';
import type { Problem } from '../errors.ts';
import { CartridgeError } from '../errors.ts';
import { hasHash, readFileState } from './file-state.ts';
import type { Entry } from './journal.ts';
import type { Run } from './run-folder.ts';
import { inProject, parentFolder, syncFolders } from './run-folder.ts';

/**
 * Makes the project new, from whatever mixture of old and new it is in: what is new already is left alone, so that it
 * can be called again after a death at any point. Only after the commit point. Throws PLAN_STALE for a file that is
 * neither old nor new, and whatever the disk throws; then some files are new and some old.
 */
export async function publishEntries(
  run: Run,
  { entries, folders }: { readonly entries: readonly Entry[]; readonly folders: readonly string[] },
): Promise<void> {
  for (const folder of folders) await run.disk.makeFolder(inProject(run.projectDir, folder));
  // Before anything moves into them: a power cut that took such a folder would take the only copy of the text along.
  await syncFolders(run, [...folders.map(parentFolder), ...folders]);
  const published: Entry[] = [];
  for (const entry of entries) if (await publishEntry(run, entry)) published.push(entry);
  await syncFolders(
    run,
    published.map(({ path }) => parentFolder(path)),
  );
  for (const entry of published) verifyEntry(run, entry);
}

/** True if the entry was published now; false if it was before. */
async function publishEntry(run: Run, entry: Entry): Promise<boolean> {
  const target = inProject(run.projectDir, entry.path);
  const current = readFileState(target, entry.path);
  if (hasHash(current, entry.after)) return true;
  if (wasPublished(run.projectDir, entry)) return false;
  if (!hasHash(current, entry.before)) throw new CartridgeError(changedProblem(entry.path));
  if (entry.staged === null) await run.disk.removeFile(target);
  else await run.disk.rename(inProject(run.projectDir, entry.staged), target);
  return true;
}

/** The waiting text is gone once it was moved into place; so a file that differs now was edited after it was published. */
export function wasPublished(projectDir: string, entry: Entry): boolean {
  return entry.staged !== null && !existsSync(inProject(projectDir, entry.staged));
}

function verifyEntry(run: Run, entry: Entry): void {
  if (hasHash(readFileState(inProject(run.projectDir, entry.path), entry.path), entry.after)) return;
  throw new CartridgeError(changedProblem(entry.path));
}

function changedProblem(file: string): Problem {
  return {
    code: 'PLAN_STALE',
    message: `${file} was changed by another program while it was being published`,
    where: { file },
    hint: 'A formatter that runs on save does this. Stop it, then plan again',
  };
}
