import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { KernelLock } from '../../src/outside/kernel-lock.ts';
import { tryKernelLock } from '../../src/outside/kernel-lock.ts';
import { removeFolders, temporaryFolder } from '../helpers/project-tree.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = temporaryFolder();
  path = join(folder, 'lock');
});
afterEach(() => removeFolders([folder]));

function take(shared: boolean): KernelLock | null {
  const lock = tryKernelLock(path, { shared });
  if (lock === 'unavailable') throw new Error('this system has no kernel locks');
  return lock;
}

it('is held by one writer, or by many readers', () => {
  const writer = take(false);
  expect(take(false)).toBeNull();
  expect(take(true)).toBeNull();
  writer?.release();
  const readers = [take(true), take(true)];
  expect(readers).not.toContain(null);
  expect(take(false)).toBeNull();
  for (const reader of readers) reader?.release();
  expect(take(false)).not.toBeNull();
});

it('keeps what is in the file', () => {
  writeFileSync(path, 'x');
  take(false)?.release();
  expect(() => take(true)?.release()).not.toThrow();
});
