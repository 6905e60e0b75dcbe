import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { replyCache } from '../../src/store/reply-cache.ts';

let project = '';
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'cartridge-'));
});
afterEach(() => {
  rmSync(project, { recursive: true });
});

const KEY = 'a'.repeat(64);

it('keeps a reply by what it answers, for the next run too', async () => {
  await replyCache(project).set(KEY, '{"renames": []}');
  expect(await replyCache(project).get(KEY)).toBe('{"renames": []}');
  expect(await replyCache(project).get('b'.repeat(64))).toBeNull();
});

it.each(['', '{"reply":"{\\"renam', '\0\0\0', 'null', '{"renames": []}'])(
  'takes %j, left of a reply, for none',
  async (left) => {
    const cache = replyCache(project);
    await cache.set(KEY, '{"renames": []}');
    writeFileSync(join(project, `.cartridge/cache/replies/${KEY}.json`), left);
    expect(await cache.get(KEY)).toBeNull();
  },
);

it('keeps it where git does not look', async () => {
  await replyCache(project).set(KEY, '{}');
  expect(readFileSync(join(project, '.cartridge/.gitignore'), 'utf8')).toContain('/*');
  expect(readdirSync(join(project, '.cartridge/cache/replies'))).toEqual([`${KEY}.json`]);
});

it('lets no key lead out of its folder', async () => {
  await replyCache(project).set('../../evil', '{}');
  expect(readdirSync(join(project, '.cartridge/cache/replies'))).toEqual(['evil.json']);
});

it('forgets where it cannot be written, and fails nobody', async () => {
  writeFileSync(join(project, '.cartridge'), 'a file where a folder should be');
  const cache = replyCache(project);
  await cache.set(KEY, '{}');
  expect(await cache.get(KEY)).toBeNull();
});

it('keeps no reply that is longer than any should be', async () => {
  const cache = replyCache(project);
  await cache.set(KEY, 'x'.repeat(2_000_000));
  expect(await cache.get(KEY)).toBeNull();
});

it('removes the oldest where there are too many', async () => {
  await replyCache(project).set(KEY, '{}');
  const folder = join(project, '.cartridge/cache/replies');
  for (let index = 0; index < 2_100; index++) writeFileSync(join(folder, `${index}.json`), '{}');
  await replyCache(project).set('c'.repeat(64), '{}');
  expect(readdirSync(folder).length).toBe(2_000);
});
