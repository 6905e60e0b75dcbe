import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { removeFolders, temporaryFolder } from '../../helpers/project-tree.ts';
import { DBT_PATH, fakeDbt, hasDbt } from '../../helpers/real-dbt.ts';
import { runCartridge } from '../../helpers/run-cartridge.ts';

/** Two runs of dbt on a machine that is busy. */
const WITH_DBT_MS = 240_000;

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => removeFolders([folder]));

/** What was printed, without what differs from run to run: how long things took, where, and dbt's last digits. */
function masked(text: string): string {
  return text
    .replace(/ {2,}[\d.]+ m?s$/gm, '')
    .replaceAll(folder, '<folder>')
    .replace(/\(dbt (\d+\.\d+)\.\S+\)/g, '(dbt $1)');
}

it.skipIf(!hasDbt)(
  'takes a shop from raw tables to a green dbt build',
  async () => {
    const { status, stdout, stderr } = await runCartridge(['demo', 'shop-demo'], {
      cwd: folder,
      env: { CARTRIDGE_DBT: DBT_PATH },
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    await expect(masked(stdout)).toMatchFileSnapshot('expected/with-dbt.txt');
    const project = readdirSync(join(folder, 'shop-demo/shop')).sort();
    expect(project).toEqual(
      '.cartridge .gitignore README.md dbt_project.yml logs models profiles.yml shop.duckdb target tests'.split(' '),
    );
  },
  WITH_DBT_MS,
);

it('proves the models by binding alone where there is no dbt, and says so', async () => {
  const { status, stdout, stderr } = await runCartridge(['demo', '.'], { cwd: folder, env: { PATH: '' } });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  await expect(masked(stdout)).toMatchFileSnapshot('expected/without-dbt.txt');
});

it('uses the dbt that --dbt names, and ends where dbt fails', async () => {
  const failing = fakeDbt(folder, 'exit 2');
  const result = await runCartridge(['demo', 'x', '--dbt', failing], { cwd: folder });
  expect(result).toMatchObject({
    status: 1,
    stderr: `\nThe demo ended here. Its folder is kept: ${folder}/x\n`,
  });
  expect(result.stdout.split('$ cd shop && dbt build\n\n')[1]).toBe(
    'dbt build gave no answer: it ended with exit code 2 and said: nothing\n',
  );
});

it('touches nothing that exists', async () => {
  writeFileSync(join(folder, 'mine.txt'), '');
  expect(await runCartridge(['demo', '.'], { cwd: folder })).toEqual({
    status: 2,
    stdout: '',
    stderr:
      'error: . is not empty                                                                          USAGE\n' +
      '  The demo touches nothing that exists. Name an empty or a new folder, or none: cartridge demo\n',
  });
  expect(await runCartridge(['demo', '--project-dir', '.'], { cwd: folder })).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('demo makes a project of its own and takes no --project-dir'),
  });
  expect(await runCartridge(['demo', 'missing/shop'], { cwd: folder })).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('missing/shop cannot be made or read as a folder (ENOENT)'),
  });
  expect(readdirSync(folder)).toEqual(['mine.txt']);
});

it('stops at Ctrl-C, with every file of the project old or new', async () => {
  const controller = new AbortController();
  const running = runCartridge(['demo', 'x'], { cwd: folder, signal: controller.signal });
  controller.abort();
  expect(await running).toMatchObject({
    status: 8,
    stderr: `Cancelled; nothing was written.\n\nThe demo ended here. Its folder is kept: ${folder}/x\n`,
  });
  expect(readdirSync(join(folder, 'x'))).toEqual(['shop.duckdb']);
});

it('stops dbt at Ctrl-C, and keeps what was applied', async () => {
  const started = join(folder, 'started');
  const slow = fakeDbt(folder, `case "$*" in *build*) touch ${started}; sleep 60;; esac`);
  const controller = new AbortController();
  const running = runCartridge(['demo', 'x', '--dbt', slow], { cwd: folder, signal: controller.signal });
  await vi.waitUntil(() => existsSync(started), { timeout: 50_000 });
  controller.abort();
  expect(await running).toMatchObject({
    status: 8,
    stderr:
      'Cancelled. dbt was stopped; the project stays as it was applied.\n\n' +
      `The demo ended here. Its folder is kept: ${folder}/x\n`,
  });
  expect(await runCartridge(['status', '--project-dir', 'x/shop'], { cwd: folder })).toMatchObject({
    stdout: expect.stringMatching(/^Run 1 applied plan [0-9a-f]{6}: 34 files/),
  });
});
