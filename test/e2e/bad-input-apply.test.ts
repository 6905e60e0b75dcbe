import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { realDisk, retryingDisk } from '../../src/outside/disk.ts';
import { acquireLock } from '../../src/executor/lock.ts';
import { crashingDisk, countingDisk } from '../helpers/failing-disk.ts';
import { makePlan } from '../helpers/make-plan.ts';
import { writeShop } from '../helpers/one-table-shop.ts';
import { readTree, removeFolders, temporaryFolder, writeTree } from '../helpers/project-tree.ts';
import { masked, refused } from '../helpers/refused.ts';
import { NOW, runCartridge, type RunOptions } from '../helpers/run-cartridge.ts';
import { applyQuietly } from '../helpers/run-options.ts';

let folder: string;
let project: string;
beforeEach(async () => {
  folder = temporaryFolder();
  project = join(folder, 'dbt');
  writeShop(folder, 'id', 'name');
  expect(await plan()).toMatchObject({ status: 0, stderr: '' });
});
afterEach(() => removeFolders([folder]));

const run = (argv: readonly string[], more: RunOptions = {}) =>
  runCartridge([...argv, '--project-dir', 'dbt'], { cwd: folder, ...more });
const plan = () => run(['plan', '--from', 'shop.json', '--out', 'plan.json']);
const apply = (...more: string[]) => run(['apply', '--yes', '--verify', 'static', ...more]);
const refuse = (argv: readonly string[], more: RunOptions = {}) =>
  refused([...argv, '--project-dir', 'dbt'], { cwd: folder, ...more });

describe('what is there is not what was planned for', () => {
  it('because the plan was applied already', async () => {
    expect(await apply()).toMatchObject({ status: 0 });
    expect(await refuse(['apply', '--yes'])).toMatchInlineSnapshot(`
      "exit 2
      error: there is no plan to apply: the newest, 7f3a2c, was applied                     PLAN_NOT_FOUND
        Make one: cartridge plan --from shop.duckdb (a DuckDB file, a folder of CSV or Parquet files, or a
        catalog file)
      "
    `);
    expect(await refuse(['apply', 'plan.json', '--yes'])).toMatchInlineSnapshot(`
      "exit 5
      error: this plan was applied already, by run 1 at 2026-03-04T05:06:07.000Z              PLAN_APPLIED
        cartridge plan says what is still missing, if anything; cartridge rollback 1 undoes it
      "
    `);
  });

  it('because it is another project', async () => {
    writeTree(folder, { 'other/dbt_project.yml': 'name: other\n', 'other/README.md': 'mine\n' });
    const argv = ['apply', 'plan.json', '--yes', '--project-dir', 'other'];
    expect(await refused(argv, { cwd: folder })).toMatchInlineSnapshot(`
      "exit 5
      error: dbt_project.yml appeared since the plan was made                                   PLAN_STALE
        Nothing was written. Plan again: cartridge plan reads the project as it is now

      error: README.md appeared since the plan was made                                         PLAN_STALE
        Nothing was written. Plan again: cartridge plan reads the project as it is now
      "
    `);
  });

  it('because a person has edited since: nothing is planned over it, and each file is named', async () => {
    await apply();
    const edited = ['models/staging/shop/stg_shop__orders.sql', 'models/marts/fct_orders.sql'];
    for (const path of edited) writeFileSync(join(project, path), 'select 1 as mine\n');
    writeShop(folder, 'id', 'name', 'added');
    expect(await refuse(['plan', '--from', 'shop.json'])).toMatchInlineSnapshot(`
      "exit 6
      error: models/staging/shop/stg_shop__orders.sql was edited since cartridge wrote it, and would
        change: it selects from nothing                                                     MERGE_CONFLICT
        models/staging/shop/stg_shop__orders.sql:3
        cartridge never overwrites what a person wrote. Settle it by hand, or --exclude the table. It
        would write:
          <<<<<<< as it stands (line 3)
          =======
          source as (
          
              select * from {{ source('shop', 'orders') }}
          
          ),
          
          renamed as (
          
              select
                  ---------- ids
                  id as order_id,
          
                  ---------- numerics
                  name as order_name,
                  added
          
              from source
          
          )
          
          select * from renamed
          
          >>>>>>> as it would be written

      error: models/marts/fct_orders.sql was edited since cartridge wrote it, and would change: it selects
        from nothing                                                                        MERGE_CONFLICT
        models/marts/fct_orders.sql:3
        cartridge never overwrites what a person wrote. Settle it by hand, or --exclude the table. It
        would write:
          <<<<<<< as it stands (line 3)
          =======
          orders as (
          
              select * from {{ ref('stg_shop__orders') }}
          
          ),
          
          final as (
          
              select
                  order_id,
                  order_name,
                  added
          
              from orders
          
          )
          
          select * from final
          
          >>>>>>> as it would be written
      "
    `);
  });

  it('because a person has edited between plan and apply', async () => {
    await apply();
    writeShop(folder, 'id', 'name', 'added');
    await plan();
    writeFileSync(join(project, 'models/marts/fct_orders.sql'), 'select 1 as mine\n');
    expect(await refuse(['apply', '--yes'])).toMatchInlineSnapshot(`
      "exit 5
      error: models/marts/fct_orders.sql changed since the plan was made                        PLAN_STALE
        Nothing was written. Plan again: cartridge plan reads the project as it is now
      "
    `);
    expect(await refuse(['apply', '--yes', '--dry-run'])).toContain('exit 5\n');
    expect(await run(['diff', 'plan.json'])).toMatchObject({ status: 5 });
  });
});

describe('nobody said yes', () => {
  it('because there is no terminal', async () => {
    expect(await refuse(['apply'])).toMatchInlineSnapshot(`
      "exit 2
      Plan 7f3a2c makes 9 files here. Nothing that exists changes.
      error: apply asks before it writes, and there is no terminal to ask on           CONFIRMATION_NEEDED
        Say yes beforehand:
          cartridge apply --project-dir dbt --yes
      "
    `);
  });

  it('because the answer was no', async () => {
    const before = readTree(project);
    const terminal = { columns: 100, answers: 'n\n' };
    const said = await run(['apply'], { terminal, env: { NO_COLOR: '1' } });
    expect({ ...said, stdout: masked(said.stdout) }).toMatchInlineSnapshot(`
      {
        "status": 8,
        "stderr": "Apply? [y/N] Nothing was written. The plan is kept.
      ",
        "stdout": "Plan 7f3a2c makes 9 files here. Nothing that exists changes.
      ",
      }
    `);
    expect(readTree(project)).toEqual(before);
  });
});

describe('somebody else', () => {
  it('works in the project', async () => {
    const disk = retryingDisk(realDisk);
    const lock = await acquireLock(project, { command: 'apply', now: () => NOW.toISOString(), disk });
    try {
      const said = await refuse(['apply', '--yes', '--verify', 'off']);
      expect(said.replace(/process \d+ on [^)]+/, 'process 1 on host').replace(/ +LOCKED/, '  LOCKED'))
        .toMatchInlineSnapshot(`
        "exit 7
        Plan 7f3a2c makes 9 files here. Nothing that exists changes.

        error: cartridge apply (process 1 on host) has been working in this project since
          2026-03-04T05:06:07.000Z  LOCKED
          Wait until it ends, or stop that process: the lock goes with it. cartridge status shows how far it
          is
        "
      `);
    } finally {
      await lock.release();
    }
  });

  it('died in the midst of it', async () => {
    const other = join(folder, 'died');
    const half = makePlan([1, 2, 3].map((n) => ({ path: `models/${n}.sql`, before: null, after: `select ${n}\n` })));
    const rehearsal = temporaryFolder();
    const disk = countingDisk();
    await applyQuietly(rehearsal, half, { disk });
    removeFolders([rehearsal]);
    const renames = disk.calls.flatMap((call, index) => (call === 'rename' ? [index + 1] : []));
    mkdirSync(other);
    await applyQuietly(other, half, { disk: crashingDisk(renames[1] ?? 0) }).catch(() => {});
    const argv = ['apply', 'plan.json', '--yes', '--verify', 'off', '--project-dir', 'died'];
    expect(await refused(argv, { cwd: folder })).toMatchInlineSnapshot(`
      "exit 10
      error: run 1 is unfinished: 1 of 3 files published                                    RUN_UNFINISHED
        cartridge resume 1 publishes the rest, cartridge rollback 1 puts everything back
      "
    `);
    expect(await runCartridge(['status', '--project-dir', 'died'], { cwd: folder })).toMatchObject({ status: 10 });
  });
});

it('verification fails: what failed stands under its step, and nothing was written', async () => {
  const broken = makePlan([{ path: 'models/a.sql', before: null, after: "select * from {{ ref('nowhere') }}\n" }]);
  writeTree(folder, { 'broken.json': JSON.stringify(broken) });
  expect(await refuse(['apply', 'broken.json', '--yes', '--verify', 'static'])).toMatchInlineSnapshot(`
    "exit 9
    Plan 7f3a2c makes 1 file here. Nothing that exists changes.

    static      0 of 1 file
      models/a.sql   no YAML file describes a
        Each planned model has one entry under models.
      models/a.sql:1:15   a refers to nowhere, which is no model
        Add it to the project, or change the name.
    Nothing was written. The plan is kept; cartridge show --check lists every problem.
    "
  `);
});
