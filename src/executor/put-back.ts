import { existsSync } from 'node:fs';
import { makeFolders } from '../outside/disk.ts';
import { restoreBase } from './base-files.ts';
import { hasHash, readFileState } from './file-state.ts';
import type { Entry } from './journal.ts';
import { wasPublished } from './publish-entries.ts';
import type { Run } from './run-folder.ts';
import { inProject, parentFolder, syncFolders } from './run-folder.ts';

/**
 * Makes the project old again, last file first, from whatever mixture it is in, and can be called again after a death
 * at any point. A file is put back only if it still holds what the run wrote; otherwise a person's work is in it: it
 * stays, the old text is laid beside it as `<file>.cartridge-before`, and its path is among those given back.
 */
export async function putBack(
  run: Run,
  { entries, folders }: { readonly entries: readonly Entry[]; readonly folders: readonly string[] },
): Promise<{ kept: string[] }> {
  const kept: string[] = [];
  for (const entry of entries.toReversed()) if (!(await putBackEntry(run, entry))) kept.push(entry.path);
  for (const folder of folders.toReversed()) await run.disk.removeFolder(inProject(run.projectDir, folder));
  await syncFolders(run, [...entries.map(({ path }) => parentFolder(path)), ...folders.map(parentFolder)]);
  return { kept: kept.toReversed() };
}

/** False if the file holds a person's work on top of ours, and was kept. */
async function putBackEntry(run: Run, entry: Entry): Promise<boolean> {
  const target = inProject(run.projectDir, entry.path);
  const current = readFileState(target, entry.path);
  const wasKept = entry.before === entry.after; // only its base is new: what a person did to it since is no concern
  if (wasKept || hasHash(current, entry.before)) await restoreBase(run, entry);
  else if (hasHash(current, entry.after)) await restoreEntry(run, entry);
  else if (entry.staged === null || wasPublished(run.projectDir, entry)) return keepEdited(run, entry);
  return true;
}

async function restoreEntry(run: Run, entry: Entry): Promise<void> {
  const target = inProject(run.projectDir, entry.path);
  if (entry.saved === null) {
    await run.disk.removeFile(target);
  } else {
    await makeFolders(run.disk, inProject(run.projectDir, parentFolder(entry.path)), (path) => !existsSync(path));
    await run.disk.rename(inProject(run.projectDir, entry.saved), target);
  }
  await restoreBase(run, entry);
}

async function keepEdited(run: Run, entry: Entry): Promise<false> {
  if (entry.saved === null) return false;
  const saved = readFileState(inProject(run.projectDir, entry.saved), entry.saved);
  const beside = inProject(run.projectDir, `${entry.path}.cartridge-before`);
  if (saved.kind !== 'file' || existsSync(beside)) return false;
  await makeFolders(run.disk, inProject(run.projectDir, parentFolder(entry.path)), (path) => !existsSync(path));
  await run.disk.writeFile(beside, saved.content, { mode: saved.mode, sync: true });
  return false;
}
