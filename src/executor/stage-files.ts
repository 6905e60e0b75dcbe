import { existsSync, statSync } from 'node:fs';
import pLimit from 'p-limit';
import { CartridgeError } from '../errors.ts';
import type { ExecutionPlan, PlannedFile } from '../plan/plan.ts';
import { sha256 } from '../plan/seal.ts';
import { basePath } from '../store/bases.ts';
import { CARTRIDGE_FOLDER } from '../store/cartridge-folder.ts';
import { staleProblem } from './check-before.ts';
import { hasHash, readFileState } from './file-state.ts';
import type { Entry } from './journal.ts';
import type { Run } from './run-folder.ts';
import { inProject, parentFolder, runFolder, syncFolders } from './run-folder.ts';
import type { Folders, ScratchPaths } from './scratch-paths.ts';
import { scratchPaths } from './scratch-paths.ts';

/** Files written at once: fsync is a wait, and the system flushes many together (measured: 8 halve the time, 32 little more). */
const WRITES_AT_ONCE = 16;

/** A planned file with the places where its texts wait. */
interface FileToStage {
  readonly file: PlannedFile;
  readonly index: number;
  readonly scratch: ScratchPaths;
}

/**
 * Writes all new texts, and copies of all that they replace, durably and beside the project's files; gives back what to
 * publish, in batch order, and the folders that will have to be made. Changes no file of the project.
 * Throws PLAN_STALE where a file changed since it was checked.
 */
export async function stageFiles(run: Run, plan: ExecutionPlan): Promise<{ entries: Entry[]; folders: string[] }> {
  const { projectDir, runId } = run;
  const devices = foldersOf(projectDir);
  const files = inBatchOrder(plan).map((file, index) => {
    return { file, index, scratch: scratchPaths({ path: file.path, index }, runId, devices) };
  });
  await noteStrays(run, files);
  const limit = pLimit(WRITES_AT_ONCE);
  const results = await Promise.allSettled(files.map((file) => limit(() => stageFile(run, file))));
  const entries = results.map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  });
  const root = runFolder(runId);
  const scratch = entries.flatMap(({ staged, saved }) => [staged, saved].flatMap((path) => path ?? []));
  await syncFolders(run, [
    ...scratch.map(parentFolder),
    `${root}/old-base`,
    root,
    parentFolder(root),
    CARTRIDGE_FOLDER,
    '.',
  ]);
  return { entries, folders: missingFolders(projectDir, plan.files) };
}

async function stageFile(run: Run, { file, index, scratch }: FileToStage): Promise<Entry> {
  const current = readFileState(inProject(run.projectDir, file.path), file.path);
  if (!hasHash(current, file.before_hash)) throw new CartridgeError(staleProblem(file, current));
  const old = current.kind === 'file' ? current : null;
  const base = file.base === undefined ? file.content : file.base;
  const stagedBase = base === null ? null : `${runFolder(run.runId)}/new/${index}.base`;
  const writes: Promise<void>[] = [];
  const write = (path: string, text: string, options: { mode: number; sync: boolean }): void => {
    writes.push(run.disk.writeFile(inProject(run.projectDir, path), Buffer.from(text, 'utf8'), options));
  };
  if (file.content !== null) {
    write(scratch.staged, file.content, { mode: old?.mode ?? Number.parseInt(file.mode, 8), sync: true });
  }
  // Made while the device is busy with the others; durable only where the published text is no second copy of it.
  if (stagedBase !== null && base !== null) write(stagedBase, base, { mode: 0o644, sync: file.base !== undefined });
  await Promise.all(writes);
  if (old) {
    const options = { mode: old.mode, sync: true };
    await run.disk.writeFile(inProject(run.projectDir, scratch.saved), old.content, options);
  }
  return {
    path: file.path,
    before: file.before_hash,
    after: file.after_hash,
    staged: file.content === null ? null : scratch.staged,
    saved: old ? scratch.saved : null,
    staged_base: stagedBase,
    ...(typeof file.base === 'string' ? { base: sha256(file.base) } : {}),
    saved_base: await saveBase(run, file.path, index),
    steps: file.steps,
  };
}

/** Before they are written, the journal names the files that will wait outside the run's folder. */
async function noteStrays(run: Run, files: readonly FileToStage[]): Promise<void> {
  const paths = files
    .flatMap(({ scratch }) => [scratch.staged, scratch.saved])
    .filter((path) => !path.startsWith(`${runFolder(run.runId)}/`));
  if (paths.length > 0) await run.journal.append({ type: 'staging', paths }, { sync: true });
}

function foldersOf(projectDir: string): Folders {
  const devices = new Map<string, number>();
  return {
    exists: (folder) => existsSync(inProject(projectDir, folder)),
    device: (folder) => {
      const device = devices.get(folder) ?? statSync(inProject(projectDir, folder)).dev;
      devices.set(folder, device);
      return device;
    },
  };
}

async function saveBase(run: Run, path: string, index: number): Promise<string | null> {
  const base = readFileState(basePath(run.projectDir, path), `the base of ${path}`);
  if (base.kind !== 'file') return null;
  const saved = `${runFolder(run.runId)}/old-base/${index}`;
  await run.disk.writeFile(inProject(run.projectDir, saved), base.content, { mode: 0o644, sync: true });
  return saved;
}

/** The folders that publishing will make, outermost first. */
function missingFolders(projectDir: string, files: readonly PlannedFile[]): string[] {
  const missing = new Set<string>();
  for (const file of files) {
    if (file.after_hash === null) continue;
    let folder = parentFolder(file.path);
    while (folder !== '.' && !existsSync(inProject(projectDir, folder))) {
      missing.add(folder);
      folder = parentFolder(folder);
    }
  }
  return [...missing].sort();
}

/** A file that several steps make is published with the last of them: only then is all there that it speaks of. */
function inBatchOrder(plan: ExecutionPlan): PlannedFile[] {
  const batchOf = new Map(plan.batches.flatMap((batch, index) => batch.task_ids.map((step) => [step, index] as const)));
  const rank = (file: PlannedFile) => Math.max(-1, ...file.steps.map((step) => batchOf.get(step) ?? -1));
  return [...plan.files].sort((a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : 1));
}
