import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { generateExecutionPlan } from '../../src/index.ts';
import { removeFolders, temporaryFolder } from '../helpers/project-tree.ts';

const TABLES = ['orders', 'Customers', 'order_items'].map((name) => ({
  name,
  columns: [{ name: 'id', type: 'integer' }],
  primary_key: ['id'],
}));

const folders: string[] = [];
afterEach(() => removeFolders(folders.splice(0)));

async function plan(tables: readonly object[]) {
  const folder = temporaryFolder();
  folders.push(folder);
  mkdirSync(join(folder, 'project'));
  writeFileSync(join(folder, 'shop.json'), JSON.stringify({ name: 'shop', dialect: 'duckdb', tables }));
  const outcome = await generateExecutionPlan({
    from: join(folder, 'shop.json'),
    projectDir: join(folder, 'project'),
  });
  return outcome.plan;
}

it('makes one plan of the same tables, in whatever order they come', async () => {
  const forwards = await plan(TABLES);
  const backwards = await plan(TABLES.toReversed());
  expect(forwards.catalog.tables.map(({ name }) => name)).toEqual(['Customers', 'order_items', 'orders']);
  expect(backwards).toEqual(forwards);
});
