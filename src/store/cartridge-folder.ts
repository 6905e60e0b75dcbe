import { mkdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { requireInsideProject } from '../outside/project-path.ts';
import { unwritable } from './unwritable.ts';
import { writeFileAtomically } from './write-file-atomically.ts';

/** Where things are kept, all absolute (DESIGN.md section 4, "Files cartridge keeps"). */
export interface CartridgePaths {
  readonly root: string;
  /** `<plan_id>.json` and, beside it, `<plan_id>.record.jsonl`. */
  readonly plans: string;
  /** One folder for each run: `<run_id>/`. */
  readonly runs: string;
  readonly cache: string;
  /** What models answered. */
  readonly replies: string;
  readonly shadow: string;
  /** `<path>.base`: the text that cartridge last generated for `<path>`. */
  readonly base: string;
}

/** The folder's name in a project. */
export const CARTRIDGE_FOLDER = '.cartridge';

/** The paths inside `.cartridge/` of a project. Pure: nothing need exist. */
export function cartridgePaths(projectDir: string): CartridgePaths {
  const root = join(projectDir, CARTRIDGE_FOLDER);
  return {
    root,
    plans: join(root, 'plans'),
    runs: join(root, 'runs'),
    cache: join(root, 'cache'),
    replies: join(root, 'cache', 'replies'),
    shadow: join(root, 'shadow'),
    base: join(root, 'base'),
  };
}

/**
 * Makes `.cartridge/` with its `.gitignore` and `.gitattributes` where they are missing, and `folder` inside it. Throws
 * PATH_OUTSIDE_PROJECT where a link leads out of the project, FILE_UNWRITABLE where the folder cannot be written.
 */
export async function openCartridgeFolder(
  projectDir: string,
  folder: Exclude<keyof CartridgePaths, 'root'>,
): Promise<CartridgePaths> {
  const paths = cartridgePaths(projectDir);
  await requireInsideProject(projectDir, relative(projectDir, paths[folder]).split(sep).join('/'));
  try {
    await mkdir(paths[folder], { recursive: true });
    for (const [name, content] of OWN_FILES) {
      const path = join(paths.root, name);
      const current = await readOrNull(path);
      if (current === null || FORMER_FILES.has(current)) await writeFileAtomically(path, content);
    }
  } catch (error) {
    throw unwritable(CARTRIDGE_FOLDER, error);
  }
  return paths;
}

/** Bases and deltas are committed with the project; all else in the folder is of this machine alone. */
const OWN_FILES = [
  [
    '.gitignore',
    '# Written by cartridge. base/ and refinement.json are committed; all else is of this machine alone.\n/*\n!/.gitignore\n!/.gitattributes\n!/base/\n!/refinement.json\n',
  ],
  [
    '.gitattributes',
    '# Written by cartridge. base/ holds the text that cartridge last generated: no part of a review.\nbase/** -diff -text linguist-generated\n',
  ],
] as const;

/** What earlier versions wrote of these, and nobody edited since. */
const FORMER_FILES: ReadonlySet<string> = new Set([
  '# Written by cartridge. base/ is committed; all else is of this machine alone.\n/*\n!/.gitignore\n!/.gitattributes\n!/base/\n',
]);

async function readOrNull(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return null;
  }
}
