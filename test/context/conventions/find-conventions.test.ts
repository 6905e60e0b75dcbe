import { describe, expect, it } from 'vitest';
import { foundConventions, refSql, stagingSql, valuesOf } from '../../helpers/found-conventions.ts';

/** Staging models of some tables, by where they stand and how they are called. */
function staging(tables: readonly string[], place: (source: string, table: string) => string): Record<string, string> {
  return Object.fromEntries(
    tables.map((each) => {
      const [source = '', table = ''] = each.split('.');
      return [place(source, table), stagingSql(source, table)];
    }),
  );
}

const RAW = ['shop.orders', 'shop.customers', 'crm.account', 'crm.contact'];

describe('names and places', () => {
  it('finds those of the dbt Labs guide', () => {
    const found = foundConventions({
      ...staging(RAW, (source, table) => `models/staging/${source}/stg_${source}__${table}.sql`),
      'models/staging/shop/_shop__sources.yml': 'sources: [{name: shop, tables: [{name: orders}]}]',
      'models/staging/crm/_crm__sources.yml': 'sources: [{name: crm, tables: [{name: account}]}]',
      'models/staging/shop/_shop__models.yml': 'models: [{name: stg_shop__orders}, {name: stg_shop__customers}]',
      'models/staging/crm/_crm__models.yml': 'models: [{name: stg_crm__account}]',
      'models/intermediate/int_orders_joined.sql': refSql('stg_shop__orders'),
      'models/intermediate/int_accounts_summed.sql': refSql('stg_crm__account'),
      'models/marts/sales/fct_orders.sql': refSql('int_orders_joined'),
      'models/marts/sales/_sales__models.yml': 'models: [{name: fct_orders}]',
      'models/marts/crm/dim_accounts.sql': refSql('int_accounts_summed'),
      'models/marts/crm/_crm__models.yml': 'models: [{name: dim_accounts}]',
    });
    expect(valuesOf(found)).toMatchObject({
      'naming.staging': 'stg_{source}__{entity}',
      'naming.intermediate': 'int_{entity}',
      'naming.fact': 'fct_{entity}',
      'naming.dimension': 'dim_{entity}',
      entity: 'as_raw',
      'folders.staging': 'models/staging/{source}',
      'folders.intermediate': 'models/intermediate',
      'folders.marts': 'models/marts',
      'properties.staging': '_{source}__models.yml',
      'properties.marts': '_{folder}__models.yml',
      sources_file: 'models/staging/{source}/_{source}__sources.yml',
      'layers.before_staging': null,
    });
    expect(found['naming.staging']).toEqual({
      value: 'stg_{source}__{entity}',
      confidence: 0.8,
      found: 4,
      of: 4,
      examples: ['stg_crm__account', 'stg_crm__contact', 'stg_shop__customers'],
      decided_by: 'all',
    });
  });

  it('finds a flat project of one source with a file of properties for each model', () => {
    const tables = ['raw_orders', 'raw_customers', 'raw_store'];
    const names = ['stg_orders', 'stg_customers', 'stg_stores'];
    const found = foundConventions({
      ...Object.fromEntries(
        names.map((name, at) => [`models/staging/${name}.sql`, stagingSql('ecom', tables[at] ?? '')]),
      ),
      ...Object.fromEntries(names.map((name) => [`models/staging/${name}.yml`, `models: [{name: ${name}}]`])),
      'models/staging/__sources.yml': 'sources: [{name: ecom, tables: []}]',
      'models/marts/orders.sql': refSql('stg_orders'),
      'models/marts/customers.sql': refSql('stg_customers', 'orders'),
    });
    expect(valuesOf(found)).toMatchObject({
      'naming.staging': 'stg_{entity}',
      'naming.fact': '{entity}',
      'naming.dimension': '{entity}',
      entity: 'plural',
      'folders.staging': 'models/staging',
      'properties.staging': '{model}.yml',
      sources_file: 'models/staging/__sources.yml',
    });
  });

  it('finds a layer that is called sources, with the kind at the end of the name', () => {
    const found = foundConventions({
      ...staging(RAW, (source, table) => `models/sources/${source}/${source}_${table}_source.sql`),
      'models/sources/shop/sources.yml': 'sources: [{name: shop, tables: []}]',
      'models/sources/crm/sources.yml': 'sources: [{name: crm, tables: []}]',
      'models/common/prep_orders.sql': refSql('shop_orders_source'),
      'models/common/orders_fact.sql': refSql('prep_orders'),
      'models/common/customers_dim.sql': refSql('shop_customers_source'),
    });
    expect(valuesOf(found)).toMatchObject({
      'naming.staging': '{source}_{entity}_source',
      'naming.intermediate': 'prep_{entity}',
      'naming.fact': '{entity}_fact',
      'naming.dimension': '{entity}_dim',
      'folders.staging': 'models/sources/{source}',
      sources_file: 'models/sources/{source}/sources.yml',
    });
  });

  it('finds bronze, silver and gold', () => {
    const found = foundConventions({
      ...staging(RAW, (source, table) => `models/1_bronze/${source}/${table}_bronze.sql`),
      'models/2_silver/orders.sql': refSql('orders_bronze'),
      'models/2_silver/accounts.sql': refSql('account_bronze'),
      'models/3_gold/sales.sql': refSql('orders', 'accounts'),
    });
    expect(valuesOf(found)).toMatchObject({
      'naming.staging': '{entity}_bronze',
      'folders.staging': 'models/1_bronze/{source}',
      'folders.intermediate': 'models/2_silver',
      'folders.marts': 'models/3_gold',
    });
  });

  it('finds areas that hold all layers, whose name the models bear', () => {
    const files = ['claims', 'members', 'visits'].flatMap((area): [string, string][] => [
      [`models/${area}/staging/${area}__stg_eligibility.sql`, refSql('input_layer__eligibility')],
      [`models/${area}/staging/${area}__stg_person.sql`, refSql('input_layer__person')],
      [`models/${area}/intermediate/${area}__int_spans.sql`, refSql(`${area}__stg_person`)],
      [`models/${area}/${area}_models.yml`, `models: [{name: ${area}__stg_eligibility}, {name: ${area}__stg_person}]`],
    ]);
    expect(valuesOf(foundConventions(Object.fromEntries(files)))).toMatchObject({
      'naming.staging': '{source}__stg_{entity}',
      'naming.intermediate': '{source}__int_{entity}',
      'folders.staging': 'models/{source}/staging',
      'folders.intermediate': 'models/{source}/intermediate',
      'properties.staging': '../{source}_models.yml',
    });
  });

  it('finds sources whose folders are called otherwise, by what is in them', () => {
    const found = foundConventions({
      ...staging(
        ['fivetran_salesforce.account', 'fivetran_salesforce.lead'],
        (_, table) => `models/staging/sf/stg_sf__${table}.sql`,
      ),
      ...staging(['stripe.charge', 'stripe.refund'], (_, table) => `models/staging/stripe/stg_stripe__${table}.sql`),
      'models/staging/sf/src.yml': 'sources: [{name: fivetran_salesforce, tables: []}]',
      'models/staging/stripe/src.yml': 'sources: [{name: stripe, tables: []}]',
    });
    expect(valuesOf(found)).toMatchObject({
      'naming.staging': 'stg_{source}__{entity}',
      'folders.staging': 'models/staging/{source}',
      sources_file: 'models/staging/{source}/src.yml',
    });
  });

  it('leaves out what some sources have below their folder', () => {
    const loaders = { crm: 'stitch/', shop: 'fivetran/eu/', web: '' };
    const files = Object.entries(loaders).flatMap(([source, below]) => [
      [`models/sources/stg_${source}/${below}stg_${source}_orders.sql`, stagingSql(source, 'orders')],
      [`models/sources/stg_${source}/${below}stg_${source}_people.sql`, stagingSql(source, 'people')],
      [`models/sources/stg_${source}/schema/models.yml`, `models: [{name: stg_${source}_orders}]`],
      [`models/sources/stg_${source}/schema/sources.yml`, `sources: [{name: ${source}, tables: []}]`],
    ]);
    expect(valuesOf(foundConventions(Object.fromEntries(files)))).toMatchObject({
      'naming.staging': 'stg_{source}_{entity}',
      'folders.staging': 'models/sources/stg_{source}',
      'properties.staging': 'schema/models.yml',
      sources_file: 'models/sources/stg_{source}/schema/sources.yml',
    });
  });

  it('does not call a folder the place of all that stands below it in folders of no pattern', () => {
    const files = ['north', 'south', 'east'].flatMap((folder) => [
      [`models/staging/${folder}/stg_${folder}_orders.sql`, stagingSql('shop', `${folder}_orders`)],
      [`models/staging/${folder}/stg_${folder}_tills.sql`, stagingSql('shop', `${folder}_tills`)],
    ]);
    expect(foundConventions(Object.fromEntries(files))['folders.staging']).toMatchObject({ found: 2, of: 6 });
  });

  it('counts a file of properties once, however many folders it serves', () => {
    const areas = ['billing', 'claims', 'members'];
    const files = [
      ...areas.map((area) => [`models/marts/${area}/fct_${area}.sql`, refSql('x')]),
      ...areas.map((area) => [`models/marts/${area}/_${area}.yml`, `models: [{name: fct_${area}}]`]),
      ...['a', 'b', 'c', 'd'].map((folder) => [`models/marts/old/${folder}/dim_${folder}.sql`, refSql('x')]),
      ['models/marts/old/old.yml', `models: [${['a', 'b', 'c', 'd'].map((each) => `{name: dim_${each}}`).join(', ')}]`],
    ];
    const found = foundConventions(Object.fromEntries(files))['properties.marts'];
    expect(found).toMatchObject({ value: '_{folder}.yml', found: 3, of: 4 });
  });

  it.each([
    ['base', 'models/staging/base/base_orders.sql', 'base_orders'],
    ['tmp', 'models/staging/tmp/stg_shop__orders_tmp.sql', 'stg_shop__orders_tmp'],
  ])('follows a %s model to the raw table', (kind, path, name) => {
    const found = foundConventions({
      [path]: stagingSql('shop', 'orders'),
      'models/staging/stg_shop__orders.sql': refSql(name),
      'models/staging/stg_shop__customers.sql': stagingSql('shop', 'customers'),
    });
    expect(valuesOf(found)).toMatchObject({
      'layers.before_staging': kind,
      'naming.staging': 'stg_{source}__{entity}',
    });
  });

  it('goes by what selects from what, where no word names a layer', () => {
    const found = foundConventions({
      ...staging(RAW, (source, table) => `models/inbound/${source}_${table}.sql`),
      'models/dashboards/sales.sql': refSql('shop_orders'),
      'models/dashboards/accounts.sql': refSql('crm_account'),
    });
    expect(valuesOf(found)).toMatchObject({
      'naming.staging': '{source}_{entity}',
      'folders.staging': 'models/inbound',
      'folders.marts': 'models/dashboards',
    });
  });

  it('does not name dimensions after reports, where facts have a name of their own', () => {
    const marts = ['fct_orders', 'fct_payments', 'monthly_report'].map((name) => [
      `models/marts/${name}.sql`,
      refSql('x'),
    ]);
    const found = valuesOf(foundConventions(Object.fromEntries(marts)));
    expect(found).toMatchObject({ 'naming.fact': 'fct_{entity}' });
    expect(found).not.toHaveProperty(['naming.dimension']);
  });

  it("makes no layer of dbt's own first example", () => {
    const found = foundConventions({
      'models/example/my_first_model.sql': 'select 1 as id',
      'models/example/my_second_model.sql': refSql('my_first_model'),
    });
    expect(Object.keys(found).filter((name) => /^(?:naming|folders|materialized)\./.test(name))).toEqual([]);
  });

  it.each([
    ['plural', ['order', 'customer', 'invoices'], ['orders', 'customers', 'invoices']],
    ['singular', ['orders', 'customers', 'invoice'], ['order', 'customer', 'invoice']],
    ['as_raw', ['order', 'customers', 'saleslines'], ['order', 'customers', 'sales_lines']],
  ])('tells that entities are %s', (entity, tables, entities) => {
    const files = tables.map((table, at) => [`models/staging/stg_${entities[at]}.sql`, stagingSql('shop', table)]);
    expect(valuesOf(foundConventions(Object.fromEntries(files)))).toMatchObject({ entity });
  });

  it('tells how keys are called, by tests, by what becomes of id, by the first column', () => {
    const found = foundConventions({
      'models/staging/stg_orders.sql': stagingSql('shop', 'orders'),
      'models/staging/schema.yml':
        'models: [{name: stg_orders, columns: [{name: total}, {name: order_key, data_tests: [unique, not_null]}]}]',
      'models/staging/stg_customers.sql': "select name, id as customer_key from {{ source('shop', 'customers') }}",
      'models/staging/stg_items.sql': "select item_key, name from {{ source('shop', 'items') }}",
    });
    expect(valuesOf(found)).toMatchObject({ primary_key: '{entity}_key' });
  });
});
