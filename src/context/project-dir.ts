import { stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { CartridgeError } from '../errors.ts';
import { systemErrorCode } from '../outside/disk.ts';
import { PROJECT_FILE } from './dbt-project.ts';

/**
 * The project folder, absolute: `given` (relative to `cwd`), else the nearest from `cwd` upwards with a dbt_project.yml,
 * else `cwd`. It need not exist yet. Throws PROJECT_INVALID where a file stands in its place.
 */
export async function findProjectDir(given: string | undefined, cwd: string): Promise<string> {
  if (given === undefined) return nearestProject(resolve(cwd));
  const folder = resolve(cwd, given);
  const found = await stat(folder).catch((error: unknown) =>
    systemErrorCode(error) === 'ENOTDIR' ? 'below a file' : null,
  );
  if (found === null || (found !== 'below a file' && found.isDirectory())) return folder;
  throw new CartridgeError({
    code: 'PROJECT_INVALID',
    message: `${given} ${found === 'below a file' ? 'lies below a file' : 'is a file'}, and is no project folder`,
    where: { file: given },
    hint: '--project-dir takes the folder that holds dbt_project.yml, or that is to become a project.',
  });
}

async function nearestProject(cwd: string): Promise<string> {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const file = await stat(join(folder, PROJECT_FILE)).catch(() => null);
    if (file?.isFile() === true) return folder;
    if (dirname(folder) === folder) return cwd;
  }
}
