import { expect, it } from 'vitest';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { NO_EVIDENCE } from '../../src/catalog/evidence.ts';
import { believe } from '../../src/inference/believe.ts';
import { infer } from '../../src/inference/infer.ts';

const SHOP: Catalog = {
  name: 'shop',
  dialect: 'duckdb',
  tables: [
    { name: 'customers', columns: [{ name: 'id', type: 'integer' }] },
    {
      name: 'orders',
      columns: [
        { name: 'id', type: 'integer' },
        { name: 'customer_id', type: 'integer' },
      ],
    },
  ],
};

it('asks the rows again after an answer, at most twice', async () => {
  let rounds = 0;
  await believe(SHOP, async (probes) => {
    rounds++;
    const [table] = SHOP.tables;
    expect(probes).not.toEqual([]);
    return {
      ...NO_EVIDENCE,
      profile: new Map([[`${table!.name} ${rounds}`, { rows: 5, exact: true, columns: new Map() }]]),
    };
  });
  expect(rounds).toBe(2);
});

it('asks once where there are no rows, and believes what names and types say', async () => {
  let rounds = 0;
  const beliefs = await believe(SHOP, async () => {
    rounds++;
    return NO_EVIDENCE;
  });
  expect(rounds).toBe(1);
  expect(beliefs).toEqual(infer(SHOP, NO_EVIDENCE).beliefs);
});
