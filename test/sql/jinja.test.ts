import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findJinjaFault } from '../../src/sql/jinja-blocks.ts';
import { readCalls, readOnlyCall, readString } from '../../src/sql/jinja-calls.ts';
import { scanJinja } from '../../src/sql/jinja-tags.ts';
import { offsetOfByte, textPosition } from '../../src/sql/text-position.ts';

describe('scanJinja', () => {
  it('finds expressions, statements, comments and raw blocks with their offsets', () => {
    const text = `{{ config(x='}}') }}select {#- {{ no #} 1{% raw %}{{ {% {# {% endraw %}{%- if a -%}b{% endif %}`;
    const { tags, fault } = scanJinja(text);
    expect(fault).toBeNull();
    expect(tags.map(({ kind, inner, start, end }) => [kind, inner, text.slice(start, end)])).toEqual([
      ['expression', "config(x='}}')", "{{ config(x='}}') }}"],
      ['comment', '{{ no', '{#- {{ no #}'],
      ['raw', '{{ {% {# ', '{% raw %}{{ {% {# {% endraw %}'],
      ['statement', 'if a', '{%- if a -%}'],
      ['statement', 'endif', '{% endif %}'],
    ]);
  });

  it('lets brackets hold end marks', () => {
    expect(scanJinja(`{{ {'a': {'b': 1}} }}!`).tags).toMatchObject([{ end: 21 }]);
  });

  it('says what is never closed, and where', () => {
    expect(scanJinja('a {{ b }').fault).toEqual({ offset: 2, message: '{{ is never closed by }}' });
    expect(scanJinja("a {{ 'b }}").fault).toEqual({ offset: 2, message: '{{ is never closed by }}' });
    expect(scanJinja('{# a').fault).toEqual({ offset: 0, message: 'the comment {# is never closed by #}' });
    expect(scanJinja('{% raw %}').fault).toEqual({ offset: 0, message: '{% raw %} is never closed by {% endraw %}' });
  });

  it('never throws, and its tags never overlap', () => {
    const piece = fc.constantFrom(
      '{{',
      '}}',
      '{%',
      '%}',
      '{#',
      '#}',
      "'",
      '"',
      'raw',
      'endraw',
      ' ',
      'x',
      '\\',
      '(',
      '}',
      '😀',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        const { tags } = scanJinja(text);
        let last = 0;
        for (const tag of tags) {
          expect(tag.start).toBeGreaterThanOrEqual(last);
          expect(tag.end).toBeGreaterThan(tag.start);
          last = tag.end;
        }
        findJinjaFault({ tags, fault: null });
      }),
    );
  });
});

describe('findJinjaFault', () => {
  it.each([
    ['{% if a %}{% for b in c %}{% else %}{% endfor %}{% elif d %}{% endif %}{% set e = 1 %}', null],
    ['{% set e %}1{% endset %}{% macro f(x=1) %}{% endmacro %}', null],
    ['{% if a %}', '{% if %} is never closed by {% endif %}'],
    ['{% if a %}{% endfor %}', '{% endfor %} ends nothing'],
    ['{% else %}', '{% else %} stands outside of its block'],
    ['50{% off %}', '{% off %} is no tag of Jinja or dbt'],
    ['{% constructor %}', '{% constructor %} is no tag of Jinja or dbt'],
    ['{% %}', '{% %} is empty'],
    ['{% if a %}{{', '{{ is never closed by }}'],
  ])('%s: %s', (text, message) => {
    expect(findJinjaFault(scanJinja(text))?.message ?? null).toBe(message);
  });
});

describe('calls', () => {
  it('reads ref and source wherever they stand', () => {
    const text = `{{ref("a")}} {% set x = dbt_utils.star(from=ref( 'pkg' , 'b')) %} {{ source('s', 'it\\'s') }} {# {{ ref('no') }} #} {{ ref(var('c')) }} {{ builtins.ref('d') }}`;
    expect(readCalls(scanJinja(text).tags)).toEqual([
      { function: 'ref', args: ['a'], offset: 0 },
      { function: 'ref', args: ['pkg', 'b'], offset: 13 },
      { function: 'source', args: ['s', "it's"], offset: text.indexOf('{{ source') },
    ]);
  });

  it('tells a tag that is one call, or one text, from all others', () => {
    expect(readOnlyCall("ref('a')")).toEqual({ function: 'ref', args: ['a'] });
    expect(readOnlyCall("source('a', 'b')")).toEqual({ function: 'source', args: ['a', 'b'] });
    expect(readOnlyCall("source('a')")).toBeNull();
    expect(readOnlyCall("ref('a', v=2)")).toBeNull();
    expect(readOnlyCall("ref('a') ~ 'x'")).toBeNull();
    expect(readString("'{'")).toBe('{');
    expect(readString(String.raw`'\r'`)).toBe('\r');
    expect(readString("'a' ~ 'b'")).toBeNull();
  });
});

describe('positions', () => {
  it('counts lines and columns from 1', () => {
    expect(textPosition('ab\ncd', 0)).toEqual({ line: 1, column: 1 });
    expect(textPosition('ab\ncd', 4)).toEqual({ line: 2, column: 2 });
  });

  it('turns bytes into UTF-16 units', () => {
    const text = "select 'é😀', amout";
    expect(offsetOfByte(text, Buffer.byteLength("select 'é😀', "))).toBe(text.indexOf('amout'));
  });
});
