import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { NewRecord } from '../../src/executor/journal.ts';
import { JournalWriter, parseJournal } from '../../src/executor/journal.ts';
import { isUnfinished, replayJournal } from '../../src/executor/run-state.ts';
import { realDisk } from '../../src/outside/disk.ts';
import { removeFolders, temporaryFolder } from '../helpers/project-tree.ts';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => removeFolders([folder]));

const entry = {
  path: 'models/a "quoted"\n.sql',
  before: null,
  after: 'f'.repeat(64),
  staged: '.cartridge/runs/1/new/0',
  saved: null,
  staged_base: '.cartridge/runs/1/new/0.base',
  saved_base: null,
  steps: [1],
};
const records: NewRecord[] = [
  {
    type: 'run',
    format_version: '1.0',
    run_id: '1',
    plan_id: 'p',
    plan_name: '{{ evil }}\n',
    by: 'ada',
    files: 1,
    actions: [{ step_id: 1, name: 'a', depends_on: [] }],
  },
  { type: 'verified', level: 'parse' },
  { type: 'publish_begin', entries: [entry], folders: ['models'] },
  { type: 'published', warnings: [] },
  { type: 'rollback_begin', by: 'ada', paths: [entry.path] },
  { type: 'rollback_end', paths: [entry.path], kept: [] },
];
const statuses = ['started', 'started', 'publishing', 'completed', 'rolling_back', 'rolled_back'];
const now = () => '2026-01-02T03:04:05.000Z';

async function write(path: string, some: readonly NewRecord[]): Promise<void> {
  const writer = new JournalWriter(path, { disk: realDisk, now });
  for (const record of some) await writer.append(record, { sync: false });
}

it('gives back what was written, numbered and dated, one record a line', async () => {
  const path = join(folder, 'journal.jsonl');
  await write(path, records.slice(0, 3));
  await write(path, records.slice(3));
  const text = readFileSync(path, 'utf8');
  expect(text.split('\n')).toHaveLength(records.length + 1);
  expect(parseJournal(text)).toEqual(records.map((record, index) => ({ seq: index + 1, at: now(), ...record })));
});

it('goes from one status to the next', () => {
  const numbered = records.map((record, index) => ({ seq: index + 1, at: now(), ...record }));
  const seen = numbered.map((_, index) => replayJournal(numbered.slice(0, index + 1)));
  expect(seen.map((state) => state?.status)).toEqual(statuses);
  expect(seen.map((state) => state && isUnfinished(state))).toEqual([false, false, true, false, true, false]);
  expect(replayJournal([])).toBeNull();
  expect(replayJournal(numbered.slice(1))).toBeNull();
});

it('reads a journal that was cut anywhere as the whole records before the cut, and can be gone on with', async () => {
  const whole = join(folder, 'whole.jsonl');
  await write(whole, records);
  const text = readFileSync(whole, 'utf8');
  const all = parseJournal(text);
  let number = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.nat(text.length),
      fc.constantFrom('', '\0\0\0', '{"seq":99', '\uFFFD'),
      async (cut, garbage) => {
        const kept = text.slice(0, cut);
        const complete = all.slice(0, kept.split('\n').filter((line) => isWhole(line)).length);
        const path = join(folder, `cut-${(number += 1)}.jsonl`);
        appendFileSync(path, kept + garbage);
        const read = parseJournal(readFileSync(path, 'utf8'));
        if (garbage === '' || kept.endsWith('\n')) expect(read).toEqual(complete);
        await write(path, [{ type: 'failed', error: { code: 'APPLY_FAILED', message: 'x' } }]);
        expect(parseJournal(readFileSync(path, 'utf8')).at(-1)).toMatchObject({ type: 'failed', seq: read.length + 1 });
      },
    ),
    { numRuns: 60 },
  );
});

function isWhole(line: string): boolean {
  try {
    return typeof JSON.parse(line) === 'object';
  } catch {
    return false;
  }
}
