import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDuckdb } from '../../../src/outside/duckdb.ts';
import { declaredClaims, edgeKey } from './claims.ts';
import { catalogOf, SHOP } from './made-up.ts';
import { matchTables } from './match-tables.ts';
import { scoreClaims } from './score.ts';
import { withSyntheticRows } from './synthetic.ts';
import { believeWithRows } from './with-rows.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cartridge-eval-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('finds the tables behind the affixes that all files share', () => {
  const files = catalogOf({
    github_issue_data: { columns: ['id'] },
    github_issue_label_data: { columns: ['id'] },
    github_other_data: { columns: ['id'] },
  });
  const truth = catalogOf({ issue: { schema: 'github', columns: ['id'] }, issue_label: { columns: ['id'] } });
  const matched = matchTables(files, truth);
  expect([...matched].map(([file, table]) => [file, table.name])).toEqual([
    ['github_issue_data', 'issue'],
    ['github_issue_label_data', 'issue_label'],
  ]);
});

it('believes rows of files under the names of the truth', async () => {
  mkdirSync(join(folder, 'shop'));
  const rows = Array.from({ length: 40 }, (_, at) => at + 1);
  const write = (name: string, head: string, line: (at: number) => string) =>
    writeFileSync(join(folder, 'shop', `raw_${name}.csv`), [head, ...rows.map(line)].join('\n'));
  write('customers', 'ID,points', (at) => `${at},${at % 7}`);
  write('orders', 'ID,customer_id', (at) => `${at},${(at % 20) + 1}`);
  const believed = await believeWithRows(folder, 'shop', SHOP);
  expect(believed?.truth.tables.map(({ name }) => name)).toEqual(['customers', 'orders']);
  expect(believed?.rows.edges.map(edgeKey)).toEqual(['orders(customer_id) -> customers(id)']);
  const score = scoreClaims(declaredClaims(believed!.truth), believed!.rows, 0.5);
  expect(score.edges).toEqual({ declared: 1, found: 1, right: 1 });
  expect(score.keys).toEqual({ declared: 2, right: 2 });
});

it('makes rows of what is declared, in tables that declare nothing', async () => {
  const believed = await withSyntheticRows('shop', SHOP, async (made) => {
    const database = await openDuckdb(join(made, 'shop.duckdb'), { readOnly: true });
    const constraints = await database.query('select * from duckdb_constraints()');
    await database.close();
    expect(constraints).toEqual([]);
    return believeWithRows(made, 'shop', SHOP);
  });
  expect(scoreClaims(declaredClaims(SHOP), believed!.rows, 0.5)).toMatchObject({
    keys: { declared: 3, right: 3 },
    edges: { declared: 2, found: 2, right: 2 },
  });
});

it('has nothing to say without rows', async () => {
  expect(await believeWithRows(folder, 'shop', SHOP)).toBeNull();
});
