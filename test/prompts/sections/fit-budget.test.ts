import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateTokens } from '../../../src/prompts/estimate-tokens.ts';
import { fitBudget } from '../../../src/prompts/sections/fit-budget.ts';

const words = (count: number): string[] => Array.from({ length: count }, (_, at) => `model_${at}`);

describe('fitBudget', () => {
  it('keeps what is essential whole, of the rest what fits, and counts what does not', () => {
    const sections = [
      { name: 'models', what: 'existing models', items: words(50), most: 40 },
      { name: 'refused', what: 'refused models', items: ['fct_old'], most: 40 },
      { name: 'schema', what: 'tables', items: ['1 orders total'] },
    ];
    const { text, leftOut } = fitBudget(sections, 200);
    expect(text.replaceAll(/ [0-9a-f]{6}>/g, '>').split('\n')).toEqual([
      '<models>',
      'model_0',
      'model_1',
      'model_2',
      '</models>',
      '<refused>',
      'fct_old',
      '</refused>',
      '<schema>',
      '1 orders total',
      '</schema>',
    ]);
    expect(leftOut).toEqual(['47 existing models']);
  });

  it('leaves a section out where nothing of it fits, or nothing is in it', () => {
    const sections = [
      { name: 'models', what: 'existing models', items: words(3), most: 500 },
      { name: 'voice', what: 'examples', items: [], most: 500 },
      { name: 'schema', what: 'tables', items: ['1 orders total'] },
    ];
    const { text, leftOut } = fitBudget(sections, 30);
    expect(text).toMatch(/^<schema/);
    expect(leftOut).toEqual(['3 existing models']);
  });

  it('stays within its tokens whatever there is, but for what is essential', () => {
    const section = fc.record({ items: fc.array(fc.string(), { maxLength: 30 }), most: fc.nat(300) });
    fc.assert(
      fc.property(fc.array(section, { maxLength: 6 }), fc.nat(600), (drawn, tokens) => {
        const sections = drawn.map((each, at) => ({ ...each, name: `part${at}`, what: 'items' }));
        const { text, leftOut } = fitBudget(sections, tokens);
        expect(estimateTokens(text)).toBeLessThanOrEqual(tokens * 1.1 + 1);
        const kept =
          sections.reduce((sum, { items }) => sum + items.length, 0) -
          leftOut.reduce((sum, line) => sum + Number.parseInt(line, 10), 0);
        expect(kept).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
