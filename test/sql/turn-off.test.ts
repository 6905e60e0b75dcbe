import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSqlFacts } from '../../src/context/facts/sql-facts.ts';
import { turnOff } from '../../src/sql/turn-off.ts';

describe('turnOff', () => {
  it.each([
    ['a model without a config', `select 1\n`, `{{ config(enabled=false) }}\n\nselect 1\n`],
    ['Windows line ends', `select 1\r\n`, `{{ config(enabled=false) }}\r\n\r\nselect 1\r\n`],
    [
      'a config',
      `{{ config(materialized='table') }}\nselect 1\n`,
      `{{ config(materialized='table', enabled=false) }}\nselect 1\n`,
    ],
    [
      'spaces around =',
      `{{ config(materialized = 'table') }} select 1`,
      `{{ config(materialized = 'table', enabled = false) }} select 1`,
    ],
    [
      'a config of several lines',
      `-- ours\n{{\n  config(\n    materialized='table',\n    tags=['a', 'b']\n  )\n}}\nselect 1\n`,
      `-- ours\n{{\n  config(\n    materialized='table',\n    tags=['a', 'b'],\n    enabled=false\n  )\n}}\nselect 1\n`,
    ],
    [
      'a comma at its end',
      `{{ config(\n    tags=['a'],\n) }}\nselect 1\n`,
      `{{ config(\n    tags=['a'],\n    enabled=false,\n) }}\nselect 1\n`,
    ],
    ['an empty config', `{{ config() }} select 1`, `{{ config(enabled=false) }} select 1`],
    ['enabled=true', `{{ config(enabled=true, tags='a') }} select 1`, `{{ config(enabled=false, tags='a') }} select 1`],
    ['a switch', `{{ config(enabled=var('x', true)) }} select 1`, `{{ config(enabled=false) }} select 1`],
    [
      'a mapping',
      `{{ config({'enabled': true}) }} select 1\n`,
      `{{ config({'enabled': true}) }} select 1\n\n{{ config(enabled=false) }}\n`,
    ],
    [
      'a condition',
      `{% if target.name == 'x' %}{{ config(tags='a') }}{% endif %} select 1`,
      `{{ config(enabled=false) }}\n\n{% if target.name == 'x' %}{{ config(tags='a') }}{% endif %} select 1`,
    ],
  ])('%s', (_, before, after) => {
    expect(turnOff(before)).toBe(after);
    expect(turnOff(after)).toBe(after);
  });

  it('turns any SQL off, and leaves it off', () => {
    const pieces = fc.constantFrom(
      `{{ config(tags=['x'], enabled=true) }}`,
      `{{ config(\n  materialized='view',\n) }}`,
      `{{ config({'enabled': true}) }}`,
      `{% if x %}{{ config(enabled=true) }}{% endif %}`,
      'select 1',
      '-- {{ x }}',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(pieces), (parts) => {
        const off = turnOff(parts.join('\n'));
        expect(readSqlFacts(off).config['enabled']).toBe(false);
        expect(turnOff(off)).toBe(off);
      }),
    );
  });
});
