import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { applyPlan, generateExecutionPlan } from '../../src/index.ts';
import { openDuckdb } from '../../src/outside/duckdb.ts';

const scratch = mkdtempSync(join(tmpdir(), 'cartridge-columns-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

async function run(...statements: string[]): Promise<void> {
  const database = await openDuckdb(join(scratch, 'shop.duckdb'), { readOnly: false });
  for (const statement of statements) await database.run(statement);
  await database.close();
}

it('converts what the rows show, and holds to it when the rows change', async () => {
  await run(
    'create table visits (id integer, is_new integer, member_flag varchar, seen_at bigint, day_date varchar, kind integer)',
    "insert into visits values (1, 0, 'Y', 1700000000000000, '2024-01-31', 3), (2, 1, 'N', 1710000000000000, '2024-02-01', 4)",
    'create table taxes (id integer, active integer, rate double)',
    'insert into taxes values (1, 7, 0.2), (2, 9, 0.1)',
  );
  const projectDir = join(scratch, 'project');
  const from = join(scratch, 'shop.duckdb');
  const first = await generateExecutionPlan({ from, projectDir });
  await applyPlan({ plan: first.plan, projectDir, level: 'bind' });
  const sql = readFileSync(join(projectDir, 'models/staging/shop/stg_shop__visits.sql'), 'utf8');
  const lines = sql.split('\n').filter((line) => / as (?!\()/.test(line));
  expect(lines.map((line) => line.trim().replace(/,$/, ''))).toEqual([
    'id as visit_id',
    'cast(is_new as boolean) as is_new',
    "lower(member_flag) in ('1', 't', 'true', 'y', 'yes') as member_flag",
    'cast(day_date as date) as day_date',
    'make_timestamp(seen_at) as seen_at',
  ]);
  await run(
    "insert into visits values (3, 5, 'unknown', 12, 'soon', 5)",
    'delete from taxes',
    'insert into taxes values (1, 1, 0.2), (2, 0, 0.1)',
  );
  const second = await generateExecutionPlan({ from, projectDir });
  expect(second.plan.actions).toEqual([]);
});
