import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { estimateTokens } from '../../src/prompts/estimate-tokens.ts';
import { readFixture } from '../helpers/rendered-draft.ts';
import { PROMPTS, encoded, inputOf } from './prompt-inputs.ts';

/** How far the estimate is from what a tokenizer counts: 0.1 is a tenth too many. */
function error(text: string): number {
  return estimateTokens(text) / encode(text).length - 1;
}

describe('the estimate of tokens', () => {
  it.each(Object.keys(PROMPTS))('is within a tenth on the %s prompt', (kind) => {
    const { system, user } = PROMPTS[kind]!(inputOf('brownfield'));
    expect(Math.abs(error(system))).toBeLessThan(0.1);
    expect(Math.abs(error(user))).toBeLessThan(0.1);
  });

  it.each(['chinook', 'pagila', 'employees', 'sakila_mysql'])('is within a tenth on the tables of %s', (name) => {
    expect(Math.abs(error(encoded(readFixture(name, { hideKeys: false })).text))).toBeLessThan(0.1);
  });

  it('is no trap for long or odd texts', () => {
    expect(estimateTokens('')).toBe(0);
    expect(estimateTokens('a'.repeat(1_000_000))).toBeGreaterThan(100_000);
    expect(estimateTokens('😀'.repeat(1000))).toBeGreaterThan(100);
    expect(estimateTokens('ñandú 表 \u0000 {{ x }}')).toBeGreaterThan(5);
  });
});
