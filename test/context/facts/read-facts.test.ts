import { chmod, mkdtemp, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import type { FactsStore } from '../../../src/context/facts/known-facts.ts';
import { readFacts } from '../../../src/context/facts/read-facts.ts';

let folder: string;
let kept: string | null;
let saves: number;
const store: FactsStore = {
  load: async () => kept,
  save: async (_, text) => {
    kept = text;
    saves += 1;
  },
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cartridge-facts-'));
  [kept, saves] = [null, 0];
});

/** Writes a file as if a minute ago, so that its times can be trusted. */
async function write(name: string, text: string | Uint8Array, seconds = 60): Promise<void> {
  const time = new Date(Date.now() - seconds * 1000);
  await writeFile(join(folder, name), text);
  await utimes(join(folder, name), time, time);
}

async function factsOf(names: readonly string[], from?: FactsStore) {
  return (
    await readFacts(
      folder,
      names.map((path) => ({ path, withStyle: true })),
      from,
    )
  ).facts;
}

/** The names that each file refers to. */
async function read(names: readonly string[]): Promise<Record<string, string[]>> {
  const facts = await factsOf(names, store);
  return Object.fromEntries([...facts].map(([path, { sql }]) => [path, (sql?.refs ?? []).map((ref) => ref.name)]));
}

it('reads what changed, and gives the same with a cache as without', async () => {
  await write('a.sql', "{{ ref('x') }}");
  await write('b.sql', "{{ ref('y') }}");
  await write('c.yml', 'models: [{name: a, columns: [{name: 2024-01-01}, {name: d, tests: [t: {on: 2024-01-01}]}]}]');
  const names = ['a.sql', 'b.sql', 'c.yml'];
  const cold = await factsOf(names, store);
  expect(await factsOf(names, store)).toEqual(cold);
  expect(await factsOf(names)).toEqual(cold);
  await write('a.sql', "{{ ref('z') }}");
  await rm(join(folder, 'b.sql'));
  expect(await read([...names, 'never.sql'])).toEqual({ 'a.sql': ['z'], 'c.yml': [] });
});

it('notices a change that leaves size and time as they were', async () => {
  await write('a.sql', "{{ ref('x') }}", 0);
  expect(await read(['a.sql'])).toEqual({ 'a.sql': ['x'] });
  const { atime, mtime } = await stat(join(folder, 'a.sql'));
  await writeFile(join(folder, 'a.sql'), "{{ ref('y') }}");
  await utimes(join(folder, 'a.sql'), atime, mtime);
  expect(await read(['a.sql'])).toEqual({ 'a.sql': ['y'] });
});

it('saves only when there is something new', async () => {
  await write('a.sql', 'select 1');
  await read(['a.sql']);
  const once = saves;
  await new Promise((resolve) => setTimeout(resolve, 2100)); // until the file is no longer fresh
  await read(['a.sql']);
  const settled = saves;
  await read(['a.sql']);
  expect([once, saves]).toEqual([1, settled]);
});

it('takes no cache that is cut, edited, of another version or of another making', async () => {
  await write('a.sql', "{{ ref('x') }}");
  const whole = async () => {
    kept = null;
    await read(['a.sql']);
    return kept ?? '';
  };
  const good = await whole();
  const bad = [good.slice(0, -10), good.replace('"x"', '"w"'), good.replace(/facts \d+/, 'facts 0'), '', '{}', '\n'];
  for (const text of bad) {
    kept = text;
    expect(await read(['a.sql'])).toEqual({ 'a.sql': ['x'] });
  }
});

it('tells of a file that is not UTF-8 or may not be read, and goes on', async () => {
  await write('latin.sql', Buffer.from("-- caf\xe9\n{{ ref('x') }}", 'latin1'));
  await write('mark.sql', '-- \uFFFD is a character');
  await write('secret.sql', 'select 1');
  await chmod(join(folder, 'secret.sql'), 0);
  const facts = await factsOf(['latin.sql', 'mark.sql', 'secret.sql']);
  const isRoot = process.getuid?.() === 0;
  expect([...facts].flatMap(([, { problems }]) => problems.map(({ message }) => message))).toEqual([
    'latin.sql cannot be read: it is not UTF-8',
    ...(isRoot ? [] : ['secret.sql cannot be read: permission denied']),
  ]);
  expect(facts.get('latin.sql')?.sql?.refs).toMatchObject([{ name: 'x' }]);
});
