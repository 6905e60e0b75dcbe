import { accessSync, constants, lstatSync, readdirSync } from 'node:fs';
import type { Problem } from '../errors.ts';
import { CartridgeError } from '../errors.ts';
import { requireInsideProject } from '../outside/project-path.ts';
import { REFINEMENT_PATH } from '../plan/plan-paths.ts';
import { inProject, parentFolder } from './run-folder.ts';

/**
 * Whether cartridge may write at these paths (relative to the project folder, with `/`): inside the project and not
 * through a link that leads out, no second spelling of a name that is there, no link in the file's own place, and in
 * folders that can be written. All problems together; reads names only, never contents.
 */
export async function checkPaths(projectDir: string, paths: readonly string[]): Promise<Problem[]> {
  const malformed = paths.flatMap(checkForm);
  if (malformed.length > 0) return malformed;
  const problems = spelledTwice(paths);
  const names = new Map<string, FolderNames>();
  for (const folder of new Set(paths.map(parentFolder))) problems.push(...(await checkFolder(projectDir, folder)));
  for (const path of paths) problems.push(...checkSpelling(projectDir, path, names), ...checkLink(projectDir, path));
  return [...new Map(problems.map((problem) => [problem.message, problem])).values()];
}

function checkForm(path: string): Problem[] {
  const parts = path.split('/');
  const leaves = /[\\\0]|^[A-Za-z]:/.test(path) || parts.some((part) => part === '' || part === '.' || part === '..');
  const isOurs = ['.cartridge', '.git'].includes(fold(parts[0] ?? '')) && path !== REFINEMENT_PATH;
  if (!leaves && !isOurs) return [];
  return [
    {
      code: 'PATH_OUTSIDE_PROJECT',
      message: isOurs ? `${path} is no place for a plan to write` : `${path} is not a path inside the project folder`,
      where: { file: path },
      hint: 'A plan names files by their path from the project folder, with "/", and never inside .git or .cartridge',
    },
  ];
}

async function checkFolder(projectDir: string, folder: string): Promise<Problem[]> {
  try {
    await requireInsideProject(projectDir, folder);
    return checkWritable(projectDir, folder);
  } catch (error) {
    if (error instanceof CartridgeError) return [...error.problems];
    throw error;
  }
}

function checkWritable(projectDir: string, folder: string): Problem[] {
  let nearest = folder;
  while (nearest !== '.' && kindAt(projectDir, nearest) === 'absent') nearest = parentFolder(nearest);
  if (nearest === '.' && kindAt(projectDir, '.') === 'absent') return []; // a new project: its folder will be made
  if (kindAt(projectDir, nearest) === 'file') return [unwritable(nearest, 'it is a file where a folder should be')];
  try {
    accessSync(inProject(projectDir, nearest), constants.W_OK | constants.X_OK);
    return [];
  } catch {
    return [unwritable(nearest === '.' ? 'the project folder' : nearest, 'permission denied')];
  }
}

function checkLink(projectDir: string, path: string): Problem[] {
  const kind = kindAt(projectDir, path);
  if (kind === 'absent' || kind === 'file') return [];
  return [unwritable(path, kind === 'link' ? 'it is a link, and would be replaced by a file' : 'it is a folder')];
}

/** A file system that ignores case would take the two for one, and so would whoever clones the project to one. */
function checkSpelling(projectDir: string, path: string, names: Map<string, FolderNames>): Problem[] {
  const parts = path.split('/');
  for (const [index, part] of parts.entries()) {
    const folder = parts.slice(0, index).join('/') || '.';
    const there = names.get(folder) ?? readNames(inProject(projectDir, folder));
    names.set(folder, there);
    if (there.exact.has(part)) continue;
    const spelling = there.folded.get(fold(part));
    return spelling === undefined ? [] : [caseClash(path, [...parts.slice(0, index), spelling].join('/'))];
  }
  return [];
}

function spelledTwice(paths: readonly string[]): Problem[] {
  const seen = new Map<string, string>();
  return paths.flatMap((path) => {
    const other = seen.get(fold(path));
    seen.set(fold(path), path);
    return other === undefined ? [] : [caseClash(path, other)];
  });
}

interface FolderNames {
  readonly exact: ReadonlySet<string>;
  /** By what a file system that ignores case makes of them. */
  readonly folded: ReadonlyMap<string, string>;
}

function readNames(folder: string): FolderNames {
  try {
    const names = readdirSync(folder);
    return { exact: new Set(names), folded: new Map(names.map((name) => [fold(name), name])) };
  } catch {
    return { exact: new Set(), folded: new Map() }; // absent: nothing to clash with
  }
}

function fold(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

function kindAt(projectDir: string, path: string): 'absent' | 'file' | 'link' | 'folder' {
  try {
    const stat = lstatSync(inProject(projectDir, path));
    if (stat.isSymbolicLink()) return 'link';
    return stat.isDirectory() ? 'folder' : 'file';
  } catch {
    return 'absent';
  }
}

function caseClash(path: string, other: string): Problem {
  return {
    code: 'PATH_CASE_CLASH',
    message: `${path} and ${other} differ only in the case of letters`,
    where: { file: path },
    hint: 'Many file systems take them for one. Rename one of them, then plan again',
  };
}

function unwritable(file: string, why: string): Problem {
  return {
    code: 'FILE_UNWRITABLE',
    message: `${file} cannot be written: ${why}`,
    where: { file },
    hint: 'Nothing was written. Put this right and apply again',
  };
}
