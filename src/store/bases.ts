import { mkdir, readFile, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pLimit from 'p-limit';
import { systemErrorCode } from '../outside/disk.ts';
import { requireInsideProject } from '../outside/project-path.ts';
import { CARTRIDGE_FOLDER, cartridgePaths, openCartridgeFolder } from './cartridge-folder.ts';
import { unwritable } from './unwritable.ts';
import { writeFileAtomically } from './write-file-atomically.ts';

const SUFFIX = '.base';
const READS_AT_ONCE = 16;

/** Absolute path of the base of `path` (relative to the project folder, with `/`). Pure. */
export function basePath(projectDir: string, path: string): string {
  return join(cartridgePaths(projectDir).base, `${path}${SUFFIX}`);
}

/** The text that cartridge last generated for `path`; null if it never wrote that path. */
export async function readBase(projectDir: string, path: string): Promise<string | null> {
  try {
    return await readFile(basePath(projectDir, path), 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemErrorCode(error) ?? '')) return null;
    throw error;
  }
}

/** Every path that has a base, sorted. */
export async function listBases(projectDir: string): Promise<string[]> {
  const folder = cartridgePaths(projectDir).base;
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(SUFFIX))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1, -SUFFIX.length))
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
}

/** Every base, by path: what the project holds that cartridge wrote. */
export async function readAllBases(projectDir: string): Promise<ReadonlyMap<string, string>> {
  const limit = pLimit(READS_AT_ONCE);
  const paths = await listBases(projectDir);
  const texts = await Promise.all(paths.map((path) => limit(() => readBase(projectDir, path))));
  return new Map(paths.map((path, index) => [path, texts[index] ?? '']));
}

/** Keeps `content` as the base of `path`; null takes the base away. Rollback puts an earlier base back with this too. */
export async function writeBase(projectDir: string, path: string, content: string | null): Promise<void> {
  const target = basePath(projectDir, path);
  const shown = `${CARTRIDGE_FOLDER}/base/${path}${SUFFIX}`;
  await requireInsideProject(projectDir, shown);
  try {
    if (content === null) {
      await rm(target, { force: true });
      return;
    }
    await openCartridgeFolder(projectDir, 'base');
    await mkdir(dirname(target), { recursive: true });
    await writeFileAtomically(target, content);
  } catch (error) {
    throw unwritable(shown, error);
  }
}
