import { expect, it } from 'vitest';
import { NO_EVIDENCE } from '../../../src/catalog/evidence.ts';
import { DEFAULT_STYLE, LAYERS } from '../../../src/context/style.ts';
import { infer } from '../../../src/inference/infer.ts';
import type { DraftInput } from '../../../src/planner/draft.ts';
import { draftPlan } from '../../../src/planner/draft-plan.ts';
import { writtenFaults } from '../../../src/verify/written/written-faults.ts';
import { smallShop } from '../../helpers/small-shop.ts';
import { writeModel } from '../../helpers/written-models.ts';

const catalog = smallShop();
const input: DraftInput = {
  catalog,
  beliefs: infer(catalog, NO_EVIDENCE).beliefs,
  style: DEFAULT_STYLE,
  adapter: 'duckdb',
  sourceName: 'shop',
  layers: LAYERS,
  tableNames: new Map(),
  takenNames: [],
  deltas: [
    writeModel("select order_id, amount from {{ ref('stg_shop__orders') }}", { name: 'fct_good' }),
    writeModel("select order_id, sum(status) as total from {{ ref('stg_shop__orders') }} group by 1", {
      name: 'fct_bad',
    }),
    writeModel("select order_id from {{ ref('fct_bad') }}", { name: 'fct_below' }),
  ],
};

it('tells which models do not compile, so that the draft is made without them', async () => {
  const faults = await writtenFaults(input);
  expect([...faults.keys()]).toEqual(['fct_bad', 'fct_below']);
  expect(faults.get('fct_bad')).toBe(
    "no function matches the given name and argument types 'sum(VARCHAR)'. You might need to add explicit type casts",
  );
  const draft = draftPlan({ ...input, writtenFaults: faults });
  expect(draft.actions.flatMap(({ name, spec }) => (spec.kind === 'written' ? [name] : []))).toEqual(['fct_good']);
  expect(draft.refused.map(({ delta, why }) => ['name' in delta && delta.name, why])).toEqual([
    ['fct_bad', faults.get('fct_bad')],
    ['fct_below', expect.stringContaining('there is no model "fct_bad" that can be read')],
  ]);
});

it('opens nothing where no model was written', async () => {
  expect(await writtenFaults({ ...input, deltas: [] })).toEqual(new Map());
});
