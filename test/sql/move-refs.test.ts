import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moveRefs, moveRefsInPython } from '../../src/sql/move-refs.ts';

const move = { from: 'stg_old', to: 'stg_new', project: 'shop' };
const moved = (text: string) => moveRefs(text, move);

describe('moveRefs', () => {
  it.each([
    [`select * from {{ ref('stg_old') }}`, `select * from {{ ref('stg_new') }}`],
    [`select * from {{ref("stg_old")}}`, `select * from {{ref("stg_new")}}`],
    [`{{- ref( 'stg_old' ) -}}`, `{{- ref( 'stg_new' ) -}}`],
    [`{{ ref('shop', 'stg_old') }}`, `{{ ref('shop', 'stg_new') }}`],
    [
      `{{ dbt_utils.star(from=ref('stg_old'), except=["a"]) }}`,
      `{{ dbt_utils.star(from=ref('stg_new'), except=["a"]) }}`,
    ],
    [`{% set x = ref('stg_old') %}`, `{% set x = ref('stg_new') %}`],
    [`-- {{ ref('stg_old') }} counts in a comment, too`, `-- {{ ref('stg_new') }} counts in a comment, too`],
  ])('moves the name alone: %s', (before, after) => {
    expect(moved(before)).toEqual({ text: after, left: [] });
  });

  it.each([
    ['another model', `select * from {{ ref('stg_old_orders') }}`],
    ['the model of another project', `select * from {{ ref('erp', 'stg_old') }}`],
    ['the name outside of Jinja', `with stg_old as (select 1) select * from stg_old -- ref('stg_old')`],
    ['a comment of Jinja', `{# {{ ref('stg_old') }} #}`],
    ['a raw block', `{% raw %}{{ ref('stg_old') }}{% endraw %}`],
  ])('leaves %s as it is', (_, text) => {
    expect(moved(text)).toEqual({ text, left: [] });
  });

  it('tells what only dbt can follow, by its place in the text that comes out', () => {
    const text = `{% set m = 'stg_old' %}\n{{ ref('stg_old') }} {{ ref('stg_old', v=1) }}`;
    const { text: after, left } = moved(text);
    expect(after).toBe(`{% set m = 'stg_old' %}\n{{ ref('stg_new') }} {{ ref('stg_old', v=1) }}`);
    expect(left.map((offset) => after.slice(offset, offset + 9))).toEqual([`'stg_old'`, `'stg_old'`]);
  });

  it('changes nothing but the name, in any text', () => {
    const pieces = fc.array(
      fc.oneof(
        fc.string(),
        fc.constantFrom(`{{ ref('stg_old') }}`, `{{ ref("stg_old") }}`, '{%', '}}', "'", 'stg_old', '{#'),
      ),
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        const text = parts.join('');
        fc.pre(!text.includes('stg_new'));
        const { text: after } = moved(text);
        expect(after.replaceAll('stg_new', 'stg_old')).toBe(text);
      }),
    );
  });
});

it('moves what a model in Python refers to', () => {
  const text = `def model(dbt, session):\n    return dbt.ref("stg_old").join(dbt.ref('other'))\n`;
  expect(moveRefsInPython(text, move)).toEqual({ text: text.replace('stg_old', 'stg_new'), left: [] });
});
