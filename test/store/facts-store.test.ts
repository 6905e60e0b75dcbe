import { chmod, mkdir, mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { factsStore } from '../../src/store/facts-store.ts';

it('keeps a text, once the project has a .cartridge folder', async () => {
  const project = await mkdtemp(join(tmpdir(), 'cartridge-store-'));
  const store = factsStore(project);
  await store.save('facts', 'lost');
  expect([await store.load('facts'), await readdir(project)]).toEqual([null, []]);
  await mkdir(join(project, '.cartridge'));
  await store.save('facts', 'first');
  await Promise.all([store.save('facts', 'second'), factsStore(project).save('facts', 'second')]);
  expect([await store.load('facts'), await store.load('conventions')]).toEqual(['second', null]);
  expect(await readdir(join(project, '.cartridge/cache'))).toEqual(['facts.json']);
});

it('does without where nothing can be written', async () => {
  const project = await mkdtemp(join(tmpdir(), 'cartridge-store-'));
  await mkdir(join(project, '.cartridge/cache/facts.json'), { recursive: true });
  await chmod(join(project, '.cartridge'), 0o555);
  await factsStore(project).save('facts', 'text');
  expect(await factsStore(project).load('facts')).toBeNull();
});
