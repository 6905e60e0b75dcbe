import { describe, expect, it } from 'vitest';
import { businessSection } from '../../../src/prompts/sections/business-section.ts';
import { fitBudget } from '../../../src/prompts/sections/fit-budget.ts';

describe('the business context', () => {
  it('keeps its lines', () => {
    expect(businessSection('We sell tools.\n\n  Revenue is net of tax. ').items).toEqual([
      'We sell tools.',
      'Revenue is net of tax.',
    ]);
    expect(businessSection(null).items).toEqual([]);
    expect(businessSection(' \n\t').items).toEqual([]);
  });

  it('is cut between words, so that a long paragraph is told as far as it fits', () => {
    const paragraph = Array.from({ length: 900 }, (_, at) => `word${at}`).join(' ');
    const section = businessSection(paragraph);
    expect(section.items.every((line) => line.length <= 160)).toBe(true);
    expect(section.items.join(' ')).toBe(`${paragraph.slice(0, 3999)}…`);
    const { text, leftOut } = fitBudget([section], 6000);
    expect(text).toContain('word0 word1 word2');
    expect(leftOut).toEqual([expect.stringMatching(/^\d+ lines of business context$/)]);
  });

  it('may be one endless word', () => {
    expect(businessSection('x'.repeat(100_000)).items).toEqual([`${'x'.repeat(3999)}…`]);
  });
});
