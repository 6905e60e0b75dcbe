import { parentFolder, runFolder } from './run-folder.ts';

/** Where the new and the old text of a file wait, relative to the project folder. */
export interface ScratchPaths {
  readonly staged: string;
  readonly saved: string;
}

/** What the file system says of folders of the project, named with `/`; '.' is the project folder. */
export interface Folders {
  exists(folder: string): boolean;
  /** Number of the file system that a folder is on. */
  device(folder: string): number;
}

/**
 * Texts wait in the run's own folder, so that a death before the commit point leaves nothing in the project; where the
 * target is on another file system (a mounted folder), beside it, because a rename cannot cross.
 */
export function scratchPaths(
  { path, index }: { readonly path: string; readonly index: number },
  runId: string,
  folders: Folders,
): ScratchPaths {
  const root = runFolder(runId);
  const folder = nearestFolder(path, folders);
  if (folders.device(folder) === folders.device(root)) {
    return { staged: `${root}/new/${index}`, saved: `${root}/old/${index}` };
  }
  const prefix = `${folder === '.' ? '' : `${folder}/`}.cartridge-${runId}-${index}`;
  return { staged: `${prefix}.new`, saved: `${prefix}.old` };
}

function nearestFolder(path: string, folders: Folders): string {
  let folder = parentFolder(path);
  while (folder !== '.' && !folders.exists(folder)) folder = parentFolder(folder);
  return folder;
}
