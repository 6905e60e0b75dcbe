import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { CartridgeError } from '../../src/errors.ts';
import type { Delta } from '../../src/plan/deltas.ts';
import { keptDeltasText, parseKeptDeltas, readKeptDeltas } from '../../src/store/kept-deltas.ts';

const projectDir = mkdtempSync(join(tmpdir(), 'cartridge-kept-'));
mkdirSync(join(projectDir, '.cartridge'));
afterAll(() => rmSync(projectDir, { recursive: true, force: true }));

const RENAME: Delta = { kind: 'rename_table', table: { name: 'acct' }, name: 'customers', why: 'it says so' };

/** What is wrong with a file that holds a text: `line: message`. */
async function problemsOf(text: string): Promise<string[]> {
  writeFileSync(join(projectDir, '.cartridge/refinement.json'), text);
  const error: unknown = await readKeptDeltas(projectDir).catch((thrown: unknown) => thrown);
  if (!(error instanceof CartridgeError)) throw new Error('it was read');
  return error.problems.map(({ message, where }) => `${where?.line ?? '-'}: ${message}`);
}

it('reads what it wrote', () => {
  const kept = { deltas: [RENAME], unread: [] };
  expect(parseKeptDeltas(keptDeltasText(kept))).toEqual(kept);
  expect(parseKeptDeltas(keptDeltasText({ deltas: [], unread: [] }))).toEqual({ deltas: [], unread: [] });
  expect(parseKeptDeltas(undefined)).toEqual({ deltas: [], unread: [] });
});

it('names the line of what it cannot read, and does not go on without it', async () => {
  expect(await problemsOf('{"format_version": "1.0",\n"deltas": [}')).toEqual([
    '2: .cartridge/refinement.json cannot be used: it is not JSON: expected a value, or ]',
  ]);
  const text = keptDeltasText({ deltas: [RENAME, { ...RENAME, name: 'No Name' }], unread: [{ kind: 'dance' }] });
  const problems = await problemsOf(text);
  expect(problems).toHaveLength(2);
  expect(problems[0]).toMatch(/^5: \.cartridge\/refinement\.json: entry 2: name /);
  expect(problems[1]).toMatch(/^6: \.cartridge\/refinement\.json: entry 3: /);
  expect(await problemsOf('[]')).toEqual([
    '-: .cartridge/refinement.json cannot be used: it has no format_version such as "1.0"',
  ]);
  expect(await problemsOf('{"format_version": "2.0", "deltas": []}')).toEqual([
    '-: .cartridge/refinement.json cannot be used: it has format 2.0; this cartridge reads up to 1.x',
  ]);
  expect(await problemsOf('{"format_version": "1.0"}')).toEqual([
    '-: .cartridge/refinement.json cannot be used: it has no list of deltas',
  ]);
});

it('passes over the kinds that a newer minor version knows, and keeps them', () => {
  const entry = { kind: 'dance', with: 'orders' };
  const text = keptDeltasText({ deltas: [RENAME], unread: [entry] }).replace('"1.0"', '"1.7"');
  expect(parseKeptDeltas(text)).toEqual({ deltas: [RENAME], unread: [entry] });
});
