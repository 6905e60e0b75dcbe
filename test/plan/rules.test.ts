import { expect, it } from 'vitest';
import * as z from 'zod';
import { ACTION_KINDS } from '../../src/plan/kinds.ts';
import type { ExecutionPlan } from '../../src/plan/plan.ts';
import { REFINEMENT_PATH } from '../../src/plan/plan-paths.ts';
import { checkPlan } from '../../src/plan/rules.ts';
import { makeAction, newFile, shopActions, shopPlan } from '../helpers/shop-plan.ts';

function messages(plan: ExecutionPlan, options?: Parameters<typeof checkPlan>[1]): string[] {
  return checkPlan(plan, options).map(({ message, where }) => `${message} (${where?.at ?? ''})`);
}

it('finds nothing wrong with a plan that keeps every rule', () => {
  expect(checkPlan(shopPlan())).toEqual([]);
  expect(checkPlan(shopPlan({ actions: [], files: [] }))).toEqual([]);
});

it('wants step ids, and names of one type, once each', () => {
  const actions = [
    ...shopActions(),
    makeAction(5, 'create_mart fct_orders', {
      file_path: 'models/marts/fct_orders.sql',
      spec: shopActions()[4]!.spec,
    }),
  ];
  expect(messages(shopPlan({ actions, files: shopPlan().files }))).toEqual([
    'two actions have step_id 5 (actions[4] and actions[5])',
    'two actions are create_mart fct_orders (actions[4] and actions[5])',
    'step 5 is in two batches (batches)',
  ]);
});

it('wants names that dbt takes', () => {
  for (const name of ['', '1st', 'a-b', 'a b', 'a.b', 'naïve', 'x;drop', '{{ x }}']) {
    const plan = shopPlan({
      actions: [makeAction(1, `create_staging ${name}`, { spec: shopActions()[2]!.spec, file_path: 'models/x.sql' })],
    });
    expect(checkPlan(plan)).toEqual([
      {
        code: 'PLAN_INVALID',
        message: `${JSON.stringify(name)} is no name for a dbt model`,
        where: { at: 'actions[0].name' },
        hint: 'dbt names are letters, digits and _, and do not begin with a digit.',
      },
    ]);
  }
});

it('wants paths that stay inside the project and mean one file everywhere', () => {
  const bad: [string, string][] = [
    ['../x.sql', 'leaves the project through ..'],
    ['models/../../x.sql', 'leaves the project through ..'],
    ['/etc/passwd', 'leaves the project: it is absolute'],
    ['C:/x.sql', 'leaves the project: it is absolute'],
    ['models\\x.sql', 'holds a backslash'],
    ['.git/hooks/pre-commit', 'lies in .git'],
    ['sub/.GIT/config', 'lies in .git'],
    ['.cartridge/base/x', 'lies in .cartridge, which cartridge keeps for itself'],
    ['.cartridge/Refinement.json', 'lies in .cartridge, which cartridge keeps for itself'],
    ['models//x.sql', 'has an empty part'],
    ['./x.sql', 'has an empty part'],
    ['', 'is empty'],
    ['models/a\u0000b.sql', 'holds a control character'],
    ['models/nul.sql', 'is no file name on Windows'],
    ['models/x. ', 'is no file name on Windows'],
  ];
  for (const [path, why] of bad) {
    const plan = shopPlan();
    const found = checkPlan({ ...plan, files: [...plan.files, newFile(path, [1])] });
    const code = why.startsWith('leaves') ? 'PATH_OUTSIDE_PROJECT' : 'PLAN_INVALID';
    expect(found).toMatchObject([
      { code, message: `the path ${JSON.stringify(path)} ${why}`, where: { at: 'files[5].path' } },
    ]);
  }
  const plan = shopPlan();
  const files = [...plan.files, newFile('models/marts/FCT_orders.sql', [5]), newFile('dbt_project.yml', [1])];
  expect(messages({ ...plan, files })).toEqual([
    'the files models/marts/fct_orders.sql and models/marts/FCT_orders.sql differ only in case (files[4].path and files[5].path)',
    'the file dbt_project.yml is there twice (files[0].path and files[6].path)',
  ]);
});

it('lets a plan write what the project keeps of a refinement, and nothing else of cartridge', () => {
  const plan = shopPlan();
  expect(checkPlan({ ...plan, files: [...plan.files, newFile(REFINEMENT_PATH, [1])] })).toEqual([]);
});

it('wants files and actions to point at each other', () => {
  const plan = shopPlan();
  const files = [...plan.files.slice(0, 4), newFile('models/other.sql', [9])];
  expect(messages({ ...plan, files })).toEqual([
    'fct_orders has the file models/marts/fct_orders.sql, which is not among the files (actions[4].file_path)',
    'models/other.sql comes from step 9, which is no action (files[4].steps)',
  ]);
  const [first, ...others] = plan.files;
  expect(messages({ ...plan, files: [{ ...first!, content: null }, ...others] })).toEqual([
    'dbt_project.yml has content without after_hash, or the other way round (files[0])',
  ]);
});

it('wants every dependency to be made here or to be there', () => {
  const actions = [
    ...shopActions().slice(0, 4),
    { ...shopActions()[4]!, dependencies: ['stg_old', 'model:dim_x', 77] },
  ];
  const plan = shopPlan({ actions });
  const lost = (name: string | number): string =>
    `fct_orders depends on ${name}, which neither the plan nor the project has (actions[4].dependencies)`;
  expect(messages(plan)).toEqual([lost('stg_old'), lost('model:dim_x'), lost(77)]);
  expect(messages(plan, { existing: new Set(['stg_old']) })).toEqual([lost('model:dim_x'), lost(77)]);
  // A plan that does not make the project may lean on what is there.
  expect(messages(shopPlan({ actions: [{ ...actions[4]!, step_id: 1 }] }))).toEqual([lost(77).replace('[4]', '[0]')]);
});

it('wants batches that hold every step once, in order', () => {
  const plan = shopPlan();
  const [project, source, staging, marts] = plan.batches;
  const batches = [{ ...staging!, depends_on: [2] }, project!, source!, { ...marts!, task_ids: [8], batch_id: 2 }];
  expect(messages({ ...plan, batches })).toEqual([
    'batch 3 depends on batch 2, which is not an earlier one (batches)',
    'two batches have batch_id 2 (batches)',
    'stg_shop__orders (step 3) is not in a later batch than step 2 (batches)',
    'stg_shop__customers (step 4) is not in a later batch than step 2 (batches)',
    'fct_orders (step 5) is in no batch (batches)',
    'the batches hold step 8, which is no action (batches)',
  ]);
});

it('names a circle', () => {
  const actions = [makeAction(1, 'mine a', { dependencies: ['b'] }), makeAction(2, 'mine b', { dependencies: ['a'] })];
  expect(checkPlan(shopPlan({ actions }))).toMatchObject([
    { code: 'PLAN_CYCLE', message: 'actions depend on each other in a circle: a -> b -> a' },
  ]);
});

it('checks the spec of a known kind, and of a kind that a library user adds', () => {
  const [project, ...others] = shopActions();
  expect(messages(shopPlan({ actions: [{ ...project!, spec: { kind: 'project' } }, ...others] }))).toEqual(
    [
      'name is missing',
      'adapter is missing',
      'database_path is missing',
      'schema is missing',
      'input is missing',
      'gitignore is missing',
    ].map((what) => `the spec of shop: ${what} (actions[0].spec)`),
  );
  const kinds = [
    ...ACTION_KINDS,
    {
      type: 'create_exposure',
      layer: 'exposures',
      resource: 'model',
      noun: { one: 'exposure', many: 'exposures' },
      spec: z.object({ owner: z.string() }),
    } as const,
  ];
  const plan = shopPlan({ actions: [makeAction(1, 'create_exposure dashboard')] });
  expect(checkPlan(plan)).toEqual([]);
  expect(messages(plan, { kinds })).toEqual(['the spec of dashboard: owner is missing (actions[0].spec)']);
});
