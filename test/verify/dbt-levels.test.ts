import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findDbt } from '../../src/outside/dbt.ts';
import type { Dbt } from '../../src/outside/dbt.ts';
import { sealPlan } from '../../src/plan/seal.ts';
import { openDuckdb } from '../../src/outside/duckdb.ts';
import type { ExecutionPlan } from '../../src/plan/plan.ts';
import { checkBuild } from '../../src/verify/dbt/check-build.ts';
import type { CheckOutcome } from '../../src/verify/level.ts';
import { projectViews } from '../../src/verify/project-views.ts';
import { isAlive } from '../helpers/is-alive.ts';
import { problemsOf } from '../helpers/problems-of.ts';
import { writeTree } from '../helpers/project-tree.ts';
import { DBT_PATH, DBT_V2_PATH, dbtAt, fakeDbt, hasDbt, hasDbtV2 } from '../helpers/real-dbt.ts';
import { edited, planOf, SHOP_FILES, shopPlan, shown, verify } from '../helpers/verified-shop.ts';

let projectDir = '';
beforeEach(() => {
  projectDir = mkdtempSync(join(tmpdir(), 'cartridge-verify-'));
});
afterEach(() => rmSync(projectDir, { recursive: true, force: true }));

const filesHere = (): string[] =>
  readdirSync(projectDir, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'));
const leftShadows = (): string[] => readdirSync(join(projectDir, '.cartridge/shadow'));

async function makeRaw(path: string, rows: string): Promise<void> {
  mkdirSync(join(projectDir, 'raw'), { recursive: true });
  const duckdb = await openDuckdb(join(projectDir, path));
  await duckdb.run(
    `create table orders (id integer, status varchar); create table payments (id integer, order_id integer, amount decimal(10,2)); ${rows}`,
  );
  await duckdb.close();
}

const ROWS =
  "insert into orders values (1, 'placed'), (1, 'lost'), (2, 'placed'); insert into payments values (1, 1, 5), (2, 9, 5), (3, 8, 1)";

/** The level alone: dbt starts once. */
const build = async (plan: ExecutionPlan): Promise<CheckOutcome> =>
  checkBuild({
    plan,
    projectDir,
    dbt: await dbtAt(DBT_PATH),
    onEvent: () => {},
    dbtTimeoutMs: 120_000,
    views: projectViews(projectDir, plan.files),
  });

describe.skipIf(!hasDbt)('dbt 1.11', () => {
  it('parses a sound plan without an error or a warning, and leaves nothing behind', async () => {
    const report = await verify(projectDir, shopPlan(), { dbt: await dbtAt(DBT_PATH) });
    expect(report.problems).toEqual([]);
    expect(report.checks.at(-1)).toMatchObject({
      level: 'parse',
      status: 'passed',
      detail: expect.stringMatching(/^no error, no warning \(dbt 1\.11\.\d+\)$/),
    });
    expect(filesHere().sort()).toEqual([
      '.cartridge',
      '.cartridge/.gitattributes',
      '.cartridge/.gitignore',
      '.cartridge/shadow',
    ]);
  });

  it('counts what dbt warns of', async () => {
    const values = '              arguments:\n                values: ["placed", "it\'\'s sent"]\n';
    const plan = shopPlan(edited('models/staging/_models.yml', values, '              values: ["placed"]\n'));
    const report = await verify(projectDir, plan, { dbt: await dbtAt(DBT_PATH), level: 'parse' });
    expect(report.checks.at(-1)?.detail).toMatch(/^no error, 1 warning \(dbt 1\.11\.\d+\)$/);
    expect(shown(report)).toEqual([
      "models/staging/_models.yml Found top-level arguments to test `accepted_values` defined on 'stg_shop__orders' in package 'shop' (models/staging/_models.yml). Arguments to generic tests should be nested under the `arguments` property.",
    ]);
  });

  it('builds into a throw-away database and names each failing test with its rows', async () => {
    await makeRaw('raw/shop.duckdb', ROWS);
    const raw = readFileSync(join(projectDir, 'raw/shop.duckdb'));
    const { detail, problems } = await build(shopPlan());
    expect(shown({ problems })).toEqual([
      'models/staging/_sources.yml the test source_unique_shop_orders_id found 1 row',
    ]);
    expect(detail).toMatch(/^1 of 3 models built, 2 of 9 tests passed \(dbt 1\.11\.\d+\)$/);
    expect(readFileSync(join(projectDir, 'raw/shop.duckdb')).equals(raw)).toBe(true);
    expect(existsSync(join(projectDir, 'shop.duckdb'))).toBe(false);
    expect(leftShadows()).toEqual([]);
  });

  it('builds on a copy where the raw tables are in the database of the project itself', async () => {
    const ownProfile = SHOP_FILES['profiles.yml']
      .replace(/ {6}attach:[^]*$/, '')
      .replace('path: shop.duckdb', 'path: raw/shop.duckdb');
    const sources = SHOP_FILES['models/staging/_sources.yml']
      .replace('    database: shop_raw\n', '')
      .replace('            data_tests: [unique, not_null]\n', '');
    const models = SHOP_FILES['models/staging/_models.yml']
      .replace('field: order_id\n', 'field: order_id\n              config:\n                severity: warn\n')
      .replace('          - unique\n', '');
    await makeRaw('raw/shop.duckdb', ROWS.replace("(1, 'lost'), ", ''));
    const raw = readFileSync(join(projectDir, 'raw/shop.duckdb'));
    const plan = shopPlan({
      'profiles.yml': ownProfile,
      'models/staging/_sources.yml': sources,
      'models/staging/_models.yml': models,
    });
    const { detail, problems } = await build(plan);
    expect(problems).toEqual([]);
    expect(detail).toMatch(
      /^3 of 3 models built, 6 of 6 tests passed, 1 of them with a warning: relationships_stg_shop__payments_order_id__order_id__ref_stg_shop__orders_ \(2 rows\) \(dbt 1\.11\.\d+\)$/,
    );
    expect(readFileSync(join(projectDir, 'raw/shop.duckdb')).equals(raw)).toBe(true);
  });
});

describe.skipIf(!hasDbtV2)('dbt v2', () => {
  it('is the strict parser: its errors come with their place', async () => {
    const dbt = await dbtAt(DBT_V2_PATH);
    const sound = await verify(projectDir, shopPlan(), { dbt, level: 'parse' });
    expect(shown(sound)).toEqual([]);
    expect(sound.checks.at(-1)?.detail).toMatch(/^no error, no warning \(dbt 2\.0\.0\S*\)$/);
    const plan = shopPlan(
      edited('models/marts/_models.yml', '    description: Orders.\n', '    description: Orders.\n    tags: [daily]\n'),
    );
    const report = await verify(projectDir, plan, { dbt, level: 'parse' });
    expect(shown(report)).toMatchInlineSnapshot(`
      [
        "models/marts/_models.yml:4:5 While parsing config: Ignored unexpected key \`"tags"\`. YAML path: \`tags\`.",
      ]
    `);
    expect(leftShadows()).toEqual([]);
  });

  it('does not count what the project has wrong already', async () => {
    const wrong = edited(
      'models/marts/_models.yml',
      '    description: Orders.\n',
      '    description: Orders.\n    tags: [daily]\n',
    );
    writeTree(projectDir, { ...SHOP_FILES, ...wrong });
    const plan = planOf([
      { path: 'models/marts/dim_new.sql', after: "select order_id from {{ ref('fct_orders') }}\n" },
      { path: 'models/marts/_new.yml', after: 'models:\n  - name: dim_new\n    columns:\n      - name: order_id\n' },
    ]);
    const report = await verify(projectDir, plan, { dbt: await dbtAt(DBT_V2_PATH), level: 'parse' });
    expect(shown(report)).toEqual([]);
    expect(report.ok).toBe(true);
  });

  it('says how to tell the version of dbt, where the plan did not know it and wrote what this one refuses', async () => {
    writeTree(projectDir, SHOP_FILES);
    const values = '        data_tests:\n          - accepted_values:\n              values: [paid]\n';
    const { plan_id: _, ...plan } = planOf([
      { path: 'models/dim_new.sql', after: "select status from {{ ref('stg_shop__orders') }}\n" },
      { path: 'models/_new.yml', after: `models:\n  - name: dim_new\n    columns:\n      - name: status\n${values}` },
    ]);
    const added = sealPlan({ ...plan, strategy: 'brownfield' });
    const report = await verify(projectDir, added, { dbt: await dbtAt(DBT_V2_PATH), level: 'parse' });
    expect(report.ok).toBe(false);
    expect(report.checks.at(-1)?.detail).toMatch(/say it by require-dbt-version in dbt_project\.yml$/);
  });
});

describe('a dbt that does not work', () => {
  const found = async (): Promise<Dbt | null> => findDbt({ projectDir, env: { PATH: '/usr/bin:/bin' } });

  const pidHere = (): number => Number(readFileSync(join(projectDir, 'pid'), 'utf8'));

  it('is passed over with a word, and refused when it is asked for', async () => {
    fakeDbt(projectDir, 'echo "ModuleNotFoundError: no module named dbt" >&2; exit 1');
    const dbt = await found();
    const report = await verify(projectDir, shopPlan(), { dbt });
    expect(report).toMatchObject({ ok: true, level: 'bind' });
    expect(report.checks.at(-1)).toMatchObject({
      status: 'skipped',
      detail: 'dbt gave no answer: it ended with exit code 1 and said: ModuleNotFoundError: no module named dbt',
    });
    expect(await problemsOf(verify(projectDir, shopPlan(), { dbt, level: 'parse' }))).toEqual([
      {
        code: 'VERIFY_UNAVAILABLE',
        message:
          '--verify parse cannot run here: dbt gave no answer: it ended with exit code 1 and said: ModuleNotFoundError: no module named dbt',
        hint: 'Without --verify, cartridge takes the dearest level that can run here and says which.',
      },
    ]);
    expect(leftShadows()).toEqual([]);
  });

  it('lacks the adapter', async () => {
    const plan = shopPlan();
    fakeDbt(projectDir, 'exit 0');
    const dbt = await found();
    const { plan_id: _, ...rest } = plan;
    const snowflake = sealPlan({ ...rest, project: { ...plan.project, adapter: 'snowflake' } });
    const report = await verify(projectDir, snowflake, { dbt });
    expect(report.checks.slice(1).map(({ status, detail }) => `${status}: ${detail}`)).toEqual([
      'skipped: DuckDB cannot judge the SQL of snowflake',
      'skipped: dbt 1.11.16 has no adapter snowflake (pip install dbt-snowflake)',
    ]);
  });

  it('hangs, and is ended', async () => {
    fakeDbt(projectDir, 'sleep 600 & echo $! > "$PWD/pid"; wait');
    const report = await verify(projectDir, shopPlan(), { dbt: await found(), dbtTimeoutMs: 300 });
    expect(report.checks.at(-1)?.detail).toBe('dbt gave no answer: it was still running after 0 s and was stopped');
    expect(leftShadows()).toEqual([]);
    await expect.poll(() => isAlive(pidHere())).toBe(false);
  });

  it('is ended and its shadow removed when the work is called off', async () => {
    fakeDbt(projectDir, 'sleep 600 & echo $! > "$PWD/pid"; wait');
    const abort = new AbortController();
    const running = verify(projectDir, shopPlan(), { dbt: await found(), signal: abort.signal });
    await expect.poll(() => existsSync(join(projectDir, 'pid')), { timeout: 20_000 }).toBe(true);
    expect(leftShadows()).toHaveLength(1);
    abort.abort(new Error('called off'));
    await expect(running).rejects.toThrow('called off');
    expect(leftShadows()).toEqual([]);
    await expect.poll(() => isAlive(pidHere())).toBe(false);
  });
});
