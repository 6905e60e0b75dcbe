import { describe, expect, it } from 'vitest';
import { NO_EVIDENCE } from '../../../src/catalog/evidence.ts';
import { infer } from '../../../src/inference/infer.ts';

/** `kind`, `kind/unit` and `!pii` of one column of a table. */
function read(column: string, type: string, table = 'orders'): string {
  const columns = [
    { name: 'row_no', type: 'integer' },
    { name: column, type },
  ];
  const { beliefs } = infer({ name: 'c', dialect: 'postgres', tables: [{ name: table, columns }] }, NO_EVIDENCE);
  const { kind, unit, pii } = beliefs.tables[0]!.columns[1]!;
  return `${kind}${unit === undefined ? '' : `/${unit}`}${pii === undefined ? '' : `!${pii}`}`;
}

describe('kinds of columns', () => {
  it.each([
    ['customer_id', 'integer', 'identifier'],
    ['invoiceNumber', 'text', 'identifier'],
    ['token_uuid', 'uuid', 'identifier'],
    ['unit_price', 'numeric(10,2)', 'money'],
    ['amount_cents', 'integer', 'money/cents'],
    ['amount_cents', 'numeric(10,2)', 'money'],
    ['quantity', 'integer', 'measure'],
    ['tax_rate', 'numeric(5,4)', 'non_additive'],
    ['position', 'integer', 'non_additive'],
    ['placed_at', 'timestamp', 'timestamp'],
    ['placed_on', 'date', 'date'],
    ['opens', 'time', 'time'],
    ['sent_at_ms', 'bigint', 'timestamp/ms'],
    ['sent_epoch', 'bigint', 'timestamp/s'],
    ['is_paid', 'integer', 'boolean'],
    ['paid', 'boolean', 'boolean'],
    ['deleted_at', 'timestamp', 'soft_delete'],
    ['is_deleted', 'boolean', 'soft_delete'],
    ['_fivetran_deleted', 'boolean', 'soft_delete'],
    ['_fivetran_synced', 'timestamp', 'loader'],
    ['_airbyte_extracted_at', 'timestamp', 'loader'],
    ['order_status', 'text', 'enum'],
    ['payload', 'jsonb', 'json'],
    ['tags', 'text[]', 'other'],
    ['notes', 'text', 'text'],
    ['cost_micros', 'bigint', 'money/micros'],
    ['price_minor', 'integer', 'money/cents'],
    ['percent', 'integer', 'non_additive'],
    ['discount', 'decimal(4,4)', 'non_additive'],
    ['discount', 'decimal(10,2)', 'money'],
    ['discount_amount', 'decimal(4,2)', 'money'],
    ['viewability', 'double', 'non_additive'],
    ['account_balance', 'decimal(10,2)', 'non_additive'],
    ['quantity_on_hand', 'integer', 'non_additive'],
    ['active', 'integer', 'boolean'],
    ['patrolled', 'smallint', 'boolean'],
    ['orderstatus', 'text', 'enum'],
    ['prototype', 'text', 'text'],
    ['categories', 'text', 'text'],
    ['reason', 'char(1)', 'enum'],
    ['middle_initial', 'char(1)', 'text!person_name'],
    ['reason_code', 'text', 'enum'],
    ['promo_code', 'text', 'identifier'],
    ['phone_number', 'text', 'text!phone'],
    ['public_key', 'text', 'text'],
    ['seen_at_us', 'bigint', 'timestamp/us'],
    ['member_flag', 'char(1)', 'enum'],
    ['owner_uuid', 'binary(16)', 'identifier'],
  ])('%s %s is %s', (column, type, expected) => {
    expect(read(column, type)).toBe(expected);
  });

  it('says who loaded a table, when its rows came and which are gone', () => {
    const columns = ['id', '_fivetran_synced', '_fivetran_deleted'].map((name) => ({ name, type: 'text' }));
    const tables = [
      { name: 'orders', columns },
      { name: 'items', columns: columns.slice(0, 1) },
    ];
    const { beliefs } = infer({ name: 'c', dialect: '', tables }, NO_EVIDENCE);
    expect(beliefs.tables.map(({ loader }) => loader)).toEqual([
      { name: 'fivetran', loaded_at: '_fivetran_synced', deleted: '_fivetran_deleted' },
      undefined,
    ]);
  });

  it('reads a moment held as a number or text only where the values show it', () => {
    const stats = (min: number | string, max: number | string) => ({ nulls: 0, distinct: 9, min, max });
    const columns = [
      { name: 'created_at', type: 'bigint', stats: stats(1_600_000_000, 1_700_000_000) },
      { name: 'updated_at', type: 'bigint', stats: stats(1, 9) },
      { name: 'seen_at', type: 'text', stats: stats('2024-01-01T10:00:00Z', '2025-01-01T10:00:00Z') },
    ];
    const { beliefs } = infer({ name: 'c', dialect: 'postgres', tables: [{ name: 'visits', columns }] }, NO_EVIDENCE);
    expect(beliefs.tables[0]?.columns).toEqual([
      { name: 'created_at', kind: 'timestamp', unit: 's' },
      { name: 'updated_at', kind: 'non_additive' },
      { name: 'seen_at', kind: 'timestamp', unit: 'iso' },
    ]);
  });

  it('takes a discount on a line for a share of its price, and an amount beside a currency for cents', () => {
    const kinds = (...columns: string[]) => {
      const read = columns.map((column) => ({ name: column.split(' ')[0]!, type: column.split(' ')[1]! }));
      const { beliefs } = infer({ name: 'c', dialect: '', tables: [{ name: 'x', columns: read }] }, NO_EVIDENCE);
      return beliefs.tables[0]!.columns.map(({ kind, unit }) => (unit === undefined ? kind : `${kind}/${unit}`));
    };
    expect(kinds('quantity integer', 'unit_price double', 'discount double')[2]).toBe('non_additive');
    expect(kinds('subtotal double', 'discount double', 'tax double')).toEqual(['money', 'money', 'money']);
    expect(kinds('amount integer', 'currency text')[0]).toBe('money/cents');
    expect(kinds('amount integer', 'method text')[0]).toBe('money');
  });
});

it('takes a whole number called a status or a type for one, whatever it is the status of', () => {
  const columns = ['id', 'payment_status', 'fee_type', 'charge_time_enum', 'fee'].map((name) => ({
    name,
    type: 'integer',
  }));
  const fees = { name: 'fees', columns, primary_key: ['id'] };
  const { beliefs } = infer({ name: 'c', dialect: 'postgres', tables: [fees] }, NO_EVIDENCE);
  const kinds = ['identifier', 'enum', 'enum', 'enum', 'money'];
  expect(beliefs.tables[0]!.columns.map(({ kind }) => kind)).toEqual(kinds);
});
