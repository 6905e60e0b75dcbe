import { describe, expect, it } from 'vitest';
import type { Table } from '../../../src/catalog/catalog.ts';
import type { Draft } from '../../../src/planner/draft.ts';
import { sourceSpecSchema, stagingColumnsSpecSchema } from '../../../src/plan/specs.ts';
import { actionsOf, draftIn } from '../../helpers/brownfield-draft.ts';
import type { Brownfield } from '../../helpers/brownfield-draft.ts';
import { columns, model, source } from '../../helpers/existing-nodes.ts';
import { CUSTOMERS, ORDERS, smallShop } from '../../helpers/small-shop.ts';

const LISTED = columns('id', 'name', 'email', 'created_at');
const STG = model('stg_customers', {
  path: 'models/staging/stg_customers.sql',
  sources: ['ecom.customers'],
  properties_path: 'models/staging/schema.yml',
  columns: columns('customer_id'),
});
const SQL =
  "select id as customer_id, name as full_name, email, created_at as signed_up_at from {{ source('ecom', 'customers') }}";

/** People list and select all that the customers had. */
function shop(about: Partial<Brownfield> = {}): Brownfield {
  return {
    sources: [source('ecom', [{ name: 'customers', columns: LISTED }], { schema: 'raw', path: 'models/schema.yml' })],
    models: [STG, model('dim_customers', { refs: ['stg_customers'] })],
    sql: { stg_customers: SQL },
    ...about,
  };
}

function customersWith(...names: readonly string[]): Table {
  return { ...CUSTOMERS, columns: [...CUSTOMERS.columns, ...names.map((name) => ({ name, type: 'varchar' }))] };
}

function updates(draft: Draft): string[] {
  return actionsOf(draft).filter((action) => action.startsWith('update_'));
}

describe('a raw column that is new', () => {
  it('comes to the source and the staging model of people', () => {
    const draft = draftIn(shop(), smallShop(customersWith('country')));
    expect(actionsOf(draft)).toEqual(['update_source ecom', 'update_staging stg_customers']);
    expect(sourceSpecSchema.parse(draft.actions[0]?.spec)).toMatchObject({
      path: 'models/schema.yml',
      tables: [{ name: 'customers', columns: [{ name: 'country', data_type: 'varchar' }] }],
    });
    expect(stagingColumnsSpecSchema.parse(draft.actions[1]?.spec)).toMatchObject({
      path: 'models/staging/stg_customers.sql',
      properties_path: 'models/staging/schema.yml',
      select: [{ from: 'country', as: 'country' }],
      columns: [{ name: 'country' }],
    });
  });

  it('is planned the same when it is there, but for the SQL that has it', () => {
    const catalog = smallShop(customersWith('country'));
    const again = shop({
      sql: { stg_customers: SQL.replace(' from', ', country from') },
      added: new Map([['ecom.customers', new Set(['country'])]]),
    });
    const [before, after] = [draftIn(shop(), catalog), draftIn(again, catalog)];
    const specOf = ({ actions }: Draft): object => ({ ...actions[1]?.spec, select: [] });
    expect(actionsOf(after)).toEqual(actionsOf(before));
    expect(after.actions[0]).toEqual(before.actions[0]);
    expect(after.actions[1]?.spec).toEqual(specOf(before));
    const undescribed = { ...again, models: [{ ...STG, columns: [] }] };
    expect(updates(draftIn(undescribed, catalog))).toEqual(['update_source ecom']);
  });

  it('is named as the model names, and never as a column that it has', () => {
    const selectOf = (sql: string, ...names: readonly string[]): unknown => {
      const draft = draftIn(shop({ sql: { stg_customers: sql } }), smallShop(customersWith(...names)));
      const spec = draft.actions.find(({ type }) => type === 'update_staging')?.spec;
      return stagingColumnsSpecSchema.parse(spec).select.map(({ from, as }) => `${from} as ${as}`);
    };
    expect(selectOf(SQL, 'title', 'full_name')).toEqual(['title as title', 'full_name as full_name_2']);
    expect(selectOf("select id, name, email, created_at from {{ source('ecom', 'customers') }}", 'Home Town')).toEqual([
      'Home Town as home_town',
    ]);
  });

  it('leaves the properties of a model alone that describe no column', () => {
    const models = [{ ...STG, columns: [] }];
    const draft = draftIn(shop({ models }), smallShop(customersWith('country')));
    const spec = draft.actions.find(({ type }) => type === 'update_staging')?.spec;
    expect(stagingColumnsSpecSchema.parse(spec).properties_path).toBeNull();
  });

  it('comes by itself where the staging model takes all', () => {
    const sql = { stg_customers: "select * from {{ source('ecom', 'customers') }}" };
    expect(updates(draftIn(shop({ sql }), smallShop(customersWith('country'))))).toEqual(['update_source ecom']);
  });

  it('is none where the list of people is not meant to be complete', () => {
    const few = [source('ecom', [{ name: 'customers', columns: columns('id', 'name') }], { schema: 'raw' })];
    const none = [source('ecom', ['customers'], { schema: 'raw' })];
    for (const sources of [few, none]) {
      expect(updates(draftIn(shop({ sources }), smallShop(customersWith('country'))))).toEqual([]);
    }
    const unlisted = [
      source('ecom', [{ name: 'customers', columns: columns('id', 'name', 'email') }], { schema: 'raw' }),
    ];
    expect(updates(draftIn(shop({ sources: unlisted }), smallShop()))).toEqual(['update_source ecom']);
    expect(updates(draftIn(shop({ sources: unlisted }), smallShop(CUSTOMERS)))).toEqual([]);
  });

  it('is none where a loader wrote it', () => {
    expect(updates(draftIn(shop(), smallShop(customersWith('_fivetran_synced'))))).toEqual([]);
  });

  it('stays out of a package, and of a model that joins', () => {
    const vendor = [source('ecom', [{ name: 'customers', columns: LISTED }], { schema: 'raw', package: 'vendor' })];
    expect(updates(draftIn(shop({ sources: vendor }), smallShop(customersWith('country'))))).toEqual([]);
    const sql = { stg_customers: `${SQL} join {{ ref('x') }} using (id)` };
    expect(updates(draftIn(shop({ sql }), smallShop(customersWith('country'))))).toEqual(['update_source ecom']);
  });

  it('goes to each file of a source that is split', () => {
    const listed = (path: string, name: string, names: readonly string[]): ReturnType<typeof source> =>
      source('ecom', [{ name, columns: columns(...names) }], { schema: 'raw', path });
    const sources = [
      listed('a.yml', 'customers', ['id', 'name', 'email']),
      listed('b.yml', 'orders', ['id', 'customer_id', 'status', 'amount']),
    ];
    const draft = draftIn({ sources }, smallShop());
    expect(updates(draft)).toEqual(['update_source ecom', 'update_source ecom.orders']);
  });
});

describe('what is gone', () => {
  it('is told with who stands on it, and nothing is changed', () => {
    const { email: _gone, ...rest } = Object.fromEntries(CUSTOMERS.columns.map((column) => [column.name, column]));
    const draft = draftIn(shop(), smallShop({ ...CUSTOMERS, columns: Object.values(rest) }));
    expect(draft.actions).toEqual([]);
    expect(draft.warnings).toContainEqual({
      code: 'column_dropped',
      severity: 'breaking',
      text: 'raw.customers has no column email any more, which models/schema.yml declares; stg_customers, dim_customers stand on it',
    });
  });

  it('is a table only where the input holds its schema', () => {
    const sources = [source('ecom', ['customers', 'orders', 'refunds'], { schema: 'raw', path: 'models/schema.yml' })];
    const models = [model('stg_refunds', { sources: ['ecom.refunds'] })];
    const dropped = (completeness: 'whole' | 'chosen' | 'unknown'): readonly object[] =>
      draftIn({ sources, models, completeness }, smallShop()).warnings.filter(({ code }) => code === 'table_dropped');
    expect(dropped('whole')).toEqual([
      {
        code: 'table_dropped',
        severity: 'breaking',
        text: 'there is no table raw.refunds any more, which models/schema.yml declares; stg_refunds stands on it',
      },
    ]);
    expect(dropped('chosen')).toEqual([]);
    expect(dropped('unknown')).toEqual([]);
  });

  it('is a table of a catalog that has nearly all others', () => {
    const tables = ['a', 'b', 'c', 'd'].map((name) => ({ ...ORDERS, name, foreign_keys: [] }));
    const sources = [source('ecom', ['a', 'b', 'c', 'd', 'e'], { schema: 'raw' })];
    expect(draftIn({ sources }, smallShop(...tables)).warnings.map(({ code }) => code)).toContain('table_dropped');
  });
});

it('tells a type that is another than people say', () => {
  const listed = [
    { name: 'id', data_type: 'varchar', tests: [] },
    { name: 'created_at', data_type: 'timestamptz', tests: [] },
  ];
  const sources = [
    source('ecom', [{ name: 'customers', columns: listed }], { schema: 'raw', path: 'models/schema.yml' }),
  ];
  expect(draftIn(shop({ sources }), smallShop(CUSTOMERS)).warnings).toContainEqual({
    code: 'type_changed',
    severity: 'moderate',
    text: 'raw.customers.id is integer, and models/schema.yml says varchar',
  });
});
