import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { removeFolders, temporaryFolder, writeTree } from '../helpers/project-tree.ts';
import { runCartridge } from '../helpers/run-cartridge.ts';
import { everythingIn, masked } from '../helpers/refused.ts';

/** Nobody's user id on Linux and macOS; whoever is root may write anywhere, so the command runs as nobody. */
const NOBODY = 65534;

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

/**
 * Runs the command line as somebody who may not write where it is not allowed to. Only the effective user changes, and
 * only for the call: another process would need a checkout that nobody can read.
 */
async function runUnprivileged(...argv: string[]): Promise<string> {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) {
    process.setegid?.(NOBODY);
    process.seteuid?.(NOBODY);
  }
  try {
    const { status, stdout, stderr } = await runCartridge(argv, { cwd: folder });
    return masked(`exit ${status}\n${stdout}${stderr}`);
  } finally {
    if (isRoot) {
      process.seteuid?.(0);
      process.setegid?.(0);
    }
  }
}

it('a project folder that cannot be written', async () => {
  mkdirSync(join(folder, 'dbt'), { mode: 0o555 });
  const before = everythingIn(folder);
  expect(await runUnprivileged('plan', '--from', 'shop.json', '--project-dir', 'dbt')).toMatchInlineSnapshot(`
    "exit 1
    error: .cartridge cannot be written: permission denied                               FILE_UNWRITABLE
      Nothing of the project was changed. Put this right and run the command again.
    "
  `);
  expect(everythingIn(folder)).toEqual(before);
});

it('a folder of the project that cannot be written', async () => {
  mkdirSync(join(folder, 'dbt/models'), { recursive: true });
  chmodSync(join(folder, 'dbt'), 0o777);
  chmodSync(join(folder, 'dbt/models'), 0o555);
  expect(await runUnprivileged('plan', '--from', 'shop.json', '--project-dir', 'dbt')).toMatch(/^exit 0\n/);
  const argv = ['apply', '--yes', '--verify', 'off', '--project-dir', 'dbt'];
  expect(await runUnprivileged(...argv)).toMatchInlineSnapshot(`
    "exit 1
    Plan 7f3a2c makes 9 files here. Nothing that exists changes.

    error: writing failed: permission denied; everything was put back                       APPLY_FAILED
      Put this right, then run the command again
    "
  `);
  expect(Object.keys(everythingIn(join(folder, 'dbt')))).toEqual(['.cartridge/', 'models/']);
});

it('a file of raw tables that cannot be read', async () => {
  chmodSync(join(folder, 'shop.json'), 0o000);
  expect(await runUnprivileged('plan', '--from', 'shop.json', '--project-dir', 'dbt')).toMatchInlineSnapshot(`
    "exit 1
    error: shop.json cannot be read: permission denied                                 CATALOG_NOT_FOUND
    "
  `);
});
