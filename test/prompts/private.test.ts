import { expect, it } from 'vitest';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { HURRIED, PROMPTS, encoded, inputOf } from './prompt-inputs.ts';

const SECRETS = ['SECRET_VALUE', 'SECRET_LEAST', 'SECRET_MOST', '987654321'];

/** What a reader saw in the rows: values, extremes, counts. */
const WITH_ROWS: Catalog = {
  ...HURRIED,
  tables: HURRIED.tables.map((table) => ({
    ...table,
    row_count: 987654321,
    columns: table.columns.map((column) => ({
      ...column,
      stats: {
        nulls: 987654321,
        distinct: 987654321,
        min: 'SECRET_LEAST',
        max: 'SECRET_MOST',
        values: ['SECRET_VALUE', 'NORTH'],
      },
    })),
  })),
};

it.each(Object.keys(PROMPTS))('the %s prompt tells no value, extreme or count of the rows', (kind) => {
  const { system, user } = PROMPTS[kind]!(inputOf('brownfield', { schema: encoded(WITH_ROWS) }));
  for (const secret of SECRETS) expect(system + user).not.toContain(secret);
});
