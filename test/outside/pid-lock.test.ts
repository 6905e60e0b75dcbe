import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { thisProcess, tryPidLock } from '../../src/outside/pid-lock.ts';
import { removeFolders, temporaryFolder } from '../helpers/project-tree.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = temporaryFolder();
  path = join(folder, 'lock.pid');
});
afterEach(() => removeFolders([folder]));
const deadPid = spawnSync(process.execPath, ['-e', '']).pid;

it('is held by one, and free again when released', () => {
  const lock = tryPidLock(path);
  expect(lock).not.toBeNull();
  expect(tryPidLock(path)).toBeNull();
  lock?.release();
  expect(readdirSync(folder)).toEqual([]);
  expect(tryPidLock(path)).not.toBeNull();
});

it.each([
  ['a process that is dead', { pid: deadPid }],
  ['a process of an earlier boot', { boot: 'earlier' }],
])('is taken from %s', (_, owner) => {
  writeFileSync(path, JSON.stringify({ ...thisProcess(), ...owner }));
  expect(tryPidLock(path)).not.toBeNull();
  expect(readdirSync(folder)).toEqual(['lock.pid']);
});

it.each([
  ['a process of another machine', JSON.stringify({ ...thisProcess(), pid: deadPid, host: 'elsewhere' })],
  ['somebody who cannot be made out', 'not JSON'],
])('is left to %s', (_, text) => {
  writeFileSync(path, text);
  expect(tryPidLock(path)).toBeNull();
  expect(existsSync(path)).toBe(true);
});
