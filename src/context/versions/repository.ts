import type { Dirent } from 'node:fs';
import { readFile, readdir, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';

/** A folder of the repository that the project lies in: the project's own, or one above it. */
export interface RepositoryFolder {
  /** Absolute. */
  readonly path: string;
  /** How it is told, relative to the project: empty for the project's own, else `../` and so on. */
  readonly prefix: string;
  readonly entries: readonly Dirent[];
}

const MOST_LEVELS = 8;
const LARGEST_FILE = 4_000_000;

/**
 * The project's folder and those above it up to the root of its git repository, the nearest first. Without a repository only
 * the project's own: what lies above is nobody's business.
 */
export async function repositoryFolders(projectDir: string): Promise<RepositoryFolder[]> {
  const project = resolve(projectDir);
  const folders: RepositoryFolder[] = [];
  let path = project;
  while (folders.length < MOST_LEVELS) {
    const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
    const prefix = path === project ? '' : `${relative(project, path).replaceAll('\\', '/')}/`;
    folders.push({ path, prefix, entries });
    if (entries.some((entry) => entry.name === '.git')) return folders;
    if (dirname(path) === path) break;
    path = dirname(path);
  }
  return folders.slice(0, 1);
}

/** Names in a folder below one of the repository; none where there is no such folder. */
export async function namesIn({ path }: RepositoryFolder, folder: string): Promise<string[]> {
  const names: string[] = await readdir(join(path, folder)).catch(() => []);
  return names.sort();
}

/** A text of a folder of the repository; null where there is none, or it is too large to be written by hand. */
export async function readRepositoryText({ path }: RepositoryFolder, file: string): Promise<string | null> {
  const absolute = join(path, file);
  const stats = await stat(absolute).catch(() => null);
  if (!stats?.isFile() || stats.size > LARGEST_FILE) return null;
  return readFile(absolute, 'utf8').catch(() => null);
}
