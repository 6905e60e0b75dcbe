import { expect, it } from 'vitest';
import type { Catalog } from '../../../src/catalog/catalog.ts';
import type { ModelReply, ModelRequest } from '../../../src/providers/provider.ts';
import type { AskedRequest } from '../../../src/refinement/requests/ask-request.ts';
import { askRequest, requestPromptOf } from '../../../src/refinement/requests/ask-request.ts';
import { fakeModel } from '../../helpers/fake-model.ts';
import { readFixture } from '../../helpers/rendered-draft.ts';
import { read, said as partsOf } from '../../helpers/requested.ts';

const chinook = readFixture('chinook', { hideKeys: false });
const usage = { input_tokens: 900, cached_input_tokens: 0, output_tokens: 20, calls: 1 };

async function ask(
  text: string,
  answer: string | ModelReply,
  catalog: Catalog = chinook,
): Promise<AskedRequest & { asked: ModelRequest[] }> {
  const provider = fakeModel(() => answer);
  const kept = new Map<string, string>();
  const cache = {
    get: async (key: string) => kept.get(key) ?? null,
    set: async (key: string, value: string) => void kept.set(key, value),
  };
  const question = {
    read: read(text, catalog),
    catalog,
    strategy: 'greenfield' as const,
    businessContext: 'We sell music.',
  };
  const asking = { provider, timeoutMs: 1000, budget: null, cache, tryModels: async () => new Map() };
  return { ...(await askRequest(question, asking)), asked: provider.asked };
}

function tablesOf({ read: outcome }: AskedRequest): string[] {
  return 'request' in outcome ? partsOf(outcome.request) : outcome.problems.map(({ code }) => code);
}

const said = (tables: unknown, goals: unknown = []): string => JSON.stringify({ tables, goals });

it('shows every table by number and name, the request between fences, and no row', () => {
  const question = {
    read: read('what finance needs', chinook),
    catalog: chinook,
    strategy: 'greenfield' as const,
    businessContext: null,
  };
  const prompt = requestPromptOf(question);
  expect(
    prompt?.user
      .split('\n')
      .filter((line) => /^\d/.test(line))
      .slice(5, 7),
  ).toEqual([
    '6 Invoice: InvoiceId CustomerId InvoiceDate BillingAddress BillingCity BillingState BillingCountry BillingPostalCode Total',
    '7 InvoiceLine: InvoiceLineId InvoiceId TrackId UnitPrice Quantity',
  ]);
  expect(prompt?.user).toMatch(/<request [0-9a-f]{6}>\nwhat finance needs\ng1: what finance needs\n<\/request/);
  expect(prompt?.leftOut).toEqual([]);
});

it('asks what words leave open, and takes the tables that are there, in the order of the catalog', async () => {
  const outcome = await ask('give me what finance needs', said([7, 6, 99, 'Customer', 'nobody']));
  expect(tablesOf(outcome)).toEqual(['g1: Customer, Invoice, InvoiceLine']);
  expect(outcome.usage.calls).toBe(1);
  expect(outcome.warnings.map(({ text }) => text)).toEqual([
    'the model takes the request to be about Customer, Invoice, InvoiceLine as well',
  ]);
});

it('adds to what words select for a sum, and its goals in parts', async () => {
  const parts = [
    { goal: '', parent: 'g1', text: 'Revenue by month', met: false },
    { goal: '', parent: 'g9', text: 'Nothing', met: true },
  ];
  const { read: outcome } = await ask('monthly revenue by region', said([3], parts));
  if ('problems' in outcome) throw new Error('not read');
  expect(partsOf(outcome.request)).toEqual(['g1: Invoice, InvoiceLine, Customer']);
  expect(outcome.request.goals.map(({ goal_id, parent, text }) => [goal_id, parent, text])).toEqual([
    ['g1', null, 'monthly revenue by region'],
    ['g2', 'g1', 'Revenue by month'],
  ]);
});

it('asks nothing where words say it all', async () => {
  const outcome = await ask('stage invoices and customers', said([1, 2, 3]));
  expect(outcome.asked).toEqual([]);
  expect(tablesOf(outcome)).toEqual(['g1: Invoice, Customer | staging']);
});

it.each<[string, string | ModelReply, string]>([
  ['nothing', '', 'what it answered could not be read'],
  ['prose', 'I would love to help!', 'what it answered could not be read'],
  ['no table', said([]), 'it names no table'],
  ['tables that are not there', said([0, -1, 1e9, 'x', null]), 'it names no table'],
  ['a refusal', { status: 'refused', reason: 'no', usage }, 'no'],
  [
    'a failure',
    { status: 'failed', problem: { code: 'PROVIDER_UNREACHABLE', message: 'it is down' }, fatal: true, usage },
    'it is down',
  ],
])('stays with the words where the model answers with %s', async (_, answer, why) => {
  const outcome = await ask('give me what finance needs', answer);
  expect(tablesOf(outcome)).toEqual(['REQUEST_UNCLEAR']);
  expect(outcome.warnings.map(({ text }) => text)).toEqual([
    `the model did not say which tables the request is about (${why}); its words decide`,
  ]);
  expect(tablesOf(await ask('monthly revenue by region', answer))).toEqual(['g1: Invoice, InvoiceLine']);
});
