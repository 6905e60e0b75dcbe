import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { applyPlan, generateExecutionPlan } from '../../src/index.ts';
import { verifyPlan } from '../../src/verify/verify-plan.ts';
import { CRYPTIC_DELTAS, writeCrypticShop } from '../helpers/cryptic-shop.ts';
import { planWithDeltas } from '../helpers/plan-with-deltas.ts';
import { DBT_PATH, dbtAt, hasDbt } from '../helpers/real-dbt.ts';
import { runCartridge } from '../helpers/run-cartridge.ts';

const scratch = mkdtempSync(join(tmpdir(), 'cartridge-refined-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe.skipIf(!hasDbt)('a project that was refined by a delta of each kind', () => {
  it('builds on its rows with dbt', { timeout: 120_000 }, async () => {
    const projectDir = join(scratch, 'project');
    const from = writeCrypticShop(join(scratch, 'shop'));
    const { plan } = await planWithDeltas(projectDir, from, CRYPTIC_DELTAS);
    const report = await verifyPlan({
      plan,
      projectDir,
      level: 'build',
      dbt: await dbtAt(DBT_PATH),
      onEvent: () => null,
    });
    expect(report.problems).toEqual([]);
    expect(report.checks.map(({ level, detail }) => `${level}: ${detail?.replace(/ \(dbt .*/, '') ?? ''}`)).toEqual([
      'static: 24 of 24 files',
      'bind: 14 of 14 models compile against the raw tables',
      'parse: no error, no warning',
      'build: 14 of 14 models built, 27 of 27 tests passed, 1 of them with a warning: accepted_values_stg_shop__sls_hdrs_sls_status__open__paid (1 row)',
    ]);
  });
});

it('is covered as a project of the rules is: nothing has drifted, whatever a model renamed', async () => {
  const projectDir = join(scratch, 'checked');
  const from = writeCrypticShop(join(scratch, 'checked-shop'));
  const { plan } = await planWithDeltas(projectDir, from, CRYPTIC_DELTAS);
  await applyPlan({ plan, projectDir, level: 'static' });
  const run = await runCartridge(['check', '--from', from, '--project-dir', projectDir], { cwd: scratch });
  expect(run.stdout).toContain('Passed    no drift; 100.0% covered');
  expect(run.status).toBe(0);
});

it('is planned again without a model by the pipeline itself, and nothing changes', async () => {
  const projectDir = join(scratch, 'again');
  const from = writeCrypticShop(join(scratch, 'again-shop'));
  const { plan } = await planWithDeltas(projectDir, from, CRYPTIC_DELTAS);
  await applyPlan({ plan, projectDir, level: 'static' });
  const again = await generateExecutionPlan({ from, projectDir });
  expect(again.plan.files).toEqual([]);
  expect(again.plan.warnings.map(({ code }) => code)).toEqual(['no_key']);
});
