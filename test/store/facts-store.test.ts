import { chmod, mkdir, mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { factsStore } from '../../src/store/facts-store.ts';

it('keeps a text, once the project has a .cartridge folder', async () => {
  const project = await mkdtemp(join(tmpdir(), 'cartridge-store-'));
  const store = factsStore(project);
  await store.save('lost');
  expect([await store.load(), await readdir(project)]).toEqual([null, []]);
  await mkdir(join(project, '.cartridge'));
  await store.save('first');
  await Promise.all([store.save('second'), factsStore(project).save('second')]);
  expect(await store.load()).toBe('second');
  expect(await readdir(join(project, '.cartridge/cache'))).toEqual(['facts.json']);
});

it('does without where nothing can be written', async () => {
  const project = await mkdtemp(join(tmpdir(), 'cartridge-store-'));
  await mkdir(join(project, '.cartridge/cache/facts.json'), { recursive: true });
  await chmod(join(project, '.cartridge'), 0o555);
  await factsStore(project).save('text');
  expect(await factsStore(project).load()).toBeNull();
});
