import { DEFAULT_STYLE } from '../../src/context/style.ts';
import type { DeltaOf } from '../../src/plan/deltas.ts';
import { layOutWritten } from '../../src/planner/written/lay-out-written.ts';
import type { ReadableModels } from '../../src/planner/written/reading.ts';
import { readWritten } from '../../src/planner/written/read-written.ts';
import { dialectOf } from '../../src/sql/dialects/dialects.ts';

/** Staging models of a shop. */
export const SHOP_MODELS: ReadableModels = new Map([
  [
    'stg_shop__orders',
    [
      { name: 'order_id', type: 'INTEGER' },
      { name: 'customer_id', type: 'INTEGER' },
      { name: 'status', type: 'VARCHAR' },
      { name: 'amount', type: 'DECIMAL(18,2)' },
      { name: 'ordered_at', type: 'TIMESTAMP' },
    ],
  ],
  [
    'stg_shop__customers',
    [
      { name: 'customer_id', type: 'INTEGER' },
      { name: 'region', type: 'VARCHAR' },
      { name: 'Sign Up', type: 'DATE' },
    ],
  ],
]);

/** What a model says of a mart whose rows are orders, unless told otherwise. */
export function writeModel(sql: string, other: Partial<DeltaOf<'write_model'>> = {}): DeltaOf<'write_model'> {
  return {
    kind: 'write_model',
    layer: 'marts',
    name: 'fct_written',
    description: 'Orders, told in another way.',
    key: ['order_id'],
    columns: [],
    sql,
    why: 'asked for',
    ...other,
  };
}

/** SQL as it is written for an adapter, or what is wrong with it. */
export function writtenFor(sql: string, adapter = 'duckdb', style = DEFAULT_STYLE): string[] {
  const read = readWritten(sql, { models: SHOP_MODELS, adapter });
  if ('faults' in read) return read.faults.map((fault) => `refused: ${fault}`);
  return layOutWritten(read, { dialect: dialectOf(adapter), style });
}
