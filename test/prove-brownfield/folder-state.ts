import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** Every file of a folder by path, with its bytes and permissions; folders end in `/`. */
export type FolderState = ReadonlyMap<string, { readonly mode: number; readonly bytes: Buffer }>;

/** Reads a project whole, but for what cartridge keeps for itself. */
export function readFolder(folder: string): FolderState {
  const state = new Map<string, { mode: number; bytes: Buffer }>();
  const visit = (within: string): void => {
    for (const entry of readdirSync(join(folder, within), { withFileTypes: true })) {
      const path = within === '' ? entry.name : `${within}/${entry.name}`;
      if (path === '.cartridge') continue;
      state.set(entry.isDirectory() ? `${path}/` : path, stateOf(join(folder, path)));
      if (entry.isDirectory()) visit(path);
    }
  };
  visit('');
  return state;
}

function stateOf(path: string): { mode: number; bytes: Buffer } {
  const stat = lstatSync(path);
  if (stat.isDirectory()) return { mode: stat.mode, bytes: Buffer.alloc(0) };
  return { mode: stat.mode, bytes: stat.isSymbolicLink() ? Buffer.from(readlinkSync(path)) : readFileSync(path) };
}

/** Paths that are not the same in both, sorted. Pure. */
export function differingPaths(before: FolderState, after: FolderState): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter((path) => !isSame(path, before, after)).toSorted();
}

function isSame(path: string, before: FolderState, after: FolderState): boolean {
  const [one, other] = [before.get(path), after.get(path)];
  return one !== undefined && other !== undefined && one.mode === other.mode && one.bytes.equals(other.bytes);
}
