import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { requireInsideProject } from '../outside/project-path.ts';

/**
 * Every file under a folder of the project, relative to the project, with `/`, sorted. Follows links as dbt does, each
 * real folder once. A folder that is not there is empty. Throws PATH_OUTSIDE_PROJECT where a link leaves the project.
 */
export async function listProjectFiles(projectDir: string, folder: string): Promise<string[]> {
  const files: string[] = [];
  const seen = new Set<string>();
  let waiting = [folder];
  await requireInsideProject(projectDir, folder);
  while (waiting.length > 0) {
    const listed = await Promise.all(waiting.map((path) => listFolder(projectDir, path)));
    waiting = [];
    for (const { real, entries } of listed) {
      if (seen.has(real)) continue;
      seen.add(real);
      for (const { path, kind } of entries) {
        if (kind === 'file') files.push(path);
        else waiting.push(path);
      }
    }
  }
  return files.sort();
}

interface Listed {
  readonly real: string;
  readonly entries: readonly { readonly path: string; readonly kind: 'file' | 'folder' }[];
}

async function listFolder(projectDir: string, folder: string): Promise<Listed> {
  const absolute = join(projectDir, folder);
  const found = await readdir(absolute, { withFileTypes: true }).catch(() => []);
  const real = await realpath(absolute).catch(() => absolute);
  const entries = await Promise.all(found.map((entry) => describe(projectDir, folder, entry)));
  return { real, entries: entries.filter((entry) => entry !== null) };
}

async function describe(
  projectDir: string,
  folder: string,
  entry: Dirent,
): Promise<{ path: string; kind: 'file' | 'folder' } | null> {
  const path = `${folder}/${entry.name}`;
  if (entry.isFile()) return { path, kind: 'file' };
  if (entry.isDirectory()) return { path, kind: 'folder' };
  if (!entry.isSymbolicLink()) return null;
  const target = await stat(join(projectDir, path)).catch(() => null);
  if (target === null) return null;
  await requireInsideProject(projectDir, path);
  return { path, kind: target.isDirectory() ? 'folder' : 'file' };
}
