import { expect, it } from 'vitest';
import { testResults } from '../../src/report/test-results.ts';

const RUN_AT = '2026-03-04T05:00:00Z';

/** What dbt writes into target/run_results.json, as far as it is read. */
function results(generatedAt: string, statuses: Readonly<Record<string, string>>): string {
  const all = Object.entries(statuses).map(([unique_id, status]) => ({
    unique_id,
    status,
    failures: status === 'fail' ? 3 : null,
    message: status === 'pass' ? null : `it said ${status}`,
  }));
  return JSON.stringify({ metadata: { generated_at: generatedAt }, results: all });
}

it('counts tests by what became of them, and names those that did not pass', () => {
  const text = results('2026-03-04T06:00:00Z', {
    'model.shop.stg_orders': 'success',
    'test.shop.unique_stg_orders_order_id.5c1': 'pass',
    'test.shop.relationships_x.7aa': 'warn',
    'test.shop.accepted_values_y.8bb': 'fail',
    'test.shop.not_null_z.9cc': 'skipped',
  });
  expect(testResults({ results: text, manifest: null }, RUN_AT)).toEqual({
    ran_at: '2026-03-04T06:00:00.000Z',
    passed: 1,
    warned: 1,
    failed: 1,
    skipped: 1,
    failures: [
      { name: 'accepted_values_y.8bb', status: 'fail', failing_rows: 3, message: 'it said fail' },
      { name: 'relationships_x.7aa', status: 'warn', failing_rows: null, message: 'it said warn' },
    ],
  });
});

it.each([
  ['ran before', results('2026-03-04T04:00:00Z', { 'test.shop.a.1': 'pass' })],
  ['held no test', results('2026-03-04T06:00:00Z', { 'model.shop.a': 'success' })],
  ['is cut short', results('2026-03-04T06:00:00Z', { 'test.shop.a.1': 'pass' }).slice(0, 40)],
  ['is not there', ''],
  ['has no time', results('yesterday', { 'test.shop.a.1': 'pass' })],
])('says that nothing ran where the file %s', (_, text) => {
  expect(testResults({ results: text, manifest: null }, RUN_AT)).toMatchObject({
    ran_at: null,
    passed: 0,
    failures: [],
  });
});
