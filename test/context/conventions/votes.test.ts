import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Vote } from '../../../src/context/conventions/votes.ts';
import { decide, firstNames, sureness } from '../../../src/context/conventions/votes.ts';

/** So many voters of a folder for a value. */
function votes(count: number, value: string, folder = 'models'): Vote[] {
  return Array.from({ length: count }, (_, at) => ({ value, voter: { name: `${folder}/${value}_${at}`, folder } }));
}

describe('decide', () => {
  it('is all where nobody does otherwise, and nothing where nobody votes', () => {
    expect(decide(votes(5, 'lower'))).toEqual({
      value: 'lower',
      confidence: 0.83,
      found: 5,
      of: 5,
      examples: ['models/lower_0', 'models/lower_1', 'models/lower_2'],
      decided_by: 'all',
    });
    expect(decide([])).toBeNull();
  });

  it('takes the nearest folder before what is newer before the majority, where a case is mixed', () => {
    const mixed = [...votes(6, 'tests', 'models/old'), ...votes(4, 'data_tests', 'models/new')];
    expect(decide(mixed, { near: 'models/new/shop', newer: 'data_tests' })).toMatchObject({
      value: 'data_tests',
      found: 4,
      of: 4,
      decided_by: 'folder',
    });
    expect(decide(mixed, { near: 'models/old', newer: 'data_tests' })).toMatchObject({ value: 'tests' });
    expect(decide(mixed, { newer: 'data_tests' })).toMatchObject({
      value: 'data_tests',
      found: 4,
      decided_by: 'newest',
    });
    expect(decide(mixed)).toMatchObject({ value: 'tests', found: 6, of: 10, decided_by: 'majority' });
  });

  it('does not call exceptions a mixed case', () => {
    const nearly = [...votes(19, 'tests', 'models/old'), ...votes(1, 'data_tests', 'models/new')];
    expect(decide(nearly, { near: 'models/new', newer: 'data_tests' })).toMatchObject({
      value: 'tests',
      decided_by: 'majority',
    });
  });

  it('asks no folder that has too few votes or is as mixed as the rest', () => {
    const few = [...votes(6, 'a', 'models/x'), ...votes(2, 'b', 'models/y')];
    expect(decide(few, { near: 'models/y' })).toMatchObject({ value: 'a', decided_by: 'majority' });
    const mixed = [...votes(6, 'a', 'models/x'), ...votes(2, 'a', 'models/y'), ...votes(3, 'b', 'models/y')];
    expect(decide(mixed, { near: 'models/y' })).toMatchObject({ value: 'a', decided_by: 'majority' });
  });

  it('gives the same whatever the order', () => {
    const vote = fc.record({
      value: fc.constantFrom('a', 'b', null, true, 2),
      voter: fc.record({ name: fc.constantFrom('x', 'y', 'z', 'w'), folder: fc.constantFrom('m/a', 'm/b', 'm') }),
    });
    const shuffled = fc
      .array(vote)
      .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
    fc.assert(
      fc.property(shuffled, ([all, other]) => {
        expect(decide(other, { near: 'm/a', newer: 'b' })).toEqual(decide(all, { near: 'm/a', newer: 'b' }));
      }),
    );
  });
});

describe('sureness', () => {
  it.each([
    [1, 1, 0.5],
    [5, 5, 0.83],
    [42, 45, 0.89],
    [45, 45, 0.98],
    [6, 10, 0.44],
    [0, 0, 0],
  ])('of %i of %i is %f', (found, of, sure) => {
    expect(sureness(found, of)).toBeCloseTo(sure, 2);
  });

  it('grows with what follows, and claims no more than the share', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), (found, others) => {
        const of = found + others;
        expect(sureness(found, of)).toBeLessThanOrEqual(of === 0 ? 0 : found / of);
        expect(sureness(found + 1, of + 1)).toBeGreaterThanOrEqual(sureness(found, of));
      }),
    );
  });
});

it('names the first few in the order of the alphabet', () => {
  expect(firstNames(['d', 'b', 'a', 'b', 'c'])).toEqual(['a', 'b', 'c']);
});
