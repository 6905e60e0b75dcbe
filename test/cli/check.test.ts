import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkReportSchema } from '../../src/planner/coverage/report.ts';
import { temporaryFolder, writeTree } from '../helpers/project-tree.ts';
import { runCartridge } from '../helpers/run-cartridge.ts';
import { catalogOf } from '../helpers/short-catalog.ts';

/** A project that declares one of two raw tables, as a file of a catalog holds them. */
function shop(): string {
  const cwd = temporaryFolder();
  const catalog = catalogOf({
    orders: { columns: 'id integer, status text', primary_key: ['id'] },
    refunds: 'id integer',
  });
  writeTree(cwd, {
    'dbt_project.yml': 'name: jaffle\nprofile: jaffle\n',
    'models/sources.yml': 'sources:\n  - name: shop\n    tables:\n      - name: orders\n',
    'shop.json': JSON.stringify(catalog),
  });
  return cwd;
}

it('shows what is covered and passes without a threshold', async () => {
  const cwd = shop();
  const { status, stdout, stderr } = await runCartridge(['check', '--from', 'shop.json'], { cwd });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain('shop   2 tables against jaffle');
  expect(stdout).toContain("orders    no model selects from source('shop', 'orders') (2 columns)");
  expect(stdout).toContain('refunds   no source declares it (1 column)');
  expect(stdout).toContain('Next      cartridge plan --from shop.json');
});

it('exits 4 below the threshold, with the report as one document and as JUnit XML', async () => {
  const cwd = shop();
  const argv = ['check', '--from', 'shop.json', '--min-coverage', '80%', '--json', '--junit', 'out.xml'];
  const { status, stdout } = await runCartridge(argv, { cwd });
  expect(status).toBe(4);
  const report = checkReportSchema.parse(JSON.parse(stdout));
  expect(report).toMatchObject({ format_version: '1.0', passed: false, min_coverage: 80, drift: [] });
  expect(readFileSync(join(cwd, 'out.xml'), 'utf8')).toContain('<testsuite name="shop" tests="4" failures="4"');
});

it('exits 4 on drift, but not of tables that it is told to leave out', async () => {
  const cwd = shop();
  writeTree(cwd, { 'models/stg_orders.sql': "select id, note from {{ source('shop', 'orders') }}" });
  const { status, stdout } = await runCartridge(['check', '--from', 'shop.json'], { cwd });
  expect(status).toBe(4);
  expect(stdout).toContain('orders.note   breaking: the column is gone; stg_orders selects it (used by stg_orders)');
  const without = await runCartridge(['check', '--from', 'shop.json', '--exclude', 'orders'], { cwd });
  expect(without.status).toBe(0);
});

it.each([
  [['check'], 2, 'check needs --from'],
  [['check', '--from', 'shop.json', '--min-coverage', 'all'], 2, '--min-coverage is no share in percent: "all"'],
  [['check', '--from', 'shop.json', '--min-coverage', '101'], 2, '--min-coverage is no share in percent: "101"'],
  [['check', '--from', 'nothing.json'], 1, 'CATALOG_NOT_FOUND'],
  [['check', '--from', 'shop.json', '--junit', 'no/folder.xml'], 1, 'no/folder.xml cannot be written'],
])('refuses %j', async (argv, expected, message) => {
  const { status, stderr } = await runCartridge(argv, { cwd: shop() });
  expect(status).toBe(expected);
  expect(stderr).toContain(message);
});

it('refuses a folder that is no dbt project', async () => {
  const cwd = shop();
  const { status, stderr } = await runCartridge(['check', '--from', join(cwd, 'shop.json')], {
    cwd: temporaryFolder(),
  });
  expect(status).toBe(1);
  expect(stderr).toContain('there is no dbt project here');
});
