import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { removeFolders, temporaryFolder } from '../helpers/project-tree.ts';
import { DBT_PATH, hasDbt } from '../helpers/real-dbt.ts';

/** Both run as a user runs them: in processes of their own, against dist/. */
const ROOT = join(import.meta.dirname, '../..');
/** Two runs of dbt on a machine that is busy. */
const WITH_DBT_MS = 240_000;

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => removeFolders([folder]));

function run(command: string, args: readonly string[], env: Record<string, string> = {}): string[] {
  const options = { cwd: folder, encoding: 'utf8', env: { PATH: process.env['PATH'], ...env } } as const;
  const output = execFileSync(command, args, options);
  return output.trimEnd().split('\n');
}

it(
  'onboards a DuckDB file as a shell script: plan, review, apply, build, roll back',
  () => {
    const script = join(ROOT, 'examples/onboard-a-duckdb-file/onboard.sh');
    const lines = run('sh', [script, 'work'], hasDbt ? { CARTRIDGE_DBT: DBT_PATH } : {});
    expect(lines.filter((line) => line.startsWith('== '))).toEqual(
      ['plan', 'review', 'apply', 'build', 'plan again', 'roll back'].map((step) => `== ${step}`),
    );
    expect(lines).toContain('plan.patch: 15 files');
    expect(lines[lines.indexOf('== build') + 1]).toMatch(hasDbt ? /^green$/ : /^(green|left out)/);
    expect(lines[lines.indexOf('== plan again') + 1]).toMatch(/^No changes\. 3 of 3 tables are covered/);
    expect(lines.at(-1)).toBe('Run 1 is rolled back: 15 files are as before.');
    const left = readdirSync(join(folder, 'work')).filter((name) => !/^(logs|target|shop_dbt\.duckdb)$/.test(name));
    expect(left.sort()).toEqual(['.cartridge', 'plan.json', 'plan.patch', 'shop.duckdb']);
  },
  WITH_DBT_MS,
);

it('onboards with a program on the public API', () => {
  const program = join(ROOT, 'examples/use-the-library/onboard.ts');
  expect(run(process.execPath, ['--import', import.meta.resolve('tsx'), program])).toEqual([
    'customers: dimension, key id',
    'orders: fact, key id',
    'payments: fact, key id',
    'batch 1: shop',
    'batch 2: shop',
    'batch 3: stg_shop__customers, stg_shop__orders, stg_shop__payments',
    'batch 4: int_payments_by_order, dim_customers, fct_payments',
    'batch 5: fct_orders',
    'applied as run 1: verified by bind',
    'planned again: 0 changes',
    'rolled back: 15 files are as before',
  ]);
});

it('shows the example of cartridge.yml that cartridge accepts', async () => {
  const page = readFileSync(join(ROOT, 'docs/configuration.md'), 'utf8');
  const example = /^```yaml\n(adapter: .*?)^```/ms.exec(page)?.[1] ?? '';
  const { parseConfig } = await import('../../src/config.ts');
  const { config, problems } = parseConfig(example);
  expect(problems).toEqual([]);
  expect(Object.keys(config)).toEqual([
    'adapter',
    'source_name',
    'layers',
    'naming',
    'folders',
    'materialized',
    'templates',
    'sources',
    'style',
  ]);
});
