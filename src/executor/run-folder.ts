import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CartridgeError } from '../errors.ts';
import type { Disk } from '../outside/disk.ts';
import { makeFolders } from '../outside/disk.ts';
import { CARTRIDGE_FOLDER, cartridgePaths } from '../store/cartridge-folder.ts';
import { JournalWriter, parseJournal } from './journal.ts';
import type { RunState } from './run-state.ts';
import { replayJournal } from './run-state.ts';

/**
 * A run that is being worked on, and where its things are: `.cartridge/runs/<run id>/` holds `journal.jsonl`, `new/`
 * (texts waiting to be published), `old/` (texts that were replaced) and `old-base/` (their bases).
 */
export interface Run {
  readonly runId: string;
  readonly projectDir: string;
  readonly disk: Disk;
  readonly journal: JournalWriter;
}

export interface RunPlace {
  readonly projectDir: string;
  readonly disk: Disk;
  readonly now: () => string;
}

/** Absolute path of a project file that is named with `/`. */
export function inProject(projectDir: string, path: string): string {
  return join(projectDir, ...path.split('/'));
}

/** Folder of a run, relative to the project folder. */
export function runFolder(runId: string): string {
  return `${CARTRIDGE_FOLDER}/runs/${runId}`;
}

/** Makes the folders of a new run; its id is one more than the newest. The lock must be held. */
export async function makeRun(place: RunPlace): Promise<Run> {
  const newest = listRunIds(place.projectDir).at(-1) ?? '0';
  const run = openRun(place, String(Number(newest) + 1));
  for (const part of ['new', 'old', 'old-base']) {
    const folder = inProject(run.projectDir, `${runFolder(run.runId)}/${part}`);
    await makeFolders(run.disk, folder, (path) => !existsSync(path));
  }
  return run;
}

/** Opens a run that is there, to go on with it. */
export function openRun({ projectDir, disk, now }: RunPlace, runId: string): Run {
  const journal = new JournalWriter(inProject(projectDir, `${runFolder(runId)}/journal.jsonl`), { disk, now });
  return { runId, projectDir, disk, journal };
}

/** Ids of all runs, oldest first. */
export function listRunIds(projectDir: string): string[] {
  const { runs } = cartridgePaths(projectDir);
  if (!existsSync(runs)) return [];
  return readdirSync(runs)
    .filter((name) => /^[1-9][0-9]*$/.test(name))
    .sort((a, b) => Number(a) - Number(b));
}

/** Every run whose journal was begun, oldest first. */
export function readRuns(projectDir: string): RunState[] {
  return listRunIds(projectDir).flatMap((runId) => readRun(projectDir, runId) ?? []);
}

/** One run, or null if it is not there or died before its first record. */
function readRun(projectDir: string, runId: string): RunState | null {
  const path = inProject(projectDir, `${runFolder(runId)}/journal.jsonl`);
  return existsSync(path) ? replayJournal(parseJournal(readFileSync(path, 'utf8'))) : null;
}

/** As `readRun`, for an id that a person gave. Throws RUN_NOT_FOUND. */
export function requireRun(projectDir: string, runId: string): RunState {
  const run = readRun(projectDir, runId);
  if (run) return run;
  const ids = listRunIds(projectDir);
  throw new CartridgeError({
    code: 'RUN_NOT_FOUND',
    message: `there is no run "${runId}" in this project`,
    hint: ids.length === 0 ? 'Nothing was applied here yet' : `Runs here: ${ids.join(', ')}. See cartridge history`,
  });
}

/**
 * Takes away scratch files that a run needs no longer, in its folder and outside. A failure here harms nobody and is
 * left unsaid: only space is lost.
 */
export async function clearScratch(
  run: Run,
  { parts, strays }: { readonly parts: readonly ('new' | 'old' | 'old-base')[]; readonly strays: readonly string[] },
): Promise<void> {
  try {
    for (const stray of strays) await run.disk.removeFile(inProject(run.projectDir, stray));
    for (const part of parts) {
      const folder = inProject(run.projectDir, `${runFolder(run.runId)}/${part}`);
      if (!existsSync(folder)) continue;
      for (const name of readdirSync(folder)) await run.disk.removeFile(join(folder, name));
      await run.disk.removeFolder(folder);
    }
  } catch {
    // the next clean-up has another try
  }
}

/** Makes the names inside folders durable, each folder once. Paths are relative to the project folder; '.' is itself. */
export async function syncFolders(run: Run, folders: Iterable<string>): Promise<void> {
  for (const folder of new Set(folders)) {
    const path = inProject(run.projectDir, folder);
    if (existsSync(path)) await run.disk.syncFolder(path);
  }
}

/** Folder of a path that is named with `/`; '.' for a file in the project folder itself. */
export function parentFolder(path: string): string {
  return dirname(path).replaceAll('\\', '/');
}
