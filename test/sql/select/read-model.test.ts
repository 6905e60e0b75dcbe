import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scanJinja } from '../../../src/sql/jinja-tags.ts';
import { maskJinja, PLACEHOLDER } from '../../../src/sql/select/mask-jinja.ts';
import { readModel } from '../../../src/sql/select/read-model.ts';

/** A masked text, to be read: `~` for each unit of what is printed. */
function mask(text: string): string {
  return maskJinja(text, scanJinja(text).tags).text.replaceAll(PLACEHOLDER, '~');
}

describe('maskJinja', () => {
  it('keeps every offset', () => {
    expect(mask('a {{ b }}_c {# d #} e')).toBe('a ~~~~~~~_c         e');
    expect(mask('{% set x = 1 %}{% set y %}no{% endset %}{{ config(a=1) }}z')).toMatch(/^ {57}z$/);
    expect(mask('-- {{ a(\n1) }}\n{# b\n #}c')).toBe('-- ~~~~~~~~~~~\n        c');
  });

  it('keeps one branch, and nothing of what a run does not see', () => {
    expect(mask('{% if a %}1{% elif b %}2{% else %}3{% endif %}').trim()).toBe('1');
    expect(mask('{% if not execute %}1{% else %}2{% endif %}').trim()).toBe('2');
    expect(mask('{% for a in b %}1{% else %}2{% endfor %}').trim()).toBe('1');
    expect(mask('{% if not loop.last %} union all {% endif %}{% call f() %}1{% endcall %}').trim()).toBe('');
  });
});

describe('readModel', () => {
  const PIECES = fc.constantFrom(
    ...'select from with as ( ) [ ] { } , . :: * union all ; \' " ` $$ -- /* */ # // \n é 😀 a "b" 1 1e5 \\ <'.split(
      ' ',
    ),
    '{{',
    '}}',
    '{%',
    '%}',
    '{#',
    '#}',
    'if x',
    'else',
    'endif',
    "'x'",
    'array<',
    '>',
    'except',
    'group by',
  );

  it('reads any text without an error, tokens in order', () => {
    fc.assert(
      fc.property(
        fc.array(PIECES, { maxLength: 40 }),
        fc.constantFrom('duckdb', 'bigquery', 'sqlserver'),
        (pieces, dialect) => {
          const text = pieces.join(' ');
          const model = readModel(text, dialect);
          if ('reason' in model) return;
          let last = 0;
          for (const { start, end } of [...model.tokens, ...model.comments].sort((a, b) => a.start - b.start)) {
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeGreaterThan(start);
            last = end;
          }
          expect(last).toBeLessThanOrEqual(text.length);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('reads brackets of any depth that people write, and refuses what would exhaust the stack', () => {
    const nested = (depth: number) => `${'('.repeat(depth)}select 1 as a${')'.repeat(depth)}`;
    expect(readModel(nested(100), 'duckdb')).toMatchObject({ query: { selects: [{ items: [{ name: 'a' }] }] } });
    expect(readModel(nested(100_000), 'duckdb')).toEqual({ reason: 'its brackets do not match, or are too many' });
    expect(readModel(`select * from (`.repeat(2000) + ')'.repeat(2000), 'duckdb')).toHaveProperty('reason');
  });
});
