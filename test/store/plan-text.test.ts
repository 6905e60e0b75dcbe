import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { planText } from '../../src/store/plan-text.ts';
import { shopPlan } from '../helpers/shop-plan.ts';

it('gives each action, file and table a line of its own', () => {
  const [first, second] = shopPlan().actions;
  const plan = shopPlan({
    actions: [first!, second!],
    files: [],
    catalog: { dialect: 'duckdb', inputs: ['a.json'], tables: [] },
  });
  const lines = planText(plan).split('\n');
  expect(lines.slice(0, 3)).toEqual(['{', '  "format_version": "1.0",', `  "plan_id": "${plan.plan_id}",`]);
  expect(lines).toContain('  "actions": [');
  expect(lines).toContain(`    ${JSON.stringify(first)},`);
  expect(lines).toContain(`    ${JSON.stringify(second)}`);
  expect(lines).toContain('  "files": [],');
  expect(lines).toContain('  "catalog": {"dialect":"duckdb","inputs":["a.json"],"tables":[]},');
});

it('holds the whole plan, and whatever a newer version adds', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (added) => {
      const plan = { ...added, ...shopPlan() };
      expect(JSON.parse(planText(plan))).toEqual(JSON.parse(JSON.stringify(plan)));
    }),
    { numRuns: 50 },
  );
});
