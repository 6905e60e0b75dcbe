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
  ])('%s %s is %s', (column, type, expected) => {
    expect(read(column, type)).toBe(expected);
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
});
