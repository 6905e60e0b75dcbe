import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Event } from '../../src/events.ts';
import { applyPlan, generateExecutionPlan } from '../../src/index.ts';
import { marina } from '../helpers/marina.ts';
import { readTree } from '../helpers/project-tree.ts';
import { readFixture } from '../helpers/rendered-draft.ts';

const scratch = mkdtempSync(join(tmpdir(), 'cartridge-requests-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function catalogOf(name: string): string {
  const path = join(scratch, `${name}.json`);
  writeFileSync(path, JSON.stringify(readFixture(name, { hideKeys: false })));
  return path;
}

/** Plans for a request, or for all, and applies; the models that were made or changed. */
async function ask(request: string | undefined, from: string, projectDir: string): Promise<string[]> {
  const { plan } = await generateExecutionPlan({ from, projectDir, request });
  if (plan.files.length > 0) await applyPlan({ plan, projectDir, level: 'bind' });
  return plan.actions.map(({ name }) => name);
}

/** The models. Where dbt_project.yml was made before a layer had any, these say themselves how they are materialized. */
function sqlOf(projectDir: string): Record<string, string> {
  const files = Object.entries(readTree(projectDir)).filter(([path]) => path.endsWith('.sql'));
  return Object.fromEntries(files.map(([path, text]) => [path, text.replace(/\{\{ config\(.*?\) \}\}\n\n/, '')]));
}

it.each([
  ['chinook', ['stage invoices', 'a fact table of invoices', 'dimensions for customers and artists', 'stage tracks']],
  ['pagila', ['stage rentals and payments', 'marts for films', 'facts of payments', 'dimensions']],
  ['employees', ['stage employees', 'monthly salaries by department', 'marts']],
])(
  'what is asked for one after the other comes to what is planned at once: %s',
  async (name, requests) => {
    const from = catalogOf(name);
    const [inTurn, atOnce] = [join(scratch, `${name}-in-turn`), join(scratch, `${name}-at-once`)];
    for (const request of requests) {
      expect(await ask(request, from, inTurn)).not.toEqual([]);
      expect(await ask(request, from, inTurn)).toEqual([]);
    }
    await ask(undefined, from, inTurn);
    expect(await ask(undefined, from, inTurn)).toEqual([]);
    for (const request of requests) expect(await ask(request, from, inTurn)).toEqual([]);
    await ask(undefined, from, atOnce);
    expect(sqlOf(inTurn)).toEqual(sqlOf(atOnce));
    for (const request of requests) expect(await ask(request, from, atOnce)).toEqual([]);
  },
  60_000,
);

it('plans what was asked for, and says what of it no rule makes', async () => {
  const projectDir = join(scratch, 'said');
  const { plan } = await generateExecutionPlan({
    from: catalogOf('chinook'),
    projectDir,
    request: 'monthly revenue by country',
  });
  expect(plan.request).toBe('monthly revenue by country');
  expect(plan.goals).toEqual([
    {
      goal_id: 'g1',
      parent: null,
      text: 'monthly revenue by country',
      status: 'partly',
      reason: expect.stringContaining('no rule makes a model that sums revenue by month and country') as string,
    },
  ]);
  expect(plan.warnings.map(({ code }) => code)).toContain('goal_partly');
  expect(plan.actions.filter(({ goal_id }) => goal_id === 'g1').map(({ name }) => name)).toContain('fct_invoices');
});

it('a request in a project that people wrote uses what they have, binds all of it, and changes nothing else', async () => {
  const projectDir = await marina();
  const from = join(projectDir, 'marina.duckdb');
  const { plan } = await generateExecutionPlan({
    from,
    projectDir,
    request: 'a fact table of bookings and stage boats',
  });
  expect(plan.goals.map(({ status, reason }) => `${status ?? ''}: ${reason ?? ''}`)).toEqual([
    'met: as g2 and g3 are',
    'met: fct_booking serves it',
    'met: stg_boat is there already',
  ]);
  expect(plan.actions.map(({ type, name }) => `${type} ${name}`)).toEqual([
    'update_source harbor',
    'create_staging stg_booking',
    'create_staging stg_payment',
    'create_intermediate int_payments_by_booking',
    'create_mart fct_booking',
  ]);
  // Those that people's models read are there to bind these.
  expect(plan.catalog.tables.map(({ name }) => name)).toEqual(['boat', 'booking', 'payment', 'skipper']);
  const checked: unknown[] = [];
  const onEvent = (event: Event): unknown => event.type === 'check' && checked.push([event.level, event.detail]);
  await applyPlan({ plan, projectDir, level: 'bind', onEvent });
  expect(checked).toContainEqual(['bind', expect.stringContaining('4 of 4 models')]);
  expect((await generateExecutionPlan({ from, projectDir, request: 'facts of bookings' })).plan.files).toEqual([]);
});

it('a file of actions is planned again without changes, its words kept', async () => {
  const projectDir = join(scratch, 'actions');
  const from = catalogOf('chinook');
  const text = `strategy: greenfield
actions:
  - {type: create_project, name: chinook}
  - {type: create_source, name: chinook}
  - {type: create_staging, name: stg_chinook__albums, description: 'Long players, each by one artist.'}
`;
  const actions = { text, file: 'actions.yml' };
  const { plan } = await generateExecutionPlan({ from, projectDir, actions });
  expect(plan.actions.map(({ name, description }) => [name, description]).at(-1)).toEqual([
    'stg_chinook__albums',
    'Long players, each by one artist.',
  ]);
  await applyPlan({ plan, projectDir, level: 'bind' });
  expect((await generateExecutionPlan({ from, projectDir, actions })).plan.files).toEqual([]);
  expect((await generateExecutionPlan({ from, projectDir, request: 'stage albums' })).plan.files).toEqual([]);
  const unknown = { text: text.replace('albums', 'almubs'), file: 'actions.yml' };
  await expect(generateExecutionPlan({ from, projectDir, actions: unknown })).rejects.toMatchObject({
    code: 'ACTION_UNKNOWN',
    message: 'the draft has no create_staging stg_chinook__almubs; did you mean create_staging stg_chinook__albums?',
  });
});

it('a model that is replaced is turned off once, and what takes its place does not refer to it', async () => {
  const projectDir = await marina();
  const from = join(projectDir, 'marina.duckdb');
  const request = 'replace stg_boat by booking and retire it';
  const { plan } = await generateExecutionPlan({ from, projectDir, request });
  expect(plan.actions.map(({ type, name, goal_id }) => [type, name, goal_id])).toEqual([
    ['update_source', 'harbor', 'g1'],
    ['create_staging', 'stg_booking', 'g1'],
    ['retire_model', 'stg_boat', 'g1'],
  ]);
  expect(plan.goals).toMatchObject([{ status: 'met' }]);
  await applyPlan({ plan, projectDir, level: 'bind' });
  expect(readTree(projectDir)['models/staging/schema.yml']).not.toContain("ref('stg_boat')");
  expect((await generateExecutionPlan({ from, projectDir, request })).plan.files).toEqual([]);
});
