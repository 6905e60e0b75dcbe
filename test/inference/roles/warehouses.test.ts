import { expect, it } from 'vitest';
import { NO_EVIDENCE } from '../../../src/catalog/evidence.ts';
import { infer } from '../../../src/inference/infer.ts';
import { WAREHOUSE_SAMPLES } from './warehouse-samples.ts';

it.each(WAREHOUSE_SAMPLES)('$catalog.name: roles as its own prefixes state them, from names and types alone', (one) => {
  const { beliefs } = infer(one.catalog, NO_EVIDENCE);
  const wrong = beliefs.tables.filter(({ name, role }) => !one.roles[name]?.split('|').includes(role));
  expect(wrong.map(({ name, role }) => `${name} is ${one.roles[name]}, believed ${role}`)).toEqual([]);
});
