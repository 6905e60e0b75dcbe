import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, mkdir, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pLimit from 'p-limit';
import { systemErrorCode } from '../../outside/disk.ts';
import { requireInsideProject } from '../../outside/project-path.ts';
import type { PlannedFile } from '../../plan/plan.ts';
import { openCartridgeFolder } from '../../store/cartridge-folder.ts';
import type { DbtLayout } from '../../context/dbt-layout.ts';
import { listDbtFiles } from './read-shadow.ts';

/** A copy of the project on disk, for dbt. Both folders are absolute. */
export interface ShadowFolder {
  readonly projectDir: string;
  /** For whatever dbt writes, and for throw-away databases. */
  readonly outputDir: string;
}

export interface ShadowFolderInput {
  /** The user's project. */
  readonly projectDir: string;
  readonly layout: DbtLayout;
  /** Files of the plan; none for the project as it is. */
  readonly planned: readonly PlannedFile[];
  readonly signal?: AbortSignal | undefined;
}

/**
 * Makes a copy of what dbt reads of the project, with the plan's files over it, in `.cartridge/shadow/`, hands it to
 * `work`, and removes it afterwards, also when `work` fails or is called off.
 */
export async function withShadowFolder<T>(
  input: ShadowFolderInput,
  work: (folder: ShadowFolder) => Promise<T>,
): Promise<T> {
  const { shadow } = await openCartridgeFolder(input.projectDir, 'shadow');
  await removeLeftovers(shadow);
  const root = join(shadow, `${process.pid}-${randomUUID()}`);
  const folder = { projectDir: join(root, 'project'), outputDir: join(root, 'output') };
  try {
    await mkdir(folder.projectDir, { recursive: true });
    await mkdir(folder.outputDir);
    await copyProject(input, folder.projectDir);
    await writePlanned(input, folder.projectDir);
    input.signal?.throwIfAborted();
    return await work(folder);
  } finally {
    await rm(root, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Removes what processes left that were killed. */
async function removeLeftovers(shadow: string): Promise<void> {
  for (const name of await readdir(shadow)) {
    const pid = Number(/^(\d+)-/.exec(name)?.[1]);
    if (pid > 0 && !isAlive(pid)) await rm(join(shadow, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return systemErrorCode(error) === 'EPERM';
  }
}

const COPIES_AT_ONCE = 16;

/** Links are followed, so that nothing written into the copy can reach the project through one. */
async function copyProject({ projectDir, layout, planned, signal }: ShadowFolderInput, target: string): Promise<void> {
  const replaced = new Set(planned.map(({ path }) => path));
  const paths = (await listDbtFiles(projectDir, layout)).filter((path) => !replaced.has(path));
  await makeFolders(target, paths);
  const limit = pLimit(COPIES_AT_ONCE);
  await Promise.all(
    paths.map((path) =>
      limit(async () => {
        signal?.throwIfAborted();
        await copyIfThere(join(projectDir, path), join(target, path));
      }),
    ),
  );
  await linkPackages(join(projectDir, layout.packages), join(target, layout.packages));
}

async function copyIfThere(from: string, to: string): Promise<void> {
  try {
    await copyFile(from, to, constants.COPYFILE_FICLONE);
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
  }
}

/** Installed packages are many files that dbt only reads. */
async function linkPackages(from: string, to: string): Promise<void> {
  const isFolder = await stat(from).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) return;
  await mkdir(dirname(to), { recursive: true });
  await symlink(from, to, 'junction');
}

async function writePlanned({ planned }: ShadowFolderInput, target: string): Promise<void> {
  await makeFolders(
    target,
    planned.map(({ path }) => path),
  );
  const limit = pLimit(COPIES_AT_ONCE);
  await Promise.all(
    planned.map(({ path, content }) =>
      limit(async () => {
        await requireInsideProject(target, path);
        if (content !== null) await writeFile(join(target, path), content);
      }),
    ),
  );
}

async function makeFolders(target: string, paths: readonly string[]): Promise<void> {
  for (const folder of new Set(paths.map(dirname))) await mkdir(join(target, folder), { recursive: true });
}
