import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkWrittenModel } from '../../../src/planner/written/check-written-model.ts';
import { layOutWritten } from '../../../src/planner/written/lay-out-written.ts';
import { refOf } from '../../../src/planner/written/written-source.ts';
import { DEFAULT_STYLE } from '../../../src/context/style.ts';
import { dialectOf } from '../../../src/sql/dialects/dialects.ts';
import { findSemicolon } from '../../../src/sql/find-semicolon.ts';
import { scanJinja } from '../../../src/sql/jinja-tags.ts';
import { HOSTILE_SQL } from '../../helpers/hostile-sql.ts';
import { SHOP_MODELS, writeModel } from '../../helpers/written-models.ts';

const PIECES =
  `select from where group by having with as ( ) , . ; * = < > + - / || :: [ ] { } ' " -- /* */ {{ }} {% %} {# #} case when then
  else end and or not in is null like between exists distinct union all join left on using over partition order rows limit
  order_id customer_id amount status ordered_at o c final 1 'a' "Sign Up" count( sum( cast( date_trunc( 'month', extract( read_csv(
  getenv( {{ref('stg_shop__orders')}} {{ref('stg_shop__customers')}} {{ref('raw')}} {{env_var('X')}} values recursive`.split(
    /\s+/,
  );

const SOUND = [
  "select order_id from {{ ref('stg_shop__orders') }}",
  "with o as (select * from {{ ref('stg_shop__orders') }}), final as (select o.order_id, sum(o.amount) / count(*) as mean, " +
    "row_number() over (partition by o.status order by o.ordered_at desc) as place, case when o.status in ('a') then 'it''s' end as kind " +
    "from o left join {{ ref('stg_shop__customers') }} as c on c.customer_id = o.customer_id and c.region is not null " +
    'where exists (select 1 from o as p where p.order_id = o.order_id) group by 1, 3, 4) select * from final',
];

/** A sound or hostile text with pieces put in, taken out and swapped. */
const mutated = (texts: readonly string[], maxLength: number) =>
  fc
    .tuple(
      fc.constantFrom(...texts),
      fc.array(fc.tuple(fc.nat(), fc.nat({ max: 3 }), fc.constantFrom(...PIECES, ' ', '\n')), { maxLength }),
    )
    .map(([sql, changes]) =>
      changes.reduce((text, [at, length, piece]) => {
        const start = at % (text.length + 1);
        return text.slice(0, start) + piece + text.slice(start + length * 3);
      }, sql),
    );
const anySql = fc.oneof(
  { weight: 4, arbitrary: mutated(SOUND, 2) },
  mutated([...SOUND, ...HOSTILE_SQL.map(([, sql]) => sql).filter((sql) => sql.length < 1000)], 6),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join(' ')),
  fc.string({ maxLength: 200 }),
);

it('never throws, and lets nothing through but one select of models', () => {
  let held = 0;
  fc.assert(
    fc.property(anySql, fc.constantFrom('duckdb', 'postgres', 'bigquery', 'redshift'), (sql, adapter) => {
      const checked = checkWrittenModel(writeModel(sql), { models: SHOP_MODELS, adapter });
      if ('problems' in checked) {
        expect(checked.problems.length).toBeGreaterThan(0);
        return;
      }
      held += 1;
      const text = layOutWritten(checked.sql, { dialect: dialectOf(adapter), style: DEFAULT_STYLE }).join('\n');
      const { tags, fault } = scanJinja(text);
      expect(fault).toBeNull();
      expect(new Set(tags.map(refOf))).toEqual(new Set(checked.refs));
      expect(findSemicolon(text, tags)).toBe(-1);
      expect(text).toMatch(/^(?:with\n|select\b)/);
      expect(text.replaceAll(/'(?:[^']|'')*'/g, '')).not.toMatch(/--|\/\*|read_csv|getenv/);
      const again = checkWrittenModel(writeModel(text), { models: SHOP_MODELS, adapter });
      if (adapter === 'duckdb') expect('problems' in again).toBe(false);
    }),
    { numRuns: 1500 },
  );
  expect(held).toBeGreaterThan(50);
});
