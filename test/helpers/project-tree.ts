import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Every file of a folder by path: its text and permissions; folders end in `/`. */
export type Tree = Record<string, string>;

/** A fresh temporary folder. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'cartridge-test-'));
}

/** Writes files (path to text) into a folder; a text may begin with a mode: `0600:text`. */
export function writeTree(folder: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    const [, mode = '0644', content = text] = /^(0[0-7]{3}):(.*)$/s.exec(text) ?? [];
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
    chmodSync(join(folder, path), Number.parseInt(mode, 8));
  }
}

/** The tree of a project without `.cartridge/`, as `mode:text` by path; of a folder within it, with `within`. */
export function readTree(projectDir: string, within = '.'): Tree {
  const tree: Tree = {};
  const visit = (folder: string) => {
    for (const entry of readdirSync(join(projectDir, folder), { withFileTypes: true })) {
      const path = folder === '.' ? entry.name : `${folder}/${entry.name}`;
      if (path === '.cartridge') continue;
      if (entry.isDirectory()) {
        tree[`${path}/`] = '';
        visit(path);
      } else {
        const mode = (statSync(join(projectDir, path)).mode & 0o777).toString(8).padStart(4, '0');
        tree[path] = `${mode}:${readFileSync(join(projectDir, path), 'utf8')}`;
      }
    }
  };
  if (existsSync(join(projectDir, within))) visit(within);
  return tree;
}

/** Removes temporary folders. */
export function removeFolders(folders: readonly string[]): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}
