import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { applyPlan, generateExecutionPlan } from '../../src/index.ts';
import type { Reply } from '../../src/prompts/reply/reply-schema.ts';
import type { ModelRequest } from '../../src/providers/provider.ts';
import type { FakeModel } from '../helpers/fake-model.ts';
import { fakeModel, reply } from '../helpers/fake-model.ts';
import { readFixture } from '../helpers/rendered-draft.ts';

const scratch = mkdtempSync(join(tmpdir(), 'cartridge-requests-model-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const from = join(scratch, 'chinook.json');
writeFileSync(from, JSON.stringify(readFixture('chinook', { hideKeys: false })));

const REVENUE = {
  goal: 'g1',
  why: 'asked for',
  layer: 'marts',
  name: 'fct_monthly_revenue',
  description: 'Revenue by month and country.',
  key: ['month', 'country'],
  columns: [
    { name: 'month', description: 'Month of the invoice.' },
    { name: 'country', description: 'Country of the bill.' },
    { name: 'revenue', description: 'What was billed.' },
  ],
  sql: "select date_trunc('month', invoice_date) as month, billing_country as country, sum(total) as revenue from {{ ref('stg_chinook__invoices') }} group by 1, 2",
};

/** Whether a model is asked which tables a request is about. */
const isAboutTables = ({ system }: ModelRequest): boolean => system.includes('Read the request');

/** A model that knows which tables a request means and writes what it is asked for. */
function knowing(tables: readonly number[], models: readonly Reply['models'][number][]): FakeModel {
  return fakeModel((request) =>
    JSON.stringify(reply(isAboutTables(request) ? { tables: [...tables] } : { models: [...models] })),
  );
}

it('what a model writes for a goal meets it, and stays in every plan that follows', async () => {
  const projectDir = join(scratch, 'written');
  const provider = knowing([6], [REVENUE]);
  const { plan } = await generateExecutionPlan({
    from,
    projectDir,
    request: 'monthly revenue by country',
    refine: { provider },
  });
  expect(plan.goals.map(({ status, reason }) => [status, reason])).toEqual([['met', 'fct_monthly_revenue answers it']]);
  expect(plan.actions.map(({ name }) => name)).toContain('fct_monthly_revenue');
  await applyPlan({ plan, projectDir, level: 'bind' });
  // Its goal was another plan's: this request has one of the same number.
  const { plan: later } = await generateExecutionPlan({ from, projectDir, request: 'weekly invoices by city' });
  expect(later.goals.map(({ status }) => status)).toEqual(['partly']);
  for (const request of [undefined, 'everything']) {
    const { plan: next } = await generateExecutionPlan({ from, projectDir, request });
    if (next.files.length > 0) await applyPlan({ plan: next, projectDir, level: 'bind' });
    expect((await generateExecutionPlan({ from, projectDir, request })).plan.files).toEqual([]);
  }
});

it('a model that knows what finance needs is asked once for that, and counted', async () => {
  const provider = knowing([6, 7], []);
  const { asked } = provider;
  const request = 'give me what finance needs';
  const projectDir = join(scratch, 'read');
  const { plan } = await generateExecutionPlan({ from, projectDir, request, refine: { provider } });
  expect(asked.filter(isAboutTables)).toHaveLength(1);
  expect(plan.catalog.tables.map(({ name }) => name)).toEqual(['Invoice', 'InvoiceLine']);
  expect(plan.provider.usage?.calls).toBe(asked.length);
  await expect(generateExecutionPlan({ from, projectDir, request })).rejects.toMatchObject({ code: 'REQUEST_UNCLEAR' });
});

it('without an answer a request is read by its words, and the plan says so', async () => {
  const usage = { input_tokens: 10, cached_input_tokens: 0, output_tokens: 5, calls: 1 };
  const refusing = fakeModel(() => ({ status: 'refused', reason: 'I cannot help with that', usage }));
  const projectDir = join(scratch, 'refused');
  const request = 'monthly revenue by country';
  const { plan } = await generateExecutionPlan({ from, projectDir, request, refine: { provider: refusing } });
  expect(plan.goals.map(({ status }) => status)).toEqual(['partly']);
  expect(plan.warnings.map(({ text }) => text)).toContain(
    'the model did not say which tables the request is about (I cannot help with that); its words decide',
  );
});
