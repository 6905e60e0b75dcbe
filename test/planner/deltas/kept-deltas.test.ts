import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { applyPlan, rollbackRun } from '../../../src/index.ts';
import { REFINEMENT_PATH } from '../../../src/plan/plan-paths.ts';
import { checkPlan } from '../../../src/plan/rules.ts';
import { readKeptDeltas } from '../../../src/store/kept-deltas.ts';
import { CRYPTIC_DELTAS, writeCrypticShop } from '../../helpers/cryptic-shop.ts';
import { planWithDeltas } from '../../helpers/plan-with-deltas.ts';

const scratch = mkdtempSync(join(tmpdir(), 'cartridge-deltas-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const from = writeCrypticShop(join(scratch, 'shop'));

/** A project that was made with one delta of each kind. */
async function refinedProject(name: string): Promise<{ projectDir: string; runId: string }> {
  const projectDir = join(scratch, name);
  const { plan } = await planWithDeltas(projectDir, from, CRYPTIC_DELTAS);
  const { run_id: runId } = await applyPlan({ plan, projectDir, level: 'static' });
  if (runId === null) throw new Error('nothing was applied');
  return { projectDir, runId };
}

it('follows a delta of each kind, and keeps all of them in one file of the plan', async () => {
  const { plan, draft } = await planWithDeltas(join(scratch, 'planned'), from, CRYPTIC_DELTAS);
  expect(draft.refused).toEqual([]);
  expect(checkPlan(plan)).toEqual([]);
  expect(draft.deltas).toHaveLength(CRYPTIC_DELTAS.length);
  expect(plan.metadata['deltas']).toEqual(draft.deltas);
  const kept = plan.files.find(({ path }) => path === REFINEMENT_PATH);
  expect(kept).toMatchObject({ before_hash: null, base: null, mode: '0644' });
  expect(kept?.content?.split('\n').slice(0, 5)).toEqual([
    '{',
    '  "format_version": "1.0",',
    '  "deltas": [',
    '    {"kind":"accepted_values","table":{"name":"sls_hdr"},"column":"sls_status","values":["open","paid"],"why":"void is a fault"},',
    '    {"kind":"answer","question":"key:stock_days","choice":"item","why":"one row an item"},',
  ]);
  const touched = plan.actions.filter(({ reason }) => reason.evidence.some((each) => each.startsWith('model: ')));
  expect(kept?.steps).toEqual(touched.map(({ step_id }) => step_id));
  expect(touched.map(({ name, reason }) => [name, reason.evidence.at(-1)])).toContainEqual([
    'stg_shop__customers',
    'model: accounts are of customers',
  ]);
  expect(plan.predicted_conflicts.flatMap(({ predicted_files: files }) => files)).not.toContain(REFINEMENT_PATH);
});

it('plans nothing new in the refined project without a model, even where a person laid the file out anew', async () => {
  const { projectDir } = await refinedProject('again');
  const again = await planWithDeltas(projectDir, from);
  expect(again.plan.files).toEqual([]);
  expect(again.draft.refused).toEqual([]);
  const path = join(projectDir, REFINEMENT_PATH);
  writeFileSync(path, JSON.stringify(JSON.parse(readFileSync(path, 'utf8')), null, 4));
  expect((await planWithDeltas(projectDir, from)).plan.files).toEqual([]);
  const said = CRYPTIC_DELTAS.map((delta) => ({ ...delta, why: 'said in other words' }));
  expect((await planWithDeltas(projectDir, from, said)).plan.files).toEqual([]);
});

it('plans nothing new for one table of many, and keeps what is said of the others', async () => {
  const { projectDir } = await refinedProject('one-of-many');
  for (const table of ['sls_hdr', 'acct_mst', 'sls_lin', 'app_settings']) {
    const { plan, draft } = await planWithDeltas(projectDir, { from, select: [table] });
    expect(plan.files.map(({ path, content }) => [path, content])).toEqual([]);
    expect(draft.deltas).toHaveLength(CRYPTIC_DELTAS.length);
    expect(draft.refused).toEqual([]);
  }
});

it('leaves no model behind in a project that the rules made: names and marts that stand there stay', async () => {
  const projectDir = join(scratch, 'late');
  const { plan } = await planWithDeltas(projectDir, from);
  await applyPlan({ plan, projectDir, level: 'static' });
  const late = CRYPTIC_DELTAS.filter(({ kind }) => ['rename_table', 'drop_mart', 'rename_column'].includes(kind));
  const { draft, plan: second } = await planWithDeltas(projectDir, from, late);
  expect(draft.refused.map(({ delta, why }) => [delta.kind, why])).toEqual([
    ['drop_mart', 'the project has fct_sls_lins'],
    ['rename_table', 'the project has it as stg_shop__acct_msts'],
  ]);
  expect(second.actions.map(({ type, name, severity }) => [type, name, severity])).toEqual([
    ['update_docs', 'shop', 'safe'],
    ['update_staging', 'stg_shop__acct_msts', 'breaking'],
    ['update_mart', 'dim_acct_msts', 'moderate'],
  ]);
  await applyPlan({ plan: second, projectDir, level: 'static' });
  expect((await planWithDeltas(projectDir, from)).plan.files).toEqual([]);
});

it('keeps out of git what is of this machine, and lets the deltas in', async () => {
  const { projectDir } = await refinedProject('committed');
  expect(readFileSync(join(projectDir, '.cartridge/.gitignore'), 'utf8').split('\n')).toEqual([
    '# Written by cartridge. base/ and refinement.json are committed; all else is of this machine alone.',
    '/*',
    '!/.gitignore',
    '!/.gitattributes',
    '!/base/',
    '!/refinement.json',
    '',
  ]);
});

it('gives back the version of the rules where a person takes an entry out', async () => {
  const { projectDir } = await refinedProject('taken-out');
  const path = join(projectDir, REFINEMENT_PATH);
  const lines = readFileSync(path, 'utf8').split('\n');
  writeFileSync(path, lines.filter((line) => !line.includes('"rename_column"')).join('\n'));
  const { plan } = await planWithDeltas(projectDir, from);
  const staging = plan.files.find((file) => file.path.endsWith('stg_shop__customers.sql'));
  expect(staging?.content).toContain('    acct_nm,\n');
  expect(staging?.content).not.toContain('customer_name');
  expect(plan.files.map((file) => file.path)).not.toContain(REFINEMENT_PATH);
});

it('drops what is kept of a column that is gone, along with the next change', async () => {
  const { projectDir } = await refinedProject('gone');
  const shop = writeCrypticShop(join(scratch, 'gone-shop'));
  const customers = readFileSync(join(shop, 'acct_mst.csv'), 'utf8').replaceAll('acct_nm', 'new_nm');
  writeFileSync(join(shop, 'acct_mst.csv'), customers);
  const { plan, draft } = await planWithDeltas(projectDir, shop);
  expect(draft.deltas?.some(({ kind }) => kind === 'rename_column')).toBe(false);
  expect(plan.files.find(({ path }) => path === REFINEMENT_PATH)?.content).not.toContain('acct_nm');
});

it('takes the file back with the rest', async () => {
  const { projectDir, runId } = await refinedProject('rolled-back');
  expect(await readKeptDeltas(projectDir)).toHaveLength(CRYPTIC_DELTAS.length);
  await rollbackRun({ projectDir, runId });
  expect(existsSync(join(projectDir, REFINEMENT_PATH))).toBe(false);
  expect(await readKeptDeltas(projectDir)).toEqual([]);
});
