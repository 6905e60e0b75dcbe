import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Catalog } from '../../../src/catalog/catalog.ts';
import { runCartridge } from '../../helpers/run-cartridge.ts';
import { byNames, DEFAULT_SETTINGS, evaluateSchema, leaveOneOut, scoreBeliefs } from './evaluate.ts';
import { hideDeclarations } from './hide-declarations.ts';
import { catalogOf, SHOP } from './made-up.ts';

const SILENT = catalogOf({
  aa: { columns: ['q', 'r'], key: ['q'] },
  bb: { columns: ['s', 't'], key: ['s'], to: { t: 'aa.q' } },
  cc: { columns: ['u', 'v'], key: ['u'], to: { v: 'bb.s' } },
});

it('scores plain names fully', () => {
  const { score, plain } = evaluateSchema('shop', SHOP, DEFAULT_SETTINGS);
  expect(score.keys).toEqual({ declared: 3, right: 3 });
  expect(score.edges).toEqual({ declared: 2, found: 2, right: 2 });
  expect(plain.edges).toEqual({ declared: 2, found: 2, right: 2 });
});

it('hides for real: where names say nothing, nothing is right', () => {
  const { score, plain, density } = evaluateSchema('silent', SILENT, DEFAULT_SETTINGS);
  expect(score.edges).toEqual({ declared: 2, found: 0, right: 0 });
  expect(score.keys.right).toBe(0);
  expect(plain.edges.right).toBe(0);
  expect(density.dense).toBe(true);
});

it('shows a believer only what is hidden', () => {
  const seen: Catalog[] = [];
  scoreBeliefs(SHOP, (hidden) => {
    seen.push(hidden);
    return byNames(hidden);
  });
  expect(JSON.stringify(seen)).not.toMatch(/primary_key|foreign_keys|unique_keys|nullable|comment/);
});

it('gives the same marks whatever the order of the tables', () => {
  const marks = [0, 1, 2, 3].map((seed) => evaluateSchema('shop', SHOP, { threshold: 0.5, seed }).score.edges);
  expect(new Set(marks.map((mark) => JSON.stringify(mark))).size).toBe(1);
});

it('believes what the command line says of the same hidden catalog', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cartridge-eval-'));
  try {
    const hidden = hideDeclarations(SHOP);
    writeFileSync(join(folder, 'hidden.json'), JSON.stringify(hidden));
    const { stdout } = await runCartridge(['infer', '--from', 'hidden.json', '--json'], { cwd: folder });
    expect(JSON.parse(stdout)).toMatchObject(JSON.parse(JSON.stringify(byNames(hidden))));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

it('never lets what is learned see the schema that it is scored on', () => {
  const lessons: string[][] = [];
  const scores = leaveOneOut(
    new Map([
      ['shop', SHOP],
      ['silent', { ...SILENT, name: 'silent' }],
    ]),
    (others) => {
      lessons.push(others.map(({ name }) => name));
      return byNames;
    },
  );
  expect(lessons).toEqual([['silent'], ['made_up']]);
  expect(scores.get('shop')?.edges.right).toBe(2);
});
