import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeFolders, realDisk, retryingDisk } from '../../src/outside/disk.ts';
import { erringDisk } from '../helpers/failing-disk.ts';
import { removeFolders, temporaryFolder } from '../helpers/project-tree.ts';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => removeFolders([folder]));
const at = (path: string) => join(folder, path);
const options = { mode: 0o644, sync: true };

it('writes a file that is not there yet, with its mode whatever the umask', async () => {
  const umask = process.umask(0o077);
  try {
    await realDisk.writeFile(at('a'), Buffer.from('text'), options);
  } finally {
    process.umask(umask);
  }
  expect(readFileSync(at('a'), 'utf8')).toBe('text');
  expect(statSync(at('a')).mode & 0o777).toBe(0o644);
  await expect(realDisk.writeFile(at('a'), Buffer.from('other'), options)).rejects.toThrow('EEXIST');
  expect(readFileSync(at('a'), 'utf8')).toBe('text');
});

it.skipIf(process.platform === 'win32')('leaves no file behind that could not be written whole', () => {
  const program = join(import.meta.dirname, '../helpers/short-write.ts');
  const run = (limit: string) =>
    spawnSync('bash', ['-c', `${limit} exec "$@"`, 'bash', process.execPath, '--import', 'tsx', program, at('a')]);
  expect(run('ulimit -f 200;').stdout.toString()).toBe('EFBIG and not there'); // the first write is short, the second fails
  expect(run('').stdout.toString()).toBe('written and there');
});

it('makes and removes folders, and says whether one was empty', async () => {
  await realDisk.makeFolder(at('f'));
  await realDisk.makeFolder(at('f'));
  writeFileSync(at('f/x'), '');
  expect(await realDisk.removeFolder(at('f'))).toBe(false);
  await realDisk.removeFile(at('f/x'));
  await realDisk.removeFile(at('f/x'));
  expect(await realDisk.removeFolder(at('f'))).toBe(true);
  expect(await realDisk.removeFolder(at('f'))).toBe(false);
});

it('names the folders that it had to make, outermost first', async () => {
  mkdirSync(at('a'));
  const made = await makeFolders(realDisk, at('a/b/c'), (path) => !existsSync(path));
  expect(made).toEqual([at('a/b'), at('a/b/c')]);
});

it('adds to a file, and replaces one by another with its own mode', async () => {
  await realDisk.append(at('log'), 'one\n', { sync: true });
  await realDisk.append(at('log'), 'two\n', { sync: false });
  expect(readFileSync(at('log'), 'utf8')).toBe('one\ntwo\n');
  writeFileSync(at('new'), 'new');
  chmodSync(at('new'), 0o600);
  await realDisk.rename(at('new'), at('log'));
  await realDisk.syncFolder(folder);
  expect([readFileSync(at('log'), 'utf8'), statSync(at('log')).mode & 0o777]).toEqual(['new', 0o600]);
});

it.each([
  { code: 'EBUSY', times: 3, outcome: 'done', calls: 4 },
  { code: 'EMFILE', times: 2, outcome: 'done', calls: 3 },
  { code: 'EPERM', times: 4, outcome: 'EPERM: injected', calls: 4 },
  { code: 'ENOSPC', times: 1, outcome: 'ENOSPC: injected', calls: 1 },
  { code: 'EROFS', times: 1, outcome: 'EROFS: injected', calls: 1 },
])('makes $calls calls when $code comes $times times', async ({ code, times, outcome, calls }) => {
  const disk = erringDisk(1, code, times);
  const result = retryingDisk(disk, [0, 0, 0])
    .makeFolder(at('f'))
    .then(
      () => 'done',
      (error: unknown) => (error instanceof Error ? error.message : ''),
    );
  expect(await result).toBe(outcome);
  expect(disk.calls).toHaveLength(calls);
});
