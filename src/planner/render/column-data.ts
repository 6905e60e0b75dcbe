import type { ColumnSpec } from '../../plan/specs.ts';
import { testData } from './test-data.ts';

/** What the templates of properties are given of a column. Every key is there, since templates are strict. */
export function columnData(column: ColumnSpec): object {
  return {
    name: column.name,
    description: column.description,
    data_type: column.data_type ?? null,
    quote: column.quote ?? false,
    meta: column.meta === undefined ? null : Object.entries(column.meta).map(([key, value]) => ({ key, value })),
    tests: column.tests.map(testData),
  };
}
