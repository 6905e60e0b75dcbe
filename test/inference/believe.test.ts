import { expect, it } from 'vitest';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { NO_EVIDENCE, probeKey } from '../../src/catalog/evidence.ts';
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

it('asks the rows again after an answer, at most twice, and nothing twice', async () => {
  const rounds: string[][] = [];
  await believe(SHOP, async (probes) => {
    rounds.push(probes.map((probe) => `${probe.kind} ${probeKey(probe)}`));
    const stats = { nulls: 0, distinct: 30 };
    const columns = new Map(['id', 'customer_id'].map((name) => [name, stats]));
    const profiles = probes.filter(({ kind }) => kind === 'profile').map((probe) => probeKey(probe));
    const unique = probes.filter(({ kind }) => kind === 'unique').map((probe) => probeKey(probe));
    return {
      ...NO_EVIDENCE,
      profile: new Map(profiles.map((key) => [key, { rows: 50, exact: true, columns }])),
      unique: new Map(unique.map((key) => [key, { rows: 50, nullRows: 0, duplicates: 20 }])),
    };
  });
  expect(rounds).toHaveLength(2);
  expect(rounds[1]).toEqual(['unique ["orders",["id","customer_id"]]']);
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

it('is not sure of what the rows were not asked, where those of other tables were', async () => {
  const { tables, relationships } = await believe(SHOP, async (probes) => {
    const [unique] = probes.filter(({ kind, table }) => kind === 'unique' && table.name === 'customers');
    const answer = { rows: 500, nullRows: 0, duplicates: 0 };
    return { ...NO_EVIDENCE, unique: new Map(unique ? [[probeKey(unique), answer]] : []) };
  });
  expect(tables.map(({ name, primary_key: key }) => [name, key?.probability])).toEqual([
    ['customers', 0.995],
    ['orders', 0.89],
  ]);
  expect(relationships).toMatchObject([{ columns: ['customer_id'], ref_table: 'customers' }]);
});
