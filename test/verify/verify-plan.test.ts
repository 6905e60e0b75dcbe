import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { edited, shopPlan, shown, verify } from '../helpers/verified-shop.ts';

let projectDir = '';
beforeEach(() => {
  projectDir = mkdtempSync(join(tmpdir(), 'cartridge-verify-'));
});
afterEach(() => rmSync(projectDir, { recursive: true, force: true }));

describe('without dbt', () => {
  it('proves a sound plan by reading and by binding, and says why not by dbt', async () => {
    const report = await verify(projectDir, shopPlan());
    expect(report.problems).toEqual([]);
    expect(report.checks.map(({ level, status, detail }) => `${level} ${status}: ${detail}`)).toEqual([
      'static passed: 9 of 9 files',
      'bind passed: 3 of 3 models compile against the raw tables',
      'parse skipped: no dbt was found (--dbt, CARTRIDGE_DBT, the .venv of the project, PATH)',
    ]);
    expect(report).toMatchObject({ ok: true, level: 'bind' });
    expect(readdirSync(projectDir)).toEqual([]);
  });

  it('points at a wrong column and offers the near one', async () => {
    const plan = shopPlan(edited('models/marts/fct_orders.sql', 'sum(payments.amount)', 'sum(payments.amout)'));
    const report = await verify(projectDir, plan);
    expect(shown(report)).toEqual([
      'models/marts/fct_orders.sql:18:13 column "amout" does not exist in stg_shop__payments; did you mean "amount"?',
    ]);
    expect(report).toMatchObject({ ok: false, level: 'bind' });
  });
});
