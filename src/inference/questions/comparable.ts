import type { Table } from '../../catalog/catalog.ts';
import { typeFamily } from '../../sql/types.ts';

interface Side {
  readonly table: Table;
  readonly columns: readonly string[];
}

/** Whether a relationships test can compare the two: one column each, of types that need no cast (staging-tests.ts). */
export function isTestable(from: Side, to: Side, dialect: string): boolean {
  const [left, right] = [from, to].map((side) => familyOf(side, dialect));
  return from.columns.length === 1 && to.columns.length === 1 && left === right;
}

function familyOf({ table, columns }: Side, dialect: string): string {
  const type = table.columns.find(({ name }) => name === columns[0])?.type ?? '';
  const family = typeFamily(type, dialect);
  return ['integer', 'decimal', 'float'].includes(family) ? 'number' : family;
}
