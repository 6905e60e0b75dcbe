import { expect, it } from 'vitest';
import { onboardingReportSchema } from '../../src/report/report.ts';
import { temporaryFolder, writeTree } from '../helpers/project-tree.ts';
import { jsonLines, runCartridge } from '../helpers/run-cartridge.ts';
import { smallShop } from '../helpers/small-shop.ts';

/** A project into which a plan for two raw tables was applied, as run 1. */
async function onboarded(config = ''): Promise<string> {
  const cwd = temporaryFolder();
  writeTree(cwd, { 'shop.json': JSON.stringify(smallShop()), 'cartridge.yml': config });
  expect((await runCartridge(['plan', '--from', 'shop.json'], { cwd })).status).toBe(0);
  return cwd;
}

const APPLY = ['apply', '--yes', '--verify', 'static'];

it('tells what a run built, how much it covers, and that nothing was tested yet', async () => {
  const cwd = await onboarded();
  await runCartridge(APPLY, { cwd });
  const { status, stdout, stderr } = await runCartridge(['report'], { cwd });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toBe(
    [
      `Run 1   Onboard shop (plan ${stdout.slice(27, 33)}), applied just now`,
      'drafted by    the rules, offline',
      '',
      'built         1 project, 1 source, 2 staging, 2 marts; 18 columns',
      'covered       2 of 2 tables, 9 of 9 columns, 2 of 2 keys, 1 of 1 relationship',
      'tests         11 written, not run since',
      '',
      'Next          dbt has not run since: its tests say whether the data is as the plan believes.',
      '              dbt build',
      '',
    ].join('\n'),
  );
});

it('names the tests that failed when dbt ran, and that a rolled back run is gone', async () => {
  const cwd = await onboarded();
  await runCartridge(APPLY, { cwd });
  const result = {
    unique_id: 'test.shop.unique_stg_raw__orders_order_id.1',
    status: 'fail',
    failures: 2,
    message: 'x',
  };
  const results = { metadata: { generated_at: '2026-03-04T05:07:07Z' }, results: [result] };
  const nodes = { [result.unique_id]: { name: 'unique_stg_raw__orders_order_id' } };
  writeTree(cwd, {
    'target/run_results.json': JSON.stringify(results),
    'target/manifest.json': JSON.stringify({ nodes }),
  });
  const failed = await runCartridge(['report'], { cwd });
  expect(failed.stdout).toContain('tests         11 written; 0 passed, 1 failed (dbt ');
  expect(failed.stdout).toContain('Next          The test unique_stg_raw__orders_order_id fails on 2 rows.');
  await runCartridge(['rollback', '--yes'], { cwd });
  const { stdout } = await runCartridge(['report', '1', '--json'], { cwd });
  const report = onboardingReportSchema.parse(JSON.parse(stdout));
  expect(report.run.status).toBe('rolled_back');
  expect(report.coverage.tables).toMatchObject({ covered: 0, of: 2 });
  expect(report.suggestions.map(({ code }) => code)).toEqual(['rolled_back']);
});

it('ends an apply with the report where that is asked for, by flag or in cartridge.yml', async () => {
  const byFlag = await onboarded();
  const flagged = await runCartridge([...APPLY, '--report', '--json'], { cwd: byFlag });
  const { report } = jsonLines(flagged.stdout).at(-1) as { report: unknown };
  expect(onboardingReportSchema.parse(report).run.run_id).toBe('1');
  const byFile = await onboarded('report: rules\n');
  expect((await runCartridge(APPLY, { cwd: byFile })).stdout).toContain('covered       2 of 2 tables');
  const off = await onboarded('report: off\n');
  expect((await runCartridge(APPLY, { cwd: off })).stdout).not.toContain('covered');
});

it('says what there is to report on where nothing is', async () => {
  const cwd = await onboarded();
  const none = await runCartridge(['report'], { cwd });
  expect(none).toMatchObject({ status: 2, stdout: '' });
  expect(none.stderr).toContain('nothing was applied here yet');
  await runCartridge(APPLY, { cwd });
  const wrong = await runCartridge(['report', '7'], { cwd });
  expect(wrong.status).toBe(2);
  expect(wrong.stderr).toContain('there is no run "7" in this project');
  expect(wrong.stderr).toContain('Runs here: 1. See cartridge history');
});
