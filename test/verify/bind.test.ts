import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { problemsOf } from '../helpers/problems-of.ts';
import { writeTree } from '../helpers/project-tree.ts';
import { edited, planOf, SHOP_FILES, SHOP_TABLES, shopPlan, shown, verify } from '../helpers/verified-shop.ts';
import type { ShopFile } from '../helpers/verified-shop.ts';

let projectDir = '';
beforeEach(() => {
  projectDir = mkdtempSync(join(tmpdir(), 'cartridge-bind-'));
});
afterEach(() => rmSync(projectDir, { recursive: true, force: true }));

async function said(path: ShopFile, from: string, to: string): Promise<string[]> {
  return shown(await verify(projectDir, shopPlan(edited(path, from, to)), { level: 'bind' }));
}

const FCT = 'models/marts/fct_orders.sql';
const PAYMENTS = 'models/staging/stg_shop__payments.sql';
const MODELS = 'models/staging/_models.yml';

describe('a model that does not compile', () => {
  it('is told of at its place in the template, with what it reads and the near name', async () => {
    expect(await said(PAYMENTS, '        amount\n', '        amout\n')).toEqual([
      `${PAYMENTS}:14:9 column "amout" does not exist in shop.payments; did you mean "amount"?`,
    ]);
    expect(await said(FCT, 'from orders\n', 'from orders as o\n')).toEqual([
      `${FCT}:20:47 referenced table "orders" not found`,
    ]);
    expect(await said(FCT, 'sum(payments.amount)', 'summ(payments.amount)')).toEqual([
      `${FCT}:18:9 there is no function summ; did you mean "sum"?`,
    ]);
    expect(await said(FCT, "{{ ref('stg_shop__orders') }}", 'raw_orders')).toEqual([
      `${FCT}:3:19 there is no table raw_orders: models read tables through ref and source`,
    ]);
    expect(await said(FCT, 'group by 1', 'group bye 1')).toEqual([`${FCT}:21:11 syntax error at or near "bye"`]);
    expect(await said(FCT, '    group by 1\n', '')).toEqual([
      `${FCT}:16:9 column "order_id" must appear in the GROUP BY clause or must be part of an aggregate function`,
    ]);
    expect(await said(FCT, 'orders.order_id,', 'order_id,')).toEqual([
      `${FCT}:16:9 ambiguous reference to column name "order_id" (use: "orders.order_id" or "payments.order_id")`,
    ]);
  });

  it('is told of once: what is made of it is not', async () => {
    const report = await verify(projectDir, shopPlan(edited(PAYMENTS, 'id as payment_id', 'idd as payment_id')));
    expect(shown(report)).toEqual([
      `${PAYMENTS}:12:9 column "idd" does not exist in shop.payments; did you mean "id"?`,
    ]);
    expect(report.checks.at(-1)?.detail).toBe(
      '1 of 3 models compile against the raw tables; not checked: fct_orders (it is made of a model that does not compile)',
    );
  });
});

it('compares the columns that come out with those in YAML, both ways', async () => {
  expect(await said(PAYMENTS, '        amount\n', '        amount as total\n')).toEqual([
    `${FCT}:18:13 column "amount" does not exist in stg_shop__payments`,
    `${MODELS}:27:9 stg_shop__payments has no column "amount"`,
    `${MODELS}:16:5 the column "total" comes out of stg_shop__payments and its YAML does not list it`,
  ]);
  expect(await said('models/staging/_sources.yml', '- name: order_id', '- name: orderid')).toEqual([
    'models/staging/_sources.yml:14:13 shop.payments has no column "orderid"; did you mean "order_id"?',
  ]);
});

it('compiles the tests', async () => {
  expect(await said(MODELS, 'field: order_id', 'field: orderid')).toEqual([
    `${MODELS}:23:13 the test relationships of stg_shop__payments.order_id does not compile: column "orderid" does not exist in stg_shop__orders; did you mean "order_id"?`,
  ]);
  expect(await said(MODELS, "it''s sent", "it's sent")).toEqual([
    `${MODELS}:11:13 the test accepted_values of stg_shop__orders.status does not compile: syntax error at or near "s"`,
  ]);
  expect(
    await said('tests/assert_fct_orders_unique.sql', 'group by order_id, amount', 'group by order_id, amoun'),
  ).toEqual(['tests/assert_fct_orders_unique.sql:4:20 column "amoun" does not exist; did you mean "amount"?']);
});

it('binds a column whose name needs quotes, and misses quote: true', async () => {
  const tables = [
    {
      schema: 'main',
      name: 'Order Items',
      columns: [
        { name: 'order', type: 'int' },
        { name: 'naïve "x" {{', type: 'text' },
      ],
    },
  ];
  const files = (quote: string): Record<string, string> => ({
    'models/s.yml': `sources:
  - name: shop
    schema: main
    tables:
      - name: items
        identifier: Order Items
        columns:
          - name: order
          - name: "naïve \\"x\\" {{ '{' }}{"
models:
  - name: stg_items
    columns:
      - name: order
${quote}        data_tests: [not_null]
      - name: "naïve \\"x\\" {{ '{' }}{"
        quote: true
        data_tests: [not_null]
`,
    'models/stg_items.sql': `select "order", "naïve ""x"" {{ '{' }}{" from {{ source('shop', 'items') }}\n`,
  });
  const plan = (quote: string) =>
    planOf(
      Object.entries(files(quote)).map(([path, after]) => ({ path, after })),
      tables,
    );
  expect(shown(await verify(projectDir, plan('        quote: true\n')))).toEqual([]);
  expect(shown(await verify(projectDir, plan('')))).toEqual([
    'models/s.yml:14:22 the test not_null of stg_items.order does not compile: syntax error at or near "from"',
  ]);
});

it('leaves out, and says so, what it cannot render or does not know', async () => {
  const plan = shopPlan({
    ...edited(PAYMENTS, 'amount\n', "{{ dbt.safe_cast('amount', 'int') }} as amount\n"),
    'models/marts/dim_file.sql': "select * from read_csv('/etc/passwd')\n",
    'models/marts/dim_file.yml': 'models:\n  - name: dim_file\n',
  });
  const report = await verify(projectDir, plan, { level: 'bind' });
  expect(shown(report)).toEqual([]);
  expect(report.checks[1]).toMatchObject({
    status: 'passed',
    detail:
      "1 of 4 models compile against the raw tables; not checked: dim_file (DuckDB cannot judge it here: Cannot access file \"/etc/passwd\" - file system operations are disabled by configuration), stg_shop__payments (it uses {{ dbt.safe_cast('amount', 'int') }}), fct_orders (it reads stg_shop__payments, which was not compiled)",
  });
});

it('binds what the plan touches of an existing project, and counts only what breaks now', async () => {
  writeTree(projectDir, {
    ...SHOP_FILES,
    'models/marts/broken.sql': "select nothing from {{ ref('stg_shop__orders') }}\n",
    'models/marts/broken.yml': 'models:\n  - name: broken\n',
    'models/marts/own.sql': "select status from {{ ref('stg_shop__orders') }}\n",
    'models/marts/own.yml': 'models:\n  - name: own\n',
  });
  const path = 'models/staging/stg_shop__orders.sql';
  const after = SHOP_FILES[path].replace('        status\n', '        status as state\n');
  const yaml = SHOP_FILES[MODELS].replace('- name: status\n', '- name: state\n');
  const report = await verify(
    projectDir,
    planOf([
      { path, after },
      { path: MODELS, after: yaml },
    ]),
    { level: 'bind' },
  );
  expect(shown(report)).toEqual([
    'models/marts/own.sql:1:8 column "status" does not exist in stg_shop__orders; did you mean "state"?',
  ]);
});

it('is possible for SQL of postgres, and leaves out what stands on models of people that do not compile here', async () => {
  writeTree(projectDir, {
    'dbt_project.yml': SHOP_FILES['dbt_project.yml'],
    'models/theirs.sql': "select to_char(id, '999') as id from {{ source('shop', 'orders') }}\n",
    'models/_sources.yml': SHOP_FILES['models/staging/_sources.yml'],
  });
  const files = [
    { path: 'models/dim_theirs.sql', after: "select id from {{ ref('theirs') }}\n" },
    { path: 'models/ours.sql', after: "select id <> 0 as is_it from {{ source('shop', 'orders') }}\n" },
    { path: 'models/ours.yml', after: 'models:\n  - name: dim_theirs\n  - name: ours\n' },
  ];
  const report = await verify(projectDir, planOf(files, SHOP_TABLES, 'postgres'), { level: 'bind' });
  expect(shown(report)).toEqual([]);
  expect(report.checks[1]?.detail).toBe(
    '1 of 3 models compile against the raw tables; not checked: dim_theirs (it is made of a model that does not compile)',
  );
  expect((await verify(projectDir, planOf(files, SHOP_TABLES, 'snowflake'))).checks[1]).toMatchObject({
    status: 'skipped',
    detail: 'DuckDB cannot judge the SQL of snowflake',
  });
});

it('stops when it is called off', async () => {
  const signal = AbortSignal.abort(new Error('called off'));
  await expect(verify(projectDir, shopPlan(), { signal })).rejects.toThrow('called off');
});

it('is not to be had for SQL that DuckDB does not read, and nothing runs with off', async () => {
  const plan = planOf([{ path: 'README.md', after: 'x' }]);
  const report = await verify(projectDir, plan, { level: 'off' });
  expect(report).toMatchObject({ ok: true, level: 'off', checks: [], problems: [] });
  expect(await problemsOf(verify(projectDir, shopPlan(), { level: 'parse' }))).toMatchObject([
    {
      code: 'VERIFY_UNAVAILABLE',
      message:
        '--verify parse cannot run here: no dbt was found (--dbt, CARTRIDGE_DBT, the .venv of the project, PATH)',
    },
  ]);
});
