import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import type { ExecutionPlan } from '../../src/plan/plan.ts';
import { findPlan } from '../../src/store/find-plan.ts';
import { planText } from '../../src/store/plan-text.ts';
import { listPlans, savePlan } from '../../src/store/plans.ts';
import { appendRecord, readRecord } from '../../src/store/records.ts';
import { problemsOf } from '../helpers/problems-of.ts';
import { shopPlan } from '../helpers/shop-plan.ts';

let project: string;
beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'cartridge-store-'));
});

const MORNING = '2026-11-20T08:00:00.000Z';
const NOON = '2026-11-20T12:00:00.000Z';

/** Two plans whose ids begin alike, found by trying names. */
function twoPlansAlike(): [ExecutionPlan, ExecutionPlan] {
  const byStart = new Map<string, ExecutionPlan>();
  for (let number = 0; ; number++) {
    const plan = shopPlan({ name: `plan ${number}`, actions: [], files: [] });
    const earlier = byStart.get(plan.plan_id[0]!);
    if (earlier) return [earlier, plan];
    byStart.set(plan.plan_id[0]!, plan);
  }
}

it('keeps a plan as JSON that is read by lines, and makes git look away from all but the bases', async () => {
  const plan = shopPlan();
  const path = await savePlan(project, plan, MORNING);
  expect(path).toBe(`.cartridge/plans/${plan.plan_id}.json`);
  expect(await readFile(join(project, path), 'utf8')).toBe(planText(plan));
  expect(await readdir(join(project, '.cartridge'))).toEqual(['.gitattributes', '.gitignore', 'plans']);
  expect(await readFile(join(project, '.cartridge/.gitignore'), 'utf8')).toContain(
    '/*\n!/.gitignore\n!/.gitattributes\n!/base/\n',
  );
  expect(await readFile(join(project, '.cartridge/.gitattributes'), 'utf8')).toContain(
    'base/** -diff -text linguist-generated\n',
  );
  expect((await readdir(join(project, '.cartridge/plans'))).sort()).toEqual([
    `${plan.plan_id}.json`,
    `${plan.plan_id}.record.jsonl`,
  ]);
});

it('finds a plan by the beginning of its id, by its file, and the newest that was not applied', async () => {
  const [older, newer] = [shopPlan(), shopPlan({ name: 'another' })];
  await savePlan(project, newer, NOON);
  await savePlan(project, older, MORNING);
  await writeFile(join(project, 'mine.json'), JSON.stringify(older));

  expect((await findPlan(project, older.plan_id.slice(0, 12))).plan).toEqual(older);
  expect(await findPlan(project, 'mine.json')).toEqual({ plan: older, path: 'mine.json' });
  expect(await findPlan(project, '../mine.json', { cwd: join(project, 'models') })).toMatchObject({ plan: older });
  expect((await findPlan(project)).plan.name).toBe('another');

  await appendRecord(project, newer.plan_id, { status: 'applied', completed_at: NOON, run_id: '1' });
  expect((await findPlan(project)).plan.name).toBe('Onboard shop');
  expect((await findPlan(project, undefined, { includeApplied: true })).plan.name).toBe('another');
  expect((await listPlans(project)).map(({ record }) => record?.status)).toEqual(['applied', 'planned']);
});

it('takes a rolled back plan for one that was not applied', async () => {
  const plan = shopPlan();
  await savePlan(project, plan, MORNING);
  await appendRecord(project, plan.plan_id, { status: 'applied', run_id: '1' });
  expect(await problemsOf(findPlan(project))).toEqual([
    {
      code: 'PLAN_NOT_FOUND',
      message: `there is no plan to apply: the newest, ${plan.plan_id.slice(0, 6)}, was applied`,
      hint: 'Make one: cartridge plan --from shop.duckdb (a DuckDB file, a folder of CSV or Parquet files, or a catalog file)',
    },
  ]);
  await appendRecord(project, plan.plan_id, { status: 'rolled_back', run_id: '1' });
  expect((await findPlan(project)).plan).toEqual(plan);
});

it('says how to make a plan where there is none', async () => {
  expect(await problemsOf(findPlan(project))).toMatchObject([
    { code: 'PLAN_NOT_FOUND', message: 'there is no plan yet' },
  ]);
  expect(await problemsOf(findPlan(project, 'abc'))).toEqual([
    {
      code: 'PLAN_NOT_FOUND',
      message: 'there is no plan "abc"',
      hint: 'It is not a file, and no plan is kept here. Make one: cartridge plan --from shop.duckdb',
    },
  ]);
});

it('names the nearest plan, and all that an id may mean', async () => {
  const [one, two] = twoPlansAlike();
  await savePlan(project, one, MORNING);
  const typo = `${one.plan_id.slice(0, 5)}zz`;
  expect(await problemsOf(findPlan(project, typo))).toMatchObject([
    {
      message: `there is no plan "${typo}"`,
      hint: `It is neither a file nor the beginning of an id. The nearest plan is ${one.plan_id.slice(0, 6)}.`,
    },
  ]);
  await savePlan(project, two, NOON);
  const start = one.plan_id[0]!;
  expect(await problemsOf(findPlan(project, start))).toEqual([
    {
      code: 'PLAN_AMBIGUOUS',
      message: `2 plans begin with "${start}"`,
      hint: `Give more of the id:\n  ${two.plan_id.slice(0, 12)}   planned, made ${NOON}\n  ${one.plan_id.slice(0, 12)}   planned, made ${MORNING}`,
    },
  ]);
});

it('puts a record together from its lines, and passes over one that a crash tore', async () => {
  const { plan_id } = shopPlan();
  expect(await readRecord(project, plan_id)).toBeNull();
  await appendRecord(project, plan_id, { status: 'planned', created_at: MORNING, estimates: { files: 5 } });
  await appendRecord(project, plan_id, { status: 'approved', approved_at: NOON, approvals: [{ by: 'ada', at: NOON }] });
  await appendFile(join(project, `.cartridge/plans/${plan_id}.record.jsonl`), '{"status": "appl');
  await appendRecord(project, plan_id, { status: 'executing', started_at: NOON, by: 'ada', run_id: '1' });
  await appendRecord(project, plan_id, { status: 'failed', completed_at: NOON, run_id: '1' });
  await appendRecord(project, plan_id, { approvals: [{ by: 'bob', at: NOON }], run_id: '2' });
  expect(await readRecord(project, plan_id)).toEqual({
    status: 'failed',
    created_at: MORNING,
    approved_at: NOON,
    started_at: NOON,
    completed_at: NOON,
    by: 'ada',
    estimates: { files: 5 },
    approvals: [
      { by: 'ada', at: NOON },
      { by: 'bob', at: NOON },
    ],
    run_ids: ['1', '2'],
  });
});

it('never takes back that a plan is being carried out', async () => {
  const plan = shopPlan();
  await appendRecord(project, plan.plan_id, { status: 'executing', run_id: '1' });
  await savePlan(project, plan, NOON);
  expect(await readRecord(project, plan.plan_id)).toMatchObject({ status: 'executing', created_at: NOON });
});

it('says that a folder cannot be written, and leaves no scrap', async () => {
  await writeFile(join(project, '.cartridge'), 'a file');
  expect(await problemsOf(savePlan(project, shopPlan(), MORNING))).toEqual([
    {
      code: 'FILE_UNWRITABLE',
      message: '.cartridge cannot be written: a file is where a folder should be',
      where: { file: '.cartridge' },
      hint: 'Nothing of the project was changed. Put this right and run the command again.',
    },
  ]);
  await rm(join(project, '.cartridge'));
  const plan = shopPlan();
  await mkdir(join(project, `.cartridge/plans/${plan.plan_id}.json/in the way`), { recursive: true });
  expect(await problemsOf(savePlan(project, plan, MORNING))).toMatchObject([{ code: 'FILE_UNWRITABLE' }]);
  expect(await readdir(join(project, '.cartridge/plans'))).toEqual([`${plan.plan_id}.json`]);
});

it('refuses a .cartridge that is a link out of the project', async () => {
  const elsewhere = await mkdtemp(join(tmpdir(), 'cartridge-elsewhere-'));
  await symlink(elsewhere, join(project, '.cartridge'));
  expect(await problemsOf(savePlan(project, shopPlan(), MORNING))).toMatchObject([
    { code: 'PATH_OUTSIDE_PROJECT', message: '.cartridge/plans leaves the project folder' },
  ]);
  expect(await readdir(elsewhere)).toEqual([]);
});
