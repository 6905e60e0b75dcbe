import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scanJinja } from '../../../src/sql/jinja-tags.ts';
import { renderSql } from '../../../src/verify/bind/render-sql.ts';
import type { RelationOf } from '../../../src/verify/bind/render-sql.ts';
import { escapeJinja } from '../../../src/yaml/jinja.ts';

const relationOf: RelationOf = ({ args }) =>
  args[0] === 'gone' ? { missing: 'it is gone' } : { relation: args.join('.') };
const render = (text: string): ReturnType<typeof renderSql> => renderSql(text, scanJinja(text), relationOf);
const sqlOf = (text: string): string => {
  const rendered = render(text);
  return 'sql' in rendered ? rendered.sql : `unknown: ${rendered.unknown}`;
};

describe('renderSql', () => {
  it('renders ref, source, config, texts, comments and raw blocks', () => {
    expect(
      sqlOf(
        `{{ config(a='}}', b=f(1)) }}select '{{ '{' }}{' {# no #}{% raw %}{{x}}{% endraw %} from {{ ref("a") }}, {{ source('s', 't') }}`,
      ),
    ).toBe("select '{{' {{x}} from a, s.t");
  });

  it('says what it cannot render', () => {
    expect(sqlOf('select {{ var("x") }}')).toBe('unknown: it uses {{ var("x") }}');
    expect(sqlOf('{% if is_incremental() %}a{% endif %}')).toBe('unknown: it uses {% if is_incremental() %}');
    expect(sqlOf("{{ ref('a') ~ 'b' }}")).toBe("unknown: it uses {{ ref('a') ~ 'b' }}");
    expect(sqlOf("{{ ref('gone') }}")).toBe('unknown: it is gone');
    expect(sqlOf('{{ a')).toBe('unknown: {{ is never closed by }}');
  });

  it('finds the way back to the template', () => {
    const text = "{{ config(x=1) }}select amout from {{ ref('a_long_name') }} as a where b";
    const rendered = render(text);
    if (!('sql' in rendered)) throw new Error(rendered.unknown);
    const back = (word: string): string => text.slice(rendered.templateOffset(rendered.sql.indexOf(word)));
    expect(back('amout')).toMatch(/^amout from/);
    expect(back('long')).toMatch(/^\{\{ ref/);
    expect(back('where')).toMatch(/^where b/);
  });

  it('renders any escaped text as itself', () => {
    const texts = fc.string({ unit: fc.constantFrom('{', '}', '%', '#', "'", '"', '\\', '\n', '\r', 'a', '😀') });
    fc.assert(
      fc.property(texts, (text) => {
        expect(sqlOf(escapeJinja(text))).toBe(text);
      }),
    );
  });
});
