import { describe, expect, it } from 'vitest';
import { fitChoices, shares } from './fit-choices.ts';
import type { Choice } from './fit-choices.ts';

/** Numbers that look drawn and are the same each time. */
function drawn(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

describe('fitting weights', () => {
  it('finds the weights by which choices were made', () => {
    const draw = drawn(7);
    const choices = Array.from({ length: 4000 }, (): Choice => {
      const options = Array.from({ length: 1 + Math.floor(3 * draw()) }, () => [draw() * 4, draw() * 2 - 1]);
      const chances = shares(options.map(([a = 0, b = 0]) => -1 + 0.8 * a - 2 * b));
      let left = draw();
      const right = chances.findIndex((chance) => (left -= chance) < 0);
      return { options, right: right === -1 ? null : right, weight: 1 };
    });
    const { intercept, weights } = fitChoices(choices, 0.001);
    expect(Math.abs(intercept + 1)).toBeLessThan(0.25);
    expect(Math.abs((weights[0] ?? 0) - 0.8)).toBeLessThan(0.15);
    expect(Math.abs((weights[1] ?? 0) + 2)).toBeLessThan(0.25);
    expect(fitChoices(choices, 0.001)).toEqual({ intercept, weights });
  });

  it('lets a feature weigh nothing that is always the same', () => {
    const choices = [1, 2, 3, 4].map((value) => ({ options: [[value, 5]], right: value > 2 ? 0 : null, weight: 1 }));
    expect(fitChoices(choices, 1).weights[1]).toBe(0);
  });

  it('leaves to none what the parents leave', () => {
    expect(shares([0])).toEqual([0.5]);
    expect(shares([0, 0, 0])).toEqual([0.25, 0.25, 0.25]);
    expect(shares([800, -800])).toEqual([1, 0]);
  });
});
