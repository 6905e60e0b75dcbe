import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { removeFolders, temporaryFolder, writeTree } from '../helpers/project-tree.ts';
import { everythingIn, masked } from '../helpers/refused.ts';

/** Nobody's user id on Linux and macOS; whoever is root may write anywhere, so the command runs as nobody. */
const NOBODY = 65534;
const MAIN = join(import.meta.dirname, '../../src/cli/main.ts');

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
  const orders = { name: 'orders', columns: [{ name: 'id', type: 'integer' }] };
  writeTree(folder, { 'shop.json': JSON.stringify({ name: 'shop', dialect: 'pg', tables: [orders] }) });
  chmodSync(folder, 0o755);
});
afterEach(() => {
  chmodSync(folder, 0o755);
  removeFolders([folder]);
});

/** Runs the command line in a process that may not write where it is not allowed to. */
function runUnprivileged(...argv: string[]): string {
  const isRoot = process.getuid?.() === 0;
  const args = ['--import', import.meta.resolve('tsx'), MAIN, ...argv];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { TMPDIR: folder, CI: 'true', TSX_DISABLE_CACHE: '1' },
    ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}),
  });
  return masked(`exit ${status}\n${stdout}${stderr}`);
}

it('a project folder that cannot be written', () => {
  mkdirSync(join(folder, 'dbt'), { mode: 0o555 });
  const before = everythingIn(folder);
  expect(runUnprivileged('plan', '--from', 'shop.json', '--project-dir', 'dbt')).toMatchInlineSnapshot(`
    "exit 1
    error: .cartridge cannot be written: permission denied                               FILE_UNWRITABLE
      Nothing of the project was changed. Put this right and run the command again.
    "
  `);
  expect(everythingIn(folder)).toEqual(before);
});

it('a folder of the project that cannot be written', () => {
  mkdirSync(join(folder, 'dbt/models'), { recursive: true });
  chmodSync(join(folder, 'dbt'), 0o777);
  chmodSync(join(folder, 'dbt/models'), 0o555);
  expect(runUnprivileged('plan', '--from', 'shop.json', '--project-dir', 'dbt')).toMatch(/^exit 0\n/);
  const argv = ['apply', '--yes', '--verify', 'off', '--project-dir', 'dbt'];
  expect(runUnprivileged(...argv)).toMatchInlineSnapshot(`
    "exit 1
    error: models cannot be written: permission denied                                   FILE_UNWRITABLE
      Nothing was written. Put this right and apply again
    "
  `);
  expect(Object.keys(everythingIn(join(folder, 'dbt')))).toEqual(['.cartridge/', 'models/']);
});

it('a file of raw tables that cannot be read', () => {
  chmodSync(join(folder, 'shop.json'), 0o000);
  expect(runUnprivileged('plan', '--from', 'shop.json', '--project-dir', 'dbt')).toMatchInlineSnapshot(`
    "exit 1
    error: shop.json cannot be read: permission denied                                 CATALOG_NOT_FOUND
    "
  `);
});
