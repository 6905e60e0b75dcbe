import { createHash } from 'node:crypto';
import { readFile, readdir, realpath, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import pLimit from 'p-limit';
import { CartridgeError } from '../errors.ts';

/** A file as it stands in the project. */
export interface CurrentFile {
  readonly content: string;
  /** sha256 of its bytes, which need not be valid UTF-8. */
  readonly hash: string;
  /** Permission bits in octal, for instance `0644`. */
  readonly mode: string;
}

/**
 * Reads those of the paths (relative to the project, with `/`) that exist. Lists each folder once, so that thousands
 * of free paths cost next to nothing.
 * @throws CartridgeError PATH_OUTSIDE_PROJECT where a folder of a path is a link that leaves the project.
 */
export async function readCurrentFiles(
  projectDir: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, CurrentFile>> {
  const names = new Map<string, ReadonlySet<string>>();
  for (const folder of new Set(paths.map((path) => dirname(path)))) {
    names.set(folder, await listFolder(projectDir, folder));
  }
  const existing = paths.filter((path) => names.get(dirname(path))?.has(path.slice(path.lastIndexOf('/') + 1)));
  const limit = pLimit(16);
  const read = existing.map((path) =>
    limit(async () => [path, await readCurrent(join(projectDir, path), path)] as const),
  );
  return new Map(await Promise.all(read));
}

async function listFolder(projectDir: string, folder: string): Promise<ReadonlySet<string>> {
  const absolute = join(projectDir, folder);
  const names = await readdir(absolute).catch(() => null);
  if (names === null) return new Set();
  const inside = relative(await realpath(projectDir), await realpath(absolute));
  if (inside === '..' || inside.startsWith(`..${sep}`)) {
    throw new CartridgeError({
      code: 'PATH_OUTSIDE_PROJECT',
      message: `${folder} is a link to a folder outside the project`,
      where: { file: folder },
      hint: 'cartridge writes inside the project only. Replace the link by a folder, or plan in the project that it points to.',
    });
  }
  return new Set(names);
}

async function readCurrent(absolute: string, path: string): Promise<CurrentFile> {
  try {
    const [bytes, { mode }] = await Promise.all([readFile(absolute), stat(absolute)]);
    return {
      content: bytes.toString('utf8'),
      hash: createHash('sha256').update(bytes).digest('hex'),
      mode: (mode & 0o7777).toString(8).padStart(4, '0'),
    };
  } catch (cause) {
    throw new CartridgeError(
      {
        code: 'FILE_UNREADABLE',
        message: `${path} stands where a model would go and cannot be read`,
        where: { file: path },
      },
      { cause },
    );
  }
}
