import { describe, expect, it } from 'vitest';
import type { ModelRequest } from '../../src/providers/provider.ts';
import { VENDORS } from '../../src/providers/provider.ts';
import { openAt } from '../helpers/vendors/fake-provider.ts';
import { always, bomb } from '../helpers/vendors/faults.ts';
import { startFake } from '../helpers/vendors/with-vendor.ts';

const NEVER = new AbortController().signal;
const REQUEST: ModelRequest = { system: 'You plan.', prompt: 'The tables of a shop.', maxOutputTokens: 500 };

/** Headers of replies that went well, of servers that do not know what they say. */
const ODD: readonly [string, Readonly<Record<string, string>>][] = [
  // learn.microsoft.com/en-us/answers/questions/5625878: what Azure's Responses API sent for weeks.
  [
    'Azure',
    { 'x-ratelimit-limit-tokens': '-1', 'x-ratelimit-remaining-tokens': '-1', 'x-ratelimit-reset-tokens': '0' },
  ],
  [
    'nothing left, until 2099',
    {
      'anthropic-ratelimit-requests-limit': '50',
      'anthropic-ratelimit-requests-remaining': '0',
      'anthropic-ratelimit-requests-reset': '2099-01-01T00:00:00Z',
    },
  ],
  [
    'nothing left, until yesterday',
    {
      'anthropic-ratelimit-tokens-limit': '50',
      'anthropic-ratelimit-tokens-remaining': '0',
      'anthropic-ratelimit-tokens-reset': '2001-01-01T00:00:00Z',
    },
  ],
  [
    'no numbers',
    {
      'x-ratelimit-limit-requests': 'unlimited',
      'x-ratelimit-remaining-requests': 'NaN',
      'x-ratelimit-reset-requests': 'soon',
    },
  ],
  [
    'nothing left, for ever',
    {
      'x-ratelimit-limit-requests': '10',
      'x-ratelimit-remaining-requests': '0',
      'x-ratelimit-reset-requests': '999999999h',
    },
  ],
  [
    'nothing left, nobody says until when',
    { 'x-ratelimit-limit-requests': '10', 'x-ratelimit-remaining-requests': '0' },
  ],
  ['a wait that nobody asked for', { 'retry-after': '86400' }],
];

describe.each(VENDORS)('%s', (vendor) => {
  it.each(ODD)('holds nobody up with headers of %s', async (_, headers) => {
    const server = await startFake(vendor, { faults: always({ kind: 'relabel', headers }) });
    const waits: number[] = [];
    const sleep = async (ms: number): Promise<void> => void waits.push(ms);
    const provider = openAt(vendor, server.url, { surroundings: { sleep } });
    for (let nth = 0; nth < 3; nth++) expect((await provider.ask(REQUEST, NEVER)).status).toBe('complete');
    expect(Math.max(0, ...waits)).toBeLessThanOrEqual(60_000);
    expect(waits.length).toBeLessThanOrEqual(6);
  });

  it('is not read on where a reply has no end', async () => {
    const server = await startFake(vendor, { faults: always(bomb(200)) });
    const before = process.memoryUsage().rss;
    const reply = await openAt(vendor, server.url).ask(REQUEST, NEVER);
    expect(reply).toMatchObject({ status: 'failed', problem: { code: 'PROVIDER_ANSWER_INVALID' } });
    expect(JSON.stringify(reply)).toContain('larger than 8 MB');
    expect((process.memoryUsage().rss - before) / 2 ** 20).toBeLessThan(150);
  });
});

it.each([
  ['openai', 'gpt-4o', 130_000],
  ['anthropic', 'claude-haiku-4-5', 210_000],
] as const)('%s says how long a prompt may be, and is not asked again', async (vendor, model, words) => {
  const server = await startFake(vendor);
  const provider = openAt(vendor, server.url, { model });
  const reply = await provider.ask({ ...REQUEST, prompt: 'customers '.repeat(words) }, NEVER);
  expect(reply).toMatchObject({ status: 'failed', fatal: false, problem: { code: 'PROVIDER_REJECTED' } });
  expect(reply.usage.calls).toBe(1);
  expect(await provider.ask(REQUEST, NEVER)).toMatchObject({ status: 'complete' });
});
