import { array, assert, integer, property, stringMatching } from 'fast-check';
import { expect, it } from 'vitest';
import { COLOURED } from '../../../src/cli/colour.ts';
import { count, nameList, probability } from '../../../src/cli/words/count.ts';
import { ago, duration } from '../../../src/cli/words/duration.ts';
import { displayWidth, labelled, wrap } from '../../../src/cli/words/layout.ts';
import { printable } from '../../../src/cli/words/printable.ts';

it('counts in singular and plural, with commas between thousands', () => {
  expect([count(0, 'table'), count(1, 'table'), count(1234567, 'batch', 'batches')]).toEqual([
    '0 tables',
    '1 table',
    '1,234,567 batches',
  ]);
});

it('rounds a probability down, so that only what is certain is 1', () => {
  expect([1, 0.999, 0.97, 0.05, 0].map(probability)).toEqual(['1', '.99', '.97', '.05', '.00']);
});

it('names the first and counts the rest, but never just one', () => {
  const names = ['a', 'b', 'c', 'd'];
  expect(nameList(names, 3)).toBe('a, b, c, d');
  expect(nameList(names, 2)).toBe('a, b and 2 more');
});

it('tells a time only when it is longer than a blink', () => {
  expect([undefined, 99, 138, 999.7, 2940, 59_960, 185_000].map(duration)).toEqual([
    '',
    '',
    '138 ms',
    '1.0 s',
    '2.9 s',
    '1 min 0 s',
    '3 min 5 s',
  ]);
});

it('tells how long ago something was', () => {
  const now = new Date('2026-03-04T05:06:07.000Z');
  const times = [
    '2026-03-04T05:06:07.000Z',
    '2026-03-04T05:06:06.000Z',
    '2026-03-04T03:06:06.000Z',
    '2026-02-01T00:00:00Z',
  ];
  expect(times.map((at) => ago(at, now))).toEqual(['just now', '1 second ago', '2 hours ago', '31 days ago']);
  expect(ago('once', now)).toBe('once');
});

it('wraps within the width, keeps every word, and numbers with what they count', () => {
  expect(wrap('7 actions in 4 batches, 7 files', 24)).toEqual(['7 actions in 4 batches,', '7 files']);
  assert(
    property(array(stringMatching(/^[a-z]{1,9}$/), { minLength: 1 }), integer({ min: 10, max: 40 }), (words, width) => {
      const lines = wrap(words.join(' '), width);
      expect(lines.join(' ')).toBe(words.join(' '));
      expect(lines.every((line) => displayWidth(line) <= width)).toBe(true);
    }),
  );
});

it('measures what a terminal shows', () => {
  expect([displayWidth('注文'), displayWidth(COLOURED.red('ab')), displayWidth('e\u0301')]).toEqual([4, 2, 1]);
});

it('puts a label that is too long on its own line', () => {
  expect(labelled('a_very_long_label', 'text that wraps here and there', { column: 10, width: 32 })).toEqual([
    'a_very_long_label',
    '          text that wraps here',
    '          and there',
  ]);
});

it('shows control characters of foreign text, and keeps its own colours', () => {
  expect(printable(`${COLOURED.red('a\nb')}\u001b]0;title\u0007\u202e`)).toBe(
    `${COLOURED.red('a\\nb')}\\u001b]0;title\\u0007\\u202e`,
  );
});
