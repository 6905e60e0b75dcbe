import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { applyPlan } from '../../src/index.ts';
import { openDuckdb } from '../../src/outside/duckdb.ts';
import type { DeltaOf } from '../../src/plan/deltas.ts';
import { checkPlan } from '../../src/plan/rules.ts';
import { hasPostgres, startPostgres } from '../helpers/own-postgres.ts';
import { planWithDeltas } from '../helpers/plan-with-deltas.ts';
import { removeFolders, temporaryFolder } from '../helpers/project-tree.ts';
import { hasDbt } from '../helpers/real-dbt.ts';
import { writeModel } from '../helpers/written-models.ts';
import { startDbtWorker } from '../prove/dbt-worker.ts';

const folders: string[] = [];
afterAll(() => removeFolders(folders));

function emptyFolder(): string {
  const folder = temporaryFolder();
  folders.push(folder);
  return folder;
}

/** What each order brought in, which no rule makes: part of it was refunded. */
const NET: DeltaOf<'write_model'> = writeModel(
  `with payments as (select * from {{ ref('stg_shop__payments') }}),
   final as (
     select p.order_id, sum(case when p.kind = 'refund' then -p.amount else p.amount end) as net_amount,
       count(*) as payments, sum(p.amount) / count(*) as mean_amount, min(p.paid_on) as first_paid_on,
       date_diff('day', min(p.paid_on), max(p.paid_on)) as days_open
     from payments p group by p.order_id)
   select * from final`,
  { layer: 'intermediate', name: 'net_payments', description: 'What each order brought in, refunds taken off' },
);

const REVENUE: DeltaOf<'write_model'> = writeModel(
  `with net as (select * from {{ ref('net_payments') }}),
   orders as (select * from {{ ref('stg_shop__orders') }}),
   customers as (select * from {{ ref('stg_shop__customers') }}),
   monthly as (
     select cast(date_trunc('month', net.first_paid_on) as date) as month, coalesce(customers.region, 'unknown') as region,
       sum(net.net_amount) as revenue, count(distinct orders.customer_id) as customers, round(avg(net.mean_amount), 2) as mean_payment
     from net
     join orders on orders.order_id = net.order_id
     left join customers on customers.customer_id = orders.customer_id
     group by 1, 2)
   select month, region, revenue, customers, mean_payment, revenue / customers as revenue_per_customer,
     row_number() over (partition by month order by revenue desc, region) as place
   from monthly`,
  {
    name: 'monthly_revenue_by_region',
    description: 'Revenue of each month in each region',
    key: ['month', 'region'],
    columns: [{ name: 'revenue', description: 'What came in, refunds taken off' }],
  },
);

const CUSTOMERS = ['1,Ada,north', '2,Bo,south', '3,Cy,'];
const ORDERS = ['10,1', '11,2', '12,3', '13,1'];
const PAYMENTS = [
  '100,10,pay,30.00,2024-01-03',
  '101,10,refund,10.00,2024-01-09',
  '102,11,pay,5.50,2024-01-31',
  '103,12,pay,7.00,2024-02-01',
  '104,13,pay,8.00,2024-01-20',
];
const BUILT = [
  { month: '2024-01-01', region: 'north', revenue: '28.00', customers: 1, place: 1 },
  { month: '2024-01-01', region: 'south', revenue: '5.50', customers: 1, place: 2 },
  { month: '2024-02-01', region: 'unknown', revenue: '7.00', customers: 1, place: 1 },
];

/** The shop as a folder of files, the columns of payments as told. */
function writeShop(payments = 'id,order_id,kind,amount,paid_on'): string {
  const from = join(emptyFolder(), 'shop');
  mkdirSync(from);
  writeFileSync(join(from, 'customers.csv'), ['id,name,region', ...CUSTOMERS].join('\n'));
  writeFileSync(join(from, 'orders.csv'), ['id,customer_id', ...ORDERS].join('\n'));
  writeFileSync(join(from, 'payments.csv'), [payments, ...PAYMENTS].join('\n'));
  return from;
}

it('keeps a model whose column is gone as it is, and says so', async () => {
  const from = writeShop();
  const projectDir = join(emptyFolder(), 'project');
  const { plan } = await planWithDeltas(projectDir, from, [REVENUE, NET]);
  await applyPlan({ plan, projectDir, level: 'static' });
  const drifted = PAYMENTS.map((row) => row.replace(/(pay|refund),/, ''));
  writeFileSync(join(from, 'payments.csv'), ['id,order_id,amount,paid_on', ...drifted].join('\n'));
  const again = await planWithDeltas(projectDir, from);
  expect(again.draft.refused.map(({ delta, why }) => ['name' in delta && delta.name, why])).toEqual([
    ['monthly_revenue_by_region', expect.stringMatching(/^there is no model "net_payments" that can be read/)],
    ['net_payments', 'column "kind" does not exist in p; there are payment_id, order_id, amount, paid_on'],
  ]);
  const touched = new Map(again.plan.files.map(({ path, content }) => [path, content]));
  expect([...touched.keys()].filter((path) => /net_payments|monthly_revenue/.test(path))).toEqual([]);
  expect(touched.get('models/marts/_marts__models.yml')).toContain('  - name: fct_monthly_revenue_by_region\n');
  expect(again.plan.metadata['deltas']).toHaveLength(2);
});

describe.skipIf(!hasDbt)('models that a model wrote, built by real dbt', { timeout: 240_000 }, () => {
  it('on DuckDB: build without a warning, and are there again in a plan made without a model', async () => {
    const from = writeShop();
    const projectDir = join(emptyFolder(), 'project');
    const { plan, draft } = await planWithDeltas(projectDir, from, [REVENUE, NET]);
    expect(draft.refused).toEqual([]);
    expect(checkPlan(plan)).toEqual([]);
    await applyPlan({ plan, projectDir, level: 'bind' });

    const worker = startDbtWorker();
    const built = await worker.build(projectDir);
    worker.close();
    expect([built.success, built.events]).toEqual([true, []]);
    const again = await planWithDeltas(projectDir, from);
    expect(again.plan.files.map(({ path }) => path)).toEqual([]);
    const database = await openDuckdb(join(projectDir, 'shop.duckdb'), { readOnly: true });
    const rows = await database.query(
      'select month, region, revenue::decimal(18, 2) as revenue, customers, place from analytics.fct_monthly_revenue_by_region order by 1, 2',
    );
    await database.close();
    expect(rows).toEqual(BUILT);
  });

  it.skipIf(!hasPostgres)('on PostgreSQL: the same rows, in its own SQL', async () => {
    const postgres = await startPostgres();
    try {
      const folder = emptyFolder();
      const projectDir = join(folder, 'project');
      mkdirSync(projectDir);
      writeFileSync(
        join(projectDir, 'dbt_project.yml'),
        'name: shop\nversion: "1.0"\nconfig-version: 2\nprofile: shop\n',
      );
      const { host, port, user, database } = postgres;
      const target = {
        type: 'postgres',
        host,
        port,
        user,
        password: '',
        dbname: database,
        schema: 'analytics',
        threads: 2,
      };
      writeFileSync(
        join(projectDir, 'profiles.yml'),
        JSON.stringify({ shop: { target: 'dev', outputs: { dev: target } } }),
      );
      postgres.run(`create schema shop;
        create table shop.customers (id integer, name text, region text);
        create table shop.orders (id integer, customer_id integer);
        create table shop.payments (id integer, order_id integer, kind text, amount double precision, paid_on date)`);
      for (const [table, rows] of [
        ['customers', CUSTOMERS],
        ['orders', ORDERS],
        ['payments', PAYMENTS],
      ] as const) {
        for (const row of rows) {
          const values = row.split(',').map((value) => (value === '' ? 'null' : `'${value}'`));
          postgres.run(`insert into shop.${table} values (${values.join(', ')})`);
        }
      }
      const from = join(folder, 'shop.json');
      writeFileSync(from, JSON.stringify(SHOP));
      const { plan, draft } = await planWithDeltas(projectDir, from, [REVENUE, NET]);
      expect(draft.refused).toEqual([]);
      await applyPlan({ plan, projectDir, level: 'bind' });
      expect(readFileSync(join(projectDir, 'models/intermediate/int_net_payments.sql'), 'utf8')).toContain(
        'sum(p.amount) * 1.0 / count(*) as mean_amount',
      );
      const worker = startDbtWorker();
      const built = await worker.build(projectDir);
      worker.close();
      expect([
        built.success,
        built.exception,
        built.nodes.filter(({ status }) => !['success', 'pass'].includes(status)),
      ]).toEqual([true, null, []]);
      postgres.run(`do $$ begin
        assert (select json_agg(r) from (select to_char(month, 'YYYY-MM-DD') as month, region,
          cast(revenue as decimal(18, 2))::text as revenue, customers, place
          from analytics.fct_monthly_revenue_by_region order by 1, 2) r)::jsonb = '${JSON.stringify(BUILT)}'::jsonb;
        end $$`);
    } finally {
      await postgres.stop();
    }
  });
});

const column = (name: string, type: string, nullable = true) => ({ name, type, nullable });
const SHOP = {
  name: 'shop',
  dialect: 'postgres',
  tables: [
    {
      schema: 'shop',
      name: 'customers',
      columns: [column('id', 'integer', false), column('name', 'text'), column('region', 'text')],
      primary_key: ['id'],
    },
    {
      schema: 'shop',
      name: 'orders',
      columns: [column('id', 'integer', false), column('customer_id', 'integer')],
      primary_key: ['id'],
      foreign_keys: [{ columns: ['customer_id'], ref_schema: 'shop', ref_table: 'customers', ref_columns: ['id'] }],
    },
    {
      schema: 'shop',
      name: 'payments',
      columns: [
        column('id', 'integer', false),
        column('order_id', 'integer'),
        column('kind', 'text'),
        column('amount', 'double precision'),
        column('paid_on', 'date'),
      ],
      primary_key: ['id'],
      foreign_keys: [{ columns: ['order_id'], ref_schema: 'shop', ref_table: 'orders', ref_columns: ['id'] }],
    },
  ],
};
