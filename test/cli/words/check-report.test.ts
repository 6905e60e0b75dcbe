import { expect, it } from 'vitest';
import { PLAIN } from '../../../src/cli/colour.ts';
import { checkLines } from '../../../src/cli/words/check-lines.ts';
import { junitXml } from '../../../src/cli/words/junit.ts';
import type { CheckReport, CoveredTable, Drift } from '../../../src/planner/coverage/report.ts';

const ORDERS: CoveredTable = {
  schema: 'raw',
  name: 'orders',
  source: { name: 'shop', table: 'orders', file: 'models/shop.yml' },
  models: ['stg_orders'],
  items: [
    { kind: 'table', columns: [], covered: true },
    { kind: 'column', columns: ['id'], covered: true },
    { kind: 'column', columns: ['note'], covered: false, missing: 'no model reads it', hint: 'Select it.' },
    { kind: 'key', columns: ['id', 'line'], covered: false, missing: 'no test counts it', hint: 'Add one.' },
    { kind: 'relationship', columns: ['customer_id'], to: 'customers.id', covered: true },
  ],
};
const REFUNDS: CoveredTable = {
  schema: 'raw',
  name: 'refunds',
  source: null,
  models: [],
  items: [
    { kind: 'table', columns: [], covered: false, missing: 'no source declares it', hint: 'cartridge plan adds it.' },
    { kind: 'column', columns: ['id'], covered: false, missing: 'no model reads it', hint: 'Select it.' },
  ],
};
const GONE: Drift = {
  kind: 'column_dropped',
  severity: 'breaking',
  schema: 'raw',
  table: 'orders',
  columns: ['status'],
  source: 'shop',
  file: 'models/shop.yml',
  text: 'the column is gone; stg_orders selects it',
  downstream: ['stg_orders', 'fct_orders'],
};

function report(change: Partial<CheckReport> = {}): CheckReport {
  const share = { covered: 1, of: 1, percent: 100 };
  return {
    format_version: '1.0',
    project: 'jaffle',
    catalog: 'shop.duckdb',
    passed: true,
    min_coverage: null,
    coverage: {
      tables: { covered: 1, of: 2, percent: 50 },
      columns: { covered: 1, of: 3, percent: 33.3 },
      keys: { covered: 0, of: 1, percent: 0 },
      relationships: share,
      total: { covered: 3, of: 7, percent: 42.8 },
    },
    tables: [ORDERS, REFUNDS],
    drift: [],
    ...change,
  };
}

function screen(change: Partial<CheckReport> = {}, width = 87): string {
  return checkLines({ ...report(change), reference: ' --from shop.duckdb' }, { width, colour: PLAIN }).join('\n');
}

it('shows the shares, what changed, what is not covered, and the verdict', () => {
  expect(screen({ drift: [GONE], passed: false, min_coverage: 80 })).toBe(`shop.duckdb   2 tables against jaffle
  tables          1 of 2    50.0%
  columns         1 of 3    33.3%
  keys            0 of 1     0.0%
  relationships   1 of 1   100.0%
  total           3 of 7    42.8%

Drift
  raw.orders.status   breaking: the column is gone; stg_orders selects it (used by
                      stg_orders, fct_orders)

Not covered
  raw.orders    column note: no model reads it
                key id + line: no test counts it
  raw.refunds   no source declares it (1 column)

Failed    1 change of what the project states; 42.8% covered, less than 80%
Next      cartridge plan --from shop.duckdb`);
});

it('says no more than the shares where all is well', () => {
  const total = { covered: 7, of: 7, percent: 100 };
  const coverage = { ...report().coverage, total };
  expect(screen({ tables: [], coverage, min_coverage: 80 }).split('\n').slice(-2)).toEqual([
    '',
    'Passed    no drift; 100.0% covered, at least 80%',
  ]);
});

it('shows the first tables whole and counts the rest', () => {
  const tables = Array.from({ length: 20 }, (_, index) => ({ ...REFUNDS, name: `refunds_${index}` }));
  const text = screen({ tables });
  expect(text).toContain('raw.refunds_11 ');
  expect(text).not.toContain('raw.refunds_12 ');
  expect(text).toContain('  and 8 more tables; --json prints all');
  const narrow = screen({ tables, drift: [GONE] }, 60).split('\n');
  expect(narrow.filter((line) => line.length > 60)).toEqual([]);
});

it('writes a case for everything that can be covered, in the suite of its source', () => {
  expect(junitXml(report())).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="cartridge check" tests="7" failures="0" skipped="4">
  <testsuite name="shop" tests="5" failures="0" skipped="2" errors="0" time="0">
    <testcase name="table" classname="raw.orders" file="models/shop.yml" time="0"/>
    <testcase name="column id" classname="raw.orders" file="models/shop.yml" time="0"/>
    <testcase name="column note" classname="raw.orders" file="models/shop.yml" time="0">
      <skipped message="No model reads it."/>
    </testcase>
    <testcase name="key id + line" classname="raw.orders" file="models/shop.yml" time="0">
      <skipped message="No test counts it."/>
    </testcase>
    <testcase name="relationship customer_id to customers.id" classname="raw.orders" file="models/shop.yml" time="0"/>
  </testsuite>
  <testsuite name="not declared" tests="2" failures="0" skipped="2" errors="0" time="0">
    <testcase name="table" classname="raw.refunds" time="0">
      <skipped message="No source declares it."/>
    </testcase>
    <testcase name="column id" classname="raw.refunds" time="0">
      <skipped message="No model reads it."/>
    </testcase>
  </testsuite>
</testsuites>
`);
});

it('fails the cases that make the check fail, and says what to do', () => {
  const xml = junitXml(report({ tables: [REFUNDS], drift: [GONE], min_coverage: 50, passed: false }));
  expect(xml).toContain('<testsuites name="cartridge check" tests="3" failures="3" skipped="0">');
  expect(xml).toContain(
    '<failure type="not_covered" message="No source declares it.">No source declares it. cartridge plan adds it.</failure>',
  );
  expect(xml).toContain(
    '<testcase name="drift column_dropped status" classname="raw.orders" file="models/shop.yml" time="0">',
  );
  expect(xml).toContain(
    'The column is gone; stg_orders selects it. This is breaking. Used by stg_orders, fct_orders. See models/shop.yml.</failure>',
  );
});
