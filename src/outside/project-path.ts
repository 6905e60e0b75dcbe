import { realpath } from 'node:fs/promises';
import { dirname, relative, resolve, sep } from 'node:path';
import { CartridgeError } from '../errors.ts';

/**
 * Throws PATH_OUTSIDE_PROJECT if `path` (relative to the project folder, with `/`) leaves the project, by `..`, by being
 * absolute, or because one of its parents, or the path itself, is a link to somewhere else. The path need not exist.
 */
export async function requireInsideProject(projectDir: string, path: string): Promise<void> {
  const project = resolve(projectDir);
  const target = resolve(project, path);
  const isInside = contains(project, target);
  if (isInside && contains(await realParent(project), await realParent(target))) return;
  throw new CartridgeError({
    code: 'PATH_OUTSIDE_PROJECT',
    message: `${path} leaves the project folder`,
    where: { file: path },
    hint: isInside
      ? 'It is a link, or lies behind one. Replace the link by a folder, or plan in the project that it points to.'
      : 'cartridge reads and writes inside the project folder only.',
  });
}

/** The real path of the nearest part of `path` that exists. */
async function realParent(path: string): Promise<string> {
  for (let part = path; ; part = dirname(part)) {
    try {
      return await realpath(part);
    } catch (error) {
      if (dirname(part) === part) throw error;
    }
  }
}

function contains(folder: string, path: string): boolean {
  const step = relative(folder, path);
  return step !== '..' && !step.startsWith(`..${sep}`) && resolve(folder, step) === path;
}
