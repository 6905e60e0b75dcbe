import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { NO_EVIDENCE } from '../../src/catalog/evidence.ts';
import { beliefsSchema } from '../../src/inference/beliefs.ts';
import { infer } from '../../src/inference/infer.ts';
import { catalogOf } from '../helpers/short-catalog.ts';

function keysOf(catalog: Catalog): Record<string, string | null> {
  const { beliefs } = infer(catalog, NO_EVIDENCE);
  return Object.fromEntries(beliefs.tables.map(({ name, primary_key: key }) => [name, key && key.columns.join()]));
}

function edgesOf(catalog: Catalog): string[] {
  const { beliefs } = infer(catalog, NO_EVIDENCE);
  return beliefs.relationships.map(
    (edge) => `${edge.verdict}: ${edge.table}.${edge.columns.join()} -> ${edge.ref_table}.${edge.ref_columns.join()}`,
  );
}

describe('keys by name', () => {
  it('takes an id, a key called after its table, and a natural key', () => {
    const catalog = catalogOf({
      orders: 'id integer, placed_on date',
      Customers: 'CustomerId integer, Email text',
      products: 'sku text, name text',
      regions: 'r_regionkey integer, r_name text',
    });
    expect(keysOf(catalog)).toEqual({ orders: 'id', Customers: 'CustomerId', products: 'sku', regions: 'r_regionkey' });
  });

  it('takes a reference for a key only together with what it has several of', () => {
    const catalog = catalogOf({ artists: 'id integer, name text', artist_urls: 'artist_id integer, url text' });
    expect(keysOf(catalog)).toEqual({ artists: 'id', artist_urls: 'artist_id,url' });
  });

  it('puts references together: a bridge, lines of a header, what held from a day on, named values', () => {
    const catalog = catalogOf({
      orders: 'order_id integer, placed_on date',
      products: 'product_id integer, name text',
      order_items: 'order_id integer, line_number integer, product_id integer, quantity integer',
      product_orders: 'product_id integer, order_id integer',
      prices: 'product_id integer, price numeric, from_date date, to_date date',
      product_tags: 'product_id integer, k varchar(20), v text',
    });
    expect(keysOf(catalog)).toEqual({
      orders: 'order_id',
      products: 'product_id',
      order_items: 'order_id,line_number',
      product_orders: 'product_id,order_id',
      prices: 'product_id,from_date',
      product_tags: 'product_id,k',
    });
  });
});

describe('relationships by name', () => {
  it('finds the parent by name, in a role, with a prefix, in the words of its own table', () => {
    const catalog = catalogOf({
      users: 'id integer, name text',
      addresses: 'id integer, street text',
      invoices: 'id integer, user_id integer, billing_address_id integer, created_by_id integer',
      order_statuses: 'id integer, label text',
      order_events: 'id integer, status_id integer',
    });
    expect(edgesOf(catalog)).toEqual([
      'sure: invoices.user_id -> users.id',
      'likely: invoices.billing_address_id -> addresses.id',
      'likely: invoices.created_by_id -> users.id',
      'sure: order_events.status_id -> order_statuses.id',
    ]);
  });

  it('finds a row of the same table by a word for it, not by its own key', () => {
    const catalog = catalogOf({ employees: 'employee_id integer, manager_id integer, parent_id integer' });
    expect(edgesOf(catalog)).toEqual([
      'likely: employees.manager_id -> employees.employee_id',
      'likely: employees.parent_id -> employees.employee_id',
    ]);
  });

  it('follows the key where its name is not that of the table, and keys of several columns', () => {
    const catalog = catalogOf({
      nodes: 'node_id bigint, lat integer, version bigint',
      node_tags: 'node_id bigint, k text, version bigint',
      staff: 'emp_no integer, name text',
      shifts: 'id integer, emp_no integer',
    });
    expect(edgesOf(catalog)).toEqual([
      'likely: node_tags.node_id,version -> nodes.node_id,version',
      'likely: shifts.emp_no -> staff.emp_no',
    ]);
  });

  it('reads a schema that writes its references without key words, links by position and extensions', () => {
    const catalog = catalogOf({
      area: 'id integer, name text',
      artist: 'id integer, name text, area integer, type integer',
      artist_type: 'id integer, name text',
      artist_meta: 'id integer, rating integer',
      label: 'id integer, area integer',
      work: 'id integer, artist integer, label integer',
      l_artist_work: 'id integer, entity0 integer, entity1 integer',
      track: 'id integer, artist integer, work integer, length integer',
    });
    expect(edgesOf(catalog)).toEqual([
      'sure: artist.area -> area.id',
      'sure: artist.type -> artist_type.id',
      'likely: artist_meta.id -> artist.id',
      'sure: label.area -> area.id',
      'sure: work.artist -> artist.id',
      'sure: work.label -> label.id',
      'sure: l_artist_work.entity0 -> artist.id',
      'sure: l_artist_work.entity1 -> work.id',
      'sure: track.artist -> artist.id',
      'sure: track.work -> work.id',
    ]);
  });

  it('leaves alone what only looks like a reference', () => {
    const catalog = catalogOf({
      users: 'id uuid, name text',
      posts: 'id integer, user_id integer, user_ids uuid[], external_user_id uuid, valid boolean',
      comments: 'id integer, post_id integer, post_type text',
    });
    expect(edgesOf(catalog)).toEqual(['likely: comments.post_id -> posts.id']);
  });

  it('stays within a schema where it can', () => {
    const table = (schema: string, name: string, ...columns: string[]) => ({
      schema,
      name,
      columns: columns.map((column) => ({ name: column, type: 'integer' })),
    });
    const catalog = {
      name: 'two',
      dialect: 'postgres',
      tables: [table('eu', 'users', 'id'), table('us', 'users', 'id'), table('us', 'orders', 'id', 'user_id')],
    };
    expect(infer(catalog, NO_EVIDENCE).beliefs.relationships).toMatchObject([
      { schema: 'us', table: 'orders', ref_schema: 'us', ref_table: 'users' },
    ]);
  });
});

describe('declared keys', () => {
  it('are facts, whatever the names say', () => {
    const catalog = catalogOf({
      users: 'id integer, name text',
      robots: { columns: 'serial integer, id integer', primary_key: ['serial'] },
      posts: {
        columns: 'id integer, user_id integer',
        foreign_keys: [{ columns: ['user_id'], ref_table: 'robots', ref_columns: [] }],
      },
    });
    const { beliefs } = infer(catalog, NO_EVIDENCE);
    expect(beliefs.tables[1]?.primary_key).toEqual({ columns: ['serial'], probability: 1, declared: true });
    expect(beliefs.relationships).toEqual([
      {
        table: 'posts',
        columns: ['user_id'],
        ref_table: 'robots',
        ref_columns: ['serial'],
        cardinality: 'many_to_one',
        probability: 1,
        verdict: 'sure',
        declared: true,
        evidence: ['declared'],
      },
    ]);
  });

  it('of tables and columns that are not there are left out', () => {
    const catalog = catalogOf({
      posts: {
        columns: 'id integer, thing integer',
        foreign_keys: [
          { columns: ['thing'], ref_table: 'elsewhere', ref_columns: ['id'] },
          { columns: ['nothing'], ref_table: 'posts', ref_columns: ['id'] },
        ],
      },
    });
    expect(edgesOf(catalog)).toEqual([]);
  });
});

const name = fc.oneof(
  fc.constantFrom(
    'id',
    'user_id',
    'users',
    'orders',
    'order_id',
    'parent_id',
    'version',
    'k',
    '__proto__',
    'constructor',
  ),
  fc.constantFrom('{{ x }}', '{% raw %}', "a'b\n\u0000", '', '   ', '_', '日本語', 'İd', '𝕏_id', 'a'.repeat(3_000)),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const column = fc.record({
  name,
  type: fc.oneof(fc.constantFrom('integer', 'text', 'uuid', 'timestamp', 'numeric(10,2)', 'text[]', ''), fc.string()),
});
const table = fc
  .record({
    schema: fc.option(fc.constantFrom('a', 'b'), { nil: undefined }),
    name,
    columns: fc.array(column, { maxLength: 6 }),
  })
  .chain((drawn) => {
    const some = fc.subarray([...drawn.columns.map((each) => each.name), 'missing']);
    const key = fc.record({ columns: some, ref_table: name, ref_columns: fc.oneof(fc.constant([]), some) });
    return fc.record({
      schema: fc.constant(drawn.schema),
      name: fc.constant(drawn.name),
      columns: fc.constant(drawn.columns),
      primary_key: some,
      unique_keys: fc.array(some, { maxLength: 2 }),
      foreign_keys: fc.array(key, { maxLength: 3 }),
    });
  });

describe('any catalog', () => {
  it('is understood without a throw, the same way twice, as a valid document that names only what is there', () => {
    fc.assert(
      fc.property(fc.array(table, { maxLength: 6 }), (tables) => {
        const catalog = { name: 'any', dialect: 'any', tables: tables as Catalog['tables'] };
        const first = infer(catalog, NO_EVIDENCE);
        expect(infer(catalog, NO_EVIDENCE)).toEqual(first);
        beliefsSchema.parse(first.beliefs);
        for (const edge of first.beliefs.relationships) {
          const columns = catalog.tables
            .filter((each) => each.name === edge.ref_table)
            .flatMap((each) => each.columns.map((part) => part.name));
          expect(columns).toEqual(expect.arrayContaining(edge.ref_columns));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('does not depend on the order of the tables', () => {
    const tables = {
      users: 'id integer, name text',
      orders: 'id integer, user_id integer',
      lines: 'order_id integer, line_no integer',
    };
    const there = infer(catalogOf(tables), NO_EVIDENCE).beliefs;
    const back = infer(catalogOf(Object.fromEntries(Object.entries(tables).toReversed())), NO_EVIDENCE).beliefs;
    expect(back.tables.toReversed()).toEqual(there.tables);
    expect(new Set(back.relationships)).toEqual(new Set(there.relationships));
  });
});

it('reads what people write for a name: its beginning, or the first letter and the beginning of the second word', () => {
  const catalog = catalogOf({
    supplier: 'id integer, name text',
    customer_demographic: 'id integer, gender text',
    offers: 'id integer, supp_id integer, cdemo_id integer',
  });
  expect(edgesOf(catalog).map((edge) => edge.replace(/^\w+: /, ''))).toEqual([
    'offers.supp_id -> supplier.id',
    'offers.cdemo_id -> customer_demographic.id',
  ]);
});
