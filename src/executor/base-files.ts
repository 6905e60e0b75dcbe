import { existsSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { makeFolders } from '../outside/disk.ts';
import { basePath } from '../store/bases.ts';
import { cartridgePaths } from '../store/cartridge-folder.ts';
import { hasHash, readFileState } from './file-state.ts';
import type { Entry } from './journal.ts';
import type { Run } from './run-folder.ts';
import { inProject } from './run-folder.ts';

/**
 * Puts the generated texts in place as bases, and gives back the paths whose text cannot be had any more. Can be called
 * again after a death. Where the published file is the same, a base is not synced: after a power cut one may be missing or
 * empty, which makes the next plan ask instead of replace.
 */
export async function keepBases(run: Run, entries: readonly Entry[]): Promise<string[]> {
  for (const folder of new Set(entries.map(({ path }) => dirname(basePath(run.projectDir, path))))) {
    await makeFolders(run.disk, folder, (path) => !existsSync(path));
  }
  const missing: string[] = [];
  for (const entry of entries) if (!(await keepBase(run, entry))) missing.push(entry.path);
  return missing.sort();
}

async function keepBase(run: Run, entry: Entry): Promise<boolean> {
  const { path, after, staged_base } = entry;
  const base = entry.base ?? after;
  const target = basePath(run.projectDir, path);
  if (staged_base === null) {
    if (after === null) await run.disk.removeFile(target);
    return true;
  }
  const waiting = inProject(run.projectDir, staged_base);
  if (!hasHash(readFileState(waiting, staged_base), base)) {
    if (hasHash(readFileState(target, `the base of ${path}`), base)) return true;
    const published = readFileState(inProject(run.projectDir, path), path);
    if (published.kind !== 'file' || published.hash !== base) return false;
    await run.disk.removeFile(waiting);
    await run.disk.writeFile(waiting, published.content, { mode: 0o644, sync: false });
  }
  await run.disk.rename(waiting, target);
  return true;
}

/** Puts the base back that an entry's path had before the run, or takes it away if it had none. */
export async function restoreBase(run: Run, entry: Entry): Promise<void> {
  const target = basePath(run.projectDir, entry.path);
  if (entry.saved_base !== null) {
    const saved = inProject(run.projectDir, entry.saved_base);
    if (!existsSync(saved)) return; // put back already
    await makeFolders(run.disk, dirname(target), (path) => !existsSync(path));
    await run.disk.rename(saved, target);
    return;
  }
  await run.disk.removeFile(target);
  await removeEmptyFolders(run, dirname(target));
}

async function removeEmptyFolders(run: Run, folder: string): Promise<void> {
  const { base } = cartridgePaths(run.projectDir);
  if (relative(base, folder).startsWith('..')) return;
  if (existsSync(folder) && !(await run.disk.removeFolder(folder))) return;
  await removeEmptyFolders(run, dirname(folder));
}
