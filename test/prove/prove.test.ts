import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogSchema } from '../../src/catalog/catalog.ts';
import { removeFolders, temporaryFolder } from '../helpers/project-tree.ts';
import { hasDbt, hasDbtV2 } from '../helpers/real-dbt.ts';
import type { ProofTools } from './proof.ts';
import { startTools } from './proof.ts';
import { proveCatalogFile } from './prove-catalog-file.ts';
import { proveDatabase } from './prove-database.ts';
import { proveRaw } from './prove-raw.ts';

const folders: string[] = [];

function emptyFolder(): string {
  const folder = temporaryFolder();
  folders.push(folder);
  return folder;
}

function fixture(name: string) {
  const path = join(import.meta.dirname, `../fixtures/catalogs/${name}.json`);
  const catalog = catalogSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  return { name, catalog, gold: undefined, folder: emptyFolder() };
}

describe.skipIf(!hasDbt || !hasDbtV2)('a whole schema through real dbt', { timeout: 300_000 }, () => {
  let tools: ProofTools;
  beforeAll(() => {
    tools = startTools();
  });
  afterAll(() => {
    tools.close();
    removeFolders(folders);
  });

  it('from a DuckDB file: builds green, finds what is planted, and plans the same again', async () => {
    expect(await proveDatabase(fixture('bench_tpch'), tools)).toEqual({
      name: 'bench_tpch',
      tables: 8,
      models: expect.any(Number),
      marts: 6,
      tests: expect.any(Number),
      faults: ['duplicate in part', 'fan-out in orders', 'orphans in nation.n_regionkey'],
      warned: [],
      problems: [],
    });
  });

  it('from a catalog file, with rows loaded into its own database afterwards', async () => {
    expect(await proveCatalogFile(fixture('sakila_mysql'), tools)).toMatchObject({
      tables: 16,
      marts: 9,
      problems: [],
    });
  });

  it('from a folder of CSV files, whose rows break what is only probable', async () => {
    const from = join(emptyFolder(), 'shop');
    mkdirSync(from);
    const customers = ['id,name', ...Array.from({ length: 20 }, (_, at) => `${at + 1},Ada ${at}`)];
    const orders = ['id,customer_id,amount', ...Array.from({ length: 21 }, (_, at) => `${at + 1},${at + 1},${at}.50`)];
    writeFileSync(join(from, 'customers.csv'), customers.join('\n'));
    writeFileSync(join(from, 'orders.csv'), orders.join('\n'));
    const proof = await proveRaw({ name: 'shop', from, folder: emptyFolder() }, tools);
    expect(proof).toMatchObject({ tables: 2, models: 4, marts: 2, problems: [] });
    expect(proof.warned).toEqual([
      'relationships_stg_shop__orders_customer_id__customer_id__ref_stg_shop__customers_: 1',
      'relationships_fct_orders_customer_id__customer_id__ref_dim_customers_: 1',
    ]);
  });
});
