import { describe, expect, it } from 'vitest';
import type { Catalog } from '../../../src/catalog/catalog.ts';
import type { ExistingSource } from '../../../src/context/context.ts';
import type { MatchOptions } from '../../../src/planner/existing/match-sources.ts';
import { matchSources } from '../../../src/planner/existing/match-sources.ts';
import { source } from '../../helpers/existing-nodes.ts';

/** `schema: "{{ var('schema') }}"` */
const JINJA = { computed: ['schema'] } as const;
const TABLES = ['customers', 'orders', 'payments'];

function catalog(schema: string | undefined, names: readonly string[] = TABLES, name = 'shop'): Catalog {
  return {
    name,
    dialect: 'postgres',
    tables: names.map((table) => ({
      ...(schema === undefined ? {} : { schema }),
      name: table,
      columns: [{ name: 'id', type: 'integer' }],
    })),
  };
}

/** `raw -> source.table` of each table that is declared. */
function declared(found: Catalog, sources: readonly ExistingSource[], options: Partial<MatchOptions> = {}): string[] {
  return matchSources(found, sources, { adapter: 'postgres', ...options }).flatMap((matched) =>
    [...matched.declared].map(([raw, { source: of, table }]) => `${raw} -> ${of.name}.${table.name}`),
  );
}

describe('by the schema that an entry states', () => {
  it('finds tables by their physical names, in any case', () => {
    const ecom = source('ecom', ['ORDERS', { name: 'clients', identifier: 'Customers' }], { schema: 'RAW' });
    expect(declared(catalog('raw'), [ecom])).toEqual(['customers -> ecom.clients', 'orders -> ecom.ORDERS']);
  });

  it('tells names apart by case where the warehouse does', () => {
    const ecom = source('ecom', ['ORDERS'], { schema: 'raw' });
    expect(declared(catalog('raw'), [ecom], { adapter: 'bigquery' })).toEqual([]);
  });

  it('takes the name of a source that states none for its schema', () => {
    expect(declared(catalog('raw'), [source('raw', ['orders'])])).toEqual(['orders -> raw.orders']);
  });

  it('passes over a source of another schema, however much its tables look alike', () => {
    expect(declared(catalog('raw'), [source('ecom', TABLES, { schema: 'archive' })])).toEqual([]);
  });

  it('knows a source that is split over files, and one of a package', () => {
    const split = [
      source('ecom', ['orders'], { schema: 'raw', path: 'models/a.yml' }),
      source('ecom', ['payments'], { schema: 'raw', path: 'models/b.yml' }),
      source('vendor', ['customers'], { schema: 'raw', package: 'vendor_source' }),
    ];
    expect(declared(catalog('raw'), split)).toEqual([
      'customers -> vendor.customers',
      'orders -> ecom.orders',
      'payments -> ecom.payments',
    ]);
  });

  it('prefers a declaration that is not turned off', () => {
    const off = source('a', [{ name: 'orders', enabled: false }], { schema: 'raw' });
    expect(declared(catalog('raw'), [off, source('b', ['orders'], { schema: 'raw' })])).toEqual(['orders -> b.orders']);
    expect(declared(catalog('raw'), [off])).toEqual(['orders -> a.orders']);
  });
});

describe('where only dbt knows the schema, or the catalog says none', () => {
  it('goes by the name of the source', () => {
    expect(declared(catalog('sfdc', ['account']), [source('crm', ['account'], JINJA)], { sourceName: 'crm' })).toEqual([
      'account -> crm.account',
    ]);
    expect(declared(catalog(undefined, ['orders']), [source('shop', ['orders'], { schema: 'raw' })])).toEqual([
      'orders -> shop.orders',
    ]);
  });

  it('goes by most of the tables, last of all', () => {
    const jinja = [
      source('stitch_ecom', ['orders', 'customers', 'refunds'], JINJA),
      source('other', ['orders', 'users'], JINJA),
    ];
    expect(declared(catalog('ecom_2024'), jinja)).toEqual([
      'customers -> stitch_ecom.customers',
      'orders -> stitch_ecom.orders',
    ]);
  });

  it('takes one table in common for chance', () => {
    expect(declared(catalog('sfdc', ['users', 'accounts']), [source('intercom', ['users', 'tags'], JINJA)])).toEqual(
      [],
    );
  });
});

it('puts the entry that declares most first, and own ones before those of packages', () => {
  const entries = [
    source('vendor', TABLES, { schema: 'raw', package: 'vendor_source' }),
    source('few', ['orders'], { schema: 'raw' }),
    source('many', ['orders', 'payments'], { schema: 'raw' }),
  ];
  const [matched] = matchSources(catalog('raw'), entries, { adapter: 'postgres' });
  expect(matched?.entries.map(({ name }) => name)).toEqual(['many', 'few', 'vendor']);
});
