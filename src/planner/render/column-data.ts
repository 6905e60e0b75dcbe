import type { ColumnSpec } from '../../plan/specs.ts';
import { testData } from './test-data.ts';

/** What the templates of properties are given of a column. Every key is there, since templates are strict. */
export function columnData(column: ColumnSpec): object {
  const meta = column.meta === undefined ? null : Object.entries(column.meta).map(([key, value]) => ({ key, value }));
  return {
    name: column.name,
    description: column.description,
    data_type: column.data_type ?? null,
    // Most columns have nothing but a description: one question in place of three.
    detailed: column.quote === true || meta !== null || column.tests.length > 0,
    quote: column.quote ?? false,
    meta,
    tests: column.tests.map(testData),
  };
}
