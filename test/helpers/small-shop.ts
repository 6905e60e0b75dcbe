import type { Catalog, Table } from '../../src/catalog/catalog.ts';

const ids = (name: string): Table['columns'][number] => ({ name, type: 'integer', nullable: false });
const text = (name: string): Table['columns'][number] => ({ name, type: 'varchar' });

export const CUSTOMERS: Table = {
  schema: 'raw',
  name: 'customers',
  columns: [ids('id'), text('name'), text('email'), { name: 'created_at', type: 'timestamp' }],
  primary_key: ['id'],
};

export const ORDERS: Table = {
  schema: 'raw',
  name: 'orders',
  columns: [
    ids('id'),
    ids('customer_id'),
    text('status'),
    { name: 'amount', type: 'decimal(18, 2)' },
    { name: 'ordered_at', type: 'timestamp' },
  ],
  primary_key: ['id'],
  foreign_keys: [{ columns: ['customer_id'], ref_schema: 'raw', ref_table: 'customers', ref_columns: ['id'] }],
};

/** Two tables of a shop in the schema `raw`, with their keys. */
export function smallShop(...tables: readonly Table[]): Catalog {
  return { name: 'shop', dialect: 'duckdb', tables: tables.length === 0 ? [CUSTOMERS, ORDERS] : [...tables] };
}
