import { describe, expect, it } from 'vitest';
import type { MartSpec, SourceSpec, StagingSpec } from '../../../src/plan/specs.ts';
import { martSpecSchema, sourceSpecSchema, stagingSpecSchema } from '../../../src/plan/specs.ts';
import type { Draft } from '../../../src/planner/draft.ts';
import { actionsOf, draftIn } from '../../helpers/brownfield-draft.ts';
import { columns, model, source } from '../../helpers/existing-nodes.ts';
import { ORDERS, smallShop } from '../../helpers/small-shop.ts';

const SHORT_NAMES = {
  naming: { staging: 'stg_{entity}', intermediate: 'int_{entity}', fact: 'fct_{entity}', dimension: 'dim_{entity}' },
};
const ECOM = source('ecom', ['customers'], { schema: 'raw', path: 'models/schema.yml' });
const STG_CUSTOMERS = model('stg_customers', { sources: ['ecom.customers'] });
const STG_CUSTOMERS_SQL = `with source as (
  select * from {{ source('ecom', 'customers') }}
)
select id as customer_key, upper(name) as full_name, email from source`;
const STAGED = {
  sources: [ECOM],
  models: [STG_CUSTOMERS],
  sql: { stg_customers: STG_CUSTOMERS_SQL },
  style: SHORT_NAMES,
};

function specOf(draft: Draft, name: string): unknown {
  return draft.actions.find((action) => action.name === name)?.spec;
}

function sourceOf(draft: Draft, name: string): SourceSpec {
  return sourceSpecSchema.parse(specOf(draft, name));
}

function stagingOf(draft: Draft, name: string): StagingSpec {
  return stagingSpecSchema.parse(specOf(draft, name));
}

function martOf(draft: Draft, name: string): MartSpec {
  return martSpecSchema.parse(specOf(draft, name));
}

function testsOf(draft: Draft, name: string, column: string): readonly object[] {
  return (
    (name.startsWith('stg_') ? stagingOf(draft, name) : martOf(draft, name)).columns.find(
      (each) => each.name === column,
    )?.tests ?? []
  );
}

describe('a source that is there', () => {
  it('gets the tables that it lacks, in its own file, and nothing else', () => {
    const draft = draftIn({ sources: [ECOM] }, smallShop());
    expect(draft.strategy).toBe('brownfield');
    expect(actionsOf(draft)).toContain('update_source ecom');
    expect(sourceOf(draft, 'ecom')).toMatchObject({
      path: 'models/schema.yml',
      tables: [{ name: 'orders' }],
    });
    expect(Object.keys(sourceOf(draft, 'ecom'))).toEqual(['kind', 'name', 'path', 'tables']);
  });

  it('is left alone where it declares all, and its names are used', () => {
    const all = source('ecom', [{ name: 'clients', identifier: 'customers' }, 'orders'], { schema: 'RAW' });
    const draft = draftIn({ sources: [all], style: SHORT_NAMES }, smallShop());
    expect(actionsOf(draft).filter((action) => action.includes('source'))).toEqual([]);
    expect(stagingOf(draft, 'stg_customers')).toMatchObject({ source: 'ecom', table: 'clients' });
  });

  it('keeps the names that it has, whatever tables they are of', () => {
    const views = source('ecom', [{ name: 'orders', identifier: 'orders_v2' }], { schema: 'raw' });
    expect(sourceOf(draftIn({ sources: [views] }, smallShop(ORDERS)), 'ecom').tables).toMatchObject([
      { name: 'orders_2', identifier: 'orders' },
    ]);
  });

  it('of a package is used and never changed', () => {
    const vendor = source('shop', ['customers'], { schema: 'raw', package: 'shop_source' });
    const draft = draftIn({ sources: [vendor] }, smallShop());
    expect(stagingOf(draft, 'stg_shop__customers')).toMatchObject({ source: 'shop', table: 'customers' });
    expect(sourceOf(draft, 'raw')).toMatchObject({
      name: 'raw',
      schema: 'raw',
      tables: [{ name: 'orders' }],
    });
  });

  it('of another schema keeps its name, and the new one gets another that is told', () => {
    const draft = draftIn({ sources: [source('raw', ['customers'], { schema: 'legacy' })] }, smallShop());
    expect(actionsOf(draft)[0]).toBe('create_source raw_raw');
    expect(draft.collisions).toEqual([
      {
        kind: 'source_name',
        wanted: 'raw',
        taken_by: 'raw in models/raw.yml',
        resolution: 'the source of raw is named raw_raw',
      },
    ]);
  });

  it('is found by its name where only dbt knows its schema', () => {
    const draft = draftIn(
      { sources: [source('shop', ['customers'], { computed: ['schema'] })], sourceName: 'shop' },
      smallShop(),
    );
    expect(sourceOf(draft, 'shop')).toMatchObject({ path: 'models/shop.yml', tables: [{ name: 'orders' }] });
  });
});

describe('a staging model that is there', () => {
  it('is not written again, and others refer to it by its own columns', () => {
    const draft = draftIn(STAGED, smallShop());
    expect(actionsOf(draft)).toEqual([
      'update_source ecom',
      'create_staging stg_orders',
      'create_mart dim_customers',
      'create_mart fct_orders',
    ]);
    expect(testsOf(draft, 'stg_orders', 'customer_id')).toContainEqual({
      test: 'relationships',
      to: 'stg_customers',
      field: 'customer_key',
    });
    expect(draft.warnings).toContainEqual({
      code: 'reused',
      text: 'stg_customers is there already and is used as it is',
    });
  });

  it('is what a mart stands on, with all columns that come out of it', () => {
    const draft = draftIn(STAGED, smallShop());
    const { base, select } = martOf(draft, 'dim_customers');
    expect(base.model).toBe('stg_customers');
    expect(select.map(({ column }) => column)).toEqual(['customer_key', 'full_name', 'email']);
    expect(testsOf(draft, 'dim_customers', 'customer_key')).toEqual([{ test: 'unique' }, { test: 'not_null' }]);
  });

  it('is read through the base model below it', () => {
    const models = [
      model('base_customers', { sources: ['ecom.customers'] }),
      model('stg_customers', { refs: ['base_customers'] }),
    ];
    const sql = {
      base_customers: "select id as base_id, name from {{ source('ecom', 'customers') }}",
      stg_customers: "select base_id as customer_no, name from {{ ref('base_customers') }}",
    };
    const draft = draftIn({ ...STAGED, models, sql }, smallShop());
    expect(testsOf(draft, 'stg_orders', 'customer_id')).toContainEqual({
      test: 'relationships',
      to: 'stg_customers',
      field: 'customer_no',
    });
  });

  it('is known by its properties where its SQL cannot be read', () => {
    const documented = { ...STG_CUSTOMERS, columns: columns('customer_id', 'email') };
    const sql = { stg_customers: "{{ stage('customers') }}" };
    const draft = draftIn({ ...STAGED, models: [documented], sql }, smallShop());
    expect(testsOf(draft, 'stg_orders', 'customer_id')).toContainEqual({
      test: 'relationships',
      to: 'stg_customers',
      field: 'customer_id',
    });
    expect(martOf(draft, 'dim_customers').select.map(({ column }) => column)).toEqual(['customer_id', 'email']);
  });

  it('is joined by no mart where nothing is known of its columns', () => {
    const draft = draftIn({ ...STAGED, sql: { stg_customers: "{{ stage('customers') }}" } }, smallShop());
    expect(actionsOf(draft)).not.toContain('create_mart dim_customers');
    expect(draft.warnings.map(({ code }) => code)).toContain('columns_unknown');
  });

  it('is left alone where it is turned off, and nothing takes its place', () => {
    const models = [{ ...STG_CUSTOMERS, enabled: false }];
    const draft = draftIn({ ...STAGED, models }, smallShop());
    expect(actionsOf(draft)).toEqual(['update_source ecom', 'create_staging stg_orders', 'create_mart fct_orders']);
    expect(testsOf(draft, 'stg_orders', 'customer_id')).toEqual([{ test: 'not_null' }]);
    expect(draft.warnings).toContainEqual({
      code: 'disabled',
      text: 'stg_customers is there and turned off, so nothing is made in its place',
    });
  });

  it('is none of the models that read a source to sum it up', () => {
    const models = [
      model('fct_customers', { sources: ['ecom.customers'] }),
      model('report', { sources: ['ecom.customers'] }),
    ];
    expect(actionsOf(draftIn({ ...STAGED, models }, smallShop()))).toContain('create_staging stg_customers');
  });
});

describe('a mart that is there', () => {
  const DIM = model('customers', { refs: ['stg_customers'], columns: columns('customer_key') });

  it('is not made again, whatever the project calls it, and new facts refer to it', () => {
    for (const [dimension, name] of [
      ['{entity}', 'customers'],
      ['{entity}_dim', 'customers_dim'],
      ['dim_{entity}', 'dim_customer'],
    ] as const) {
      const models = [STG_CUSTOMERS, { ...DIM, name }];
      const style = { naming: { ...SHORT_NAMES.naming, dimension } };
      const draft = draftIn({ ...STAGED, models, style }, smallShop());
      expect(actionsOf(draft)).toEqual(['update_source ecom', 'create_staging stg_orders', 'create_mart fct_orders']);
      expect(testsOf(draft, 'fct_orders', 'customer_id')).toContainEqual({
        test: 'relationships',
        to: name,
        field: 'customer_key',
      });
    }
  });

  it('is known by what people call the thing, whatever the raw table is called', () => {
    const models = [
      model('stg_clients', { sources: ['ecom.customers'] }),
      model('dim_clients', { refs: ['stg_clients'], columns: columns('customer_key') }),
    ];
    const draft = draftIn({ ...STAGED, models, sql: { stg_clients: STG_CUSTOMERS_SQL } }, smallShop());
    expect(actionsOf(draft)).toEqual(['update_source ecom', 'create_staging stg_orders', 'create_mart fct_orders']);
    expect(testsOf(draft, 'fct_orders', 'customer_id')).toContainEqual({
      test: 'relationships',
      to: 'dim_clients',
      field: 'customer_key',
    });
  });

  it('of another system is no dimension of ours, whatever its name', () => {
    const models = [
      model('stg_pos_customers', { sources: ['pos.customers'] }),
      model('int_customers', { refs: ['stg_pos_customers'] }),
      model('dim_customers', { refs: ['int_customers'], columns: columns('customer_key') }),
    ];
    const draft = draftIn({ models, style: SHORT_NAMES }, smallShop());
    expect(actionsOf(draft)).toContain('create_mart dim_raw_customers');
    expect(testsOf(draft, 'fct_orders', 'customer_id')).toContainEqual({
      test: 'relationships',
      to: 'dim_raw_customers',
      field: 'customer_id',
    });
  });

  it('is known by the word that people have for the thing', () => {
    const sources = [source('ecom', ['customers', 'orders'], { schema: 'raw' })];
    const models = [
      model('stg_clients', { sources: ['ecom.customers'] }),
      { ...DIM, name: 'clients', refs: ['stg_clients'] },
    ];
    const sql = { stg_clients: STG_CUSTOMERS_SQL };
    const style = { naming: { ...SHORT_NAMES.naming, dimension: '{entity}' } };
    const draft = draftIn({ sources, models, sql, style }, smallShop());
    expect(actionsOf(draft)).toEqual(['create_staging stg_orders', 'create_mart fct_orders']);
    expect(stagingOf(draft, 'stg_orders').columns[1]?.description).toBe('Foreign key to clients.');
  });

  it('is tested against by no column that it is not known to have', () => {
    const models = [STG_CUSTOMERS, { ...DIM, name: 'dim_customers', columns: [] }];
    expect(testsOf(draftIn({ ...STAGED, models }, smallShop()), 'fct_orders', 'customer_id')).toEqual([]);
  });
});
