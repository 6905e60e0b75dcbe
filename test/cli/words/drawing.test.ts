import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Beliefs, Relationship } from '../../../src/inference/beliefs.ts';
import { PLAIN } from '../../../src/cli/colour.ts';
import { buildLines } from '../../../src/cli/words/build-lines.ts';
import { drawForks } from '../../../src/cli/words/draw-forks.ts';
import { relationshipDrawing } from '../../../src/cli/words/relationship-drawing.ts';
import { rowsTable } from '../../../src/cli/words/rows-table.ts';

const LOOK = { width: 72, colour: PLAIN };

/** `orders > customers`, one arrow a line; facts are named. */
function beliefs(arrows: readonly string[], facts: readonly string[] = [], alone: readonly string[] = []): Beliefs {
  const pairs = arrows.map((arrow) => arrow.split(/ > | /) as [string, string, Relationship['verdict']?]);
  const names = [...new Set([...pairs.flatMap(([child, parent]) => [child, parent]), ...alone])].sort();
  return {
    format_version: '1.0',
    tables: names.map((name) => ({
      name,
      role: facts.includes(name) ? 'fact' : 'dimension',
      role_probability: 1,
      primary_key: null,
      columns: [],
    })),
    relationships: pairs.map(([table, ref_table, verdict = 'sure']) => ({
      table,
      columns: [`${ref_table}_id`],
      ref_table,
      ref_columns: ['id'],
      cardinality: 'many_to_one',
      probability: verdict === 'sure' ? 0.99 : 0.83,
      verdict,
      declared: false,
      evidence: [],
    })),
    questions: [],
  };
}

describe('the drawing of relationships', () => {
  it('puts facts in the middle and draws each arrow once', () => {
    const arrows = ['orders > customers', 'orders > stores', 'items > orders', 'items > products', 'stores > regions'];
    expect(relationshipDrawing(beliefs(arrows, ['orders', 'items'], ['log']), LOOK)).toEqual([
      '  items ───> orders ──┬─> customers',
      '                      └─> stores',
      '',
      '  items ────────────────> products',
      '  stores ───────────────> regions',
      '',
      '  points nowhere: log',
    ]);
  });

  it('says of an arrow that it is only likely, and draws no doubtful one', () => {
    const arrows = ['staff > staff likely', 'staff > stores', 'staff > moods doubtful'];
    expect(relationshipDrawing(beliefs(arrows), LOOK)).toEqual([
      '  staff ──┬─> staff (likely .83)',
      '          └─> stores',
      '',
      '  points nowhere: moods',
    ]);
  });

  it('joins lines from many sides', () => {
    const left = ['a', 'bb', 'ccc', 'd'];
    expect(
      drawForks([
        { left, middle: '注文', right: ['x'] },
        { left: [], middle: 'y', right: ['z'] },
      ]),
    ).toEqual(['  a ─┐', ' bb ─┼─> 注文 ────> x', 'ccc ─┤', '  d ─┘', '', 'y ────────────────> z']);
    expect(drawForks([])).toEqual([]);
  });

  it('draws every name once, and every arrow to the same column', () => {
    const name = fc.stringMatching(/^[a-z]{1,8}$/);
    const names = fc.array(name, { maxLength: 6 });
    fc.assert(
      fc.property(fc.array(fc.record({ left: names, middle: name, right: names }), { maxLength: 5 }), (forks) => {
        const lines = drawForks(forks);
        const drawn = lines.flatMap((line) => line.match(/[a-z]+/g) ?? []);
        expect(drawn.sort()).toEqual(forks.flatMap(({ left, middle, right }) => [...left, middle, ...right]).sort());
        const targets = lines.flatMap((line) => (/─> [a-z]+$/.test(line) ? [line.lastIndexOf('─> ')] : []));
        const arrows = forks.reduce((sum, { right }) => sum + right.length, 0);
        // A fork without anything on its right ends in its middle, which an arrow from the left leads to.
        if (forks.every(({ right }) => right.length > 0)) {
          expect([targets.length, new Set(targets).size]).toEqual([arrows, Math.min(1, arrows)]);
        }
      }),
    );
  });
});

it('shows rows as a table as wide as fits, numbers to the right', () => {
  const rows = [
    { id: 1, name: 'Ann', total: '3.50', note: null },
    { id: 12, name: 'お茶', total: '19.99', note: 'x' },
  ];
  expect(rowsTable(rows, { ...LOOK, width: 22 })).toEqual([
    '  id  name  total',
    '   1  Ann    3.50',
    '  12  お茶  19.99',
  ]);
  expect(rowsTable([], LOOK)).toEqual(['']);
});

describe('what a dbt build came to', () => {
  const build = { ok: true, findings: [], noAnswer: null, aborted: false };
  const node = (id: string, status: string, message = '') => ({ id, name: id, status, message, failures: null });

  it('is one line where all passed', () => {
    const nodes = [node('model.shop.a', 'success'), node('test.shop.b', 'pass'), node('test.shop.c', 'pass')];
    expect(buildLines({ ...build, nodes }, { ms: 2900, look: LOOK })).toEqual([
      'dbt build: 1 model, 2 tests, all passed                            2.9 s',
    ]);
  });

  it('names what did not pass', () => {
    const nodes = [node('model.shop.a', 'success'), node('test.shop.b', 'fail', 'Got 2 results\nmore')];
    expect(buildLines({ ...build, nodes }, { ms: 0, look: LOOK })).toEqual([
      'dbt build: 1 model, 1 test, 1 of them did not pass',
      '  test.shop.b: fail, Got 2 results',
    ]);
    expect(buildLines({ ...build, nodes: [], noAnswer: 'it was stopped' }, { ms: 0, look: LOOK })).toEqual([
      'dbt build gave no answer: it was stopped',
    ]);
  });
});
