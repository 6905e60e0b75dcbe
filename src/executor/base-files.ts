import { existsSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { makeFolders } from '../outside/disk.ts';
import { basePath } from '../store/bases.ts';
import { cartridgePaths } from '../store/cartridge-folder.ts';
import { hasHash, readFileState } from './file-state.ts';
import type { Entry } from './journal.ts';
import type { Run } from './run-folder.ts';
import { inProject, runFolder } from './run-folder.ts';

/**
 * Keeps the published texts as bases. They are not synced: after a power cut a base may be missing or empty, which makes
 * the next plan ask instead of replace, and the plan still holds the text. `textOf` gives the text of a path, or null if
 * it cannot be had; paths without one are given back.
 */
export async function writeBases(
  run: Run,
  entries: readonly Entry[],
  textOf: (entry: Entry) => Uint8Array | null,
): Promise<string[]> {
  for (const folder of new Set(entries.map(({ path }) => dirname(basePath(run.projectDir, path))))) {
    await makeFolders(run.disk, folder, (path) => !existsSync(path));
  }
  const missing: string[] = [];
  for (const [index, entry] of entries.entries()) {
    const target = basePath(run.projectDir, entry.path);
    const text = entry.after === null ? null : textOf(entry);
    if (entry.after === null) await run.disk.removeFile(target);
    else if (text === null) missing.push(entry.path);
    else await writeBase(run, { target, text, scratch: `${runFolder(run.runId)}/new/base-${index}` });
  }
  return missing.sort();
}

/** A base that is there is replaced whole; a new one may be torn by a death, and is written again by `resume` then. */
async function writeBase(
  run: Run,
  { target, text, scratch }: { target: string; text: Uint8Array; scratch: string },
): Promise<void> {
  const options = { mode: 0o644, sync: false };
  if (!existsSync(target)) return run.disk.writeFile(target, text, options);
  const waiting = inProject(run.projectDir, scratch);
  if (existsSync(waiting)) await run.disk.removeFile(waiting);
  await run.disk.writeFile(waiting, text, options);
  await run.disk.rename(waiting, target);
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

/** The text of a published entry, read from the project itself; null if it was edited since. */
export function publishedText(projectDir: string, entry: Entry): Uint8Array | null {
  const state = readFileState(inProject(projectDir, entry.path), entry.path);
  return state.kind === 'file' && hasHash(state, entry.after) ? state.content : null;
}

async function removeEmptyFolders(run: Run, folder: string): Promise<void> {
  const { base } = cartridgePaths(run.projectDir);
  if (relative(base, folder).startsWith('..')) return;
  if (existsSync(folder) && !(await run.disk.removeFolder(folder))) return;
  await removeEmptyFolders(run, dirname(folder));
}
