import { setTimeout as sleepFor } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { ModelReply, ModelRequest, Vendor } from '../../src/providers/provider.ts';
import { VENDORS } from '../../src/providers/provider.ts';
import { FAKES } from '../helpers/vendors/bare-sdks.ts';
import { STOPS, VENDOR_ERRORS } from '../helpers/vendors/dialect.ts';
import type { Opening } from '../helpers/vendors/fake-provider.ts';
import { openAt } from '../helpers/vendors/fake-provider.ts';
import type { Fault } from '../helpers/vendors/faults.ts';
import {
  always,
  BAD_GATEWAY,
  EMPTY_BODY,
  first,
  LIST_BODY,
  NULL_BODY,
  ODD_TYPE,
  PORTAL,
  redirectTo,
} from '../helpers/vendors/faults.ts';
import type { VendorOptions, VendorServer } from '../helpers/vendors/vendor-server.ts';
import { startFake } from '../helpers/vendors/with-vendor.ts';

const REQUEST: ModelRequest = { system: 'You plan.', prompt: 'The tables of a shop.', maxOutputTokens: 500 };
const NEVER = new AbortController().signal;

interface Asked {
  readonly reply: ModelReply;
  readonly server: VendorServer;
  /** How long it would have waited, each time. */
  readonly waits: readonly number[];
}

/** Asks our provider once; it does not really wait before it tries again. */
async function ask(vendor: Vendor, options: VendorOptions, surroundings: Opening['surroundings'] = {}): Promise<Asked> {
  const server = await startFake(vendor, options);
  const waits: number[] = [];
  const sleep = async (ms: number): Promise<void> => void waits.push(ms);
  const reply = await openAt(vendor, server.url, { surroundings: { sleep, ...surroundings } }).ask(REQUEST, NEVER);
  // Whatever happened: no key, no control codes, and nothing that fills a screen.
  const shown = JSON.stringify(reply);
  expect(shown).not.toContain(FAKES[vendor].key);
  expect('problem' in reply ? reply.problem.message : '').not.toMatch(/\p{Cc}/u);
  expect(shown.length).toBeLessThan(1_500);
  expect(reply.usage.calls).toBe(server.calls.length);
  return { reply, server, waits };
}

function told({ status, ...reply }: ModelReply): string {
  if (!('problem' in reply)) return status;
  return `${status} ${reply.problem.code}${reply.fatal ? ' fatal' : ''}`;
}

describe.each(VENDORS)('%s fails once and then answers', (vendor) => {
  it.each<[string, Fault]>([
    ['a cut before the reply', { kind: 'cut', after: 'request' }],
    ['a cut within the reply', { kind: 'cut', after: 40 }],
    ['half of the JSON', { kind: 'clip', after: 60 }],
    ['a page instead', PORTAL],
    ['a gateway that is down', BAD_GATEWAY],
    ['an empty body', EMPTY_BODY],
    ['null', NULL_BODY],
    ['a list', LIST_BODY],
    ['a server that is down', { kind: 'error', error: 'server_error' }],
    ['a server that is overloaded', { kind: 'error', error: 'overloaded' }],
    ['a limit', { kind: 'error', error: 'limited_requests', detail: { waitMs: 3_000 } }],
    ['a limit of tokens', { kind: 'error', error: 'limited_tokens', detail: { waitMs: 3_000 } }],
    ['a time-out of its own', { kind: 'error', error: 'timeout' }],
  ])('with %s', async (_, fault) => {
    const { reply, waits } = await ask(vendor, { faults: first(fault) });
    expect([told(reply), reply.usage.calls]).toEqual(['complete', 2]);
    // A limit says how long; half a second more or less of jitter on top.
    if (fault.kind === 'error' && fault.error.startsWith('limited')) {
      expect(Math.max(...waits)).toBeGreaterThanOrEqual(3_000);
      expect(Math.max(...waits)).toBeLessThan(4_000);
    }
  });

  it('with an odd content type, which is JSON all the same', async () => {
    const { reply } = await ask(vendor, { faults: first(ODD_TYPE) });
    expect(['complete', 'failed PROVIDER_ANSWER_INVALID']).toContain(told(reply));
  });
});

describe.each(VENDORS)('%s never answers', (vendor) => {
  it.each<[string, Fault, string]>([
    ['cuts', { kind: 'cut', after: 'request' }, 'failed PROVIDER_UNREACHABLE fatal'],
    ['cuts bodies', { kind: 'cut', after: 40 }, 'failed PROVIDER_UNREACHABLE fatal'],
    ['pages', PORTAL, 'failed PROVIDER_ANSWER_INVALID fatal'],
    ['empty bodies', EMPTY_BODY, 'failed PROVIDER_ANSWER_INVALID fatal'],
    ['nulls', NULL_BODY, 'failed PROVIDER_ANSWER_INVALID fatal'],
    ['gateways that are down', BAD_GATEWAY, 'failed PROVIDER_UNREACHABLE fatal'],
    ['limits', { kind: 'error', error: 'limited_requests', detail: { waitMs: 10 } }, 'failed PROVIDER_LIMITED fatal'],
  ])('but with %s', async (_, fault, expected) => {
    const { reply } = await ask(vendor, { faults: always(fault) });
    expect(told(reply)).toBe(expected);
    expect(reply.usage.calls).toBeLessThanOrEqual(6);
  });

  it.each<[string, Fault]>([
    ['hangs', { kind: 'hang' }],
    ['stalls', { kind: 'stall', after: 30 }],
    ['drips', { kind: 'drip', bytes: 1, everyMs: 20 }],
  ])('and %s: the time-out is of the whole reply', async (_, fault) => {
    const started = performance.now();
    const { reply } = await ask(vendor, { faults: always(fault) }, { timeoutMs: 200 });
    expect([told(reply), reply.usage.calls]).toEqual(['failed PROVIDER_TIMEOUT fatal', 2]);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe.each(VENDORS)('%s', (vendor) => {
  it.each(['no_quota', 'forbidden', 'too_large'] as const)('is not asked again after %s', async (error) => {
    const { reply } = await ask(vendor, { faults: always({ kind: 'error', error }) });
    const expected = {
      no_quota: vendor === 'gemini' ? 'failed PROVIDER_LIMITED fatal' : 'failed PROVIDER_DENIED fatal',
      forbidden: 'failed PROVIDER_DENIED fatal',
      too_large: 'failed PROVIDER_REJECTED',
    };
    expect([told(reply), reply.usage.calls]).toEqual([expected[error], 1]);
  });

  it('is not followed to another host', async () => {
    const other = await startFake(vendor);
    const { reply } = await ask(vendor, { faults: always(redirectTo(`${other.url}/elsewhere`)) });
    expect(told(reply)).toBe('failed PROVIDER_UNREACHABLE fatal');
    expect(other.calls).toEqual([]);
  });

  it.each(STOPS)('that ends with %s gives a reply of that kind', async (stop) => {
    const { reply } = await ask(vendor, { respond: () => ({ text: '{"tables": [1', stop }) });
    const refused = ['refused', 'filtered', 'recitation', 'prohibited', 'blocked_prompt'].includes(stop);
    const expected =
      stop === 'end' ? 'complete' : stop.startsWith('truncated') ? 'truncated' : refused ? 'refused' : '';
    // Nothing at all is an answer that cannot be read.
    expect(told(reply)).toMatch(expected === '' ? /^failed PROVIDER_ANSWER_INVALID/ : new RegExp(`^${expected}$`));
    if (stop === 'truncated') expect(reply).toMatchObject({ text: '{"tables": [1' });
  });

  it.each(['true', 'false'])('is asked again or not whatever x-should-retry: %s says', async (lie) => {
    const headers = { 'x-should-retry': lie };
    const never = await ask(vendor, { faults: always({ kind: 'error', error: 'too_large', headers }) });
    expect(never.reply.usage.calls).toBe(1);
    const again = await ask(vendor, { faults: first({ kind: 'error', error: 'server_error', headers }) });
    expect([told(again.reply), again.reply.usage.calls]).toEqual(['complete', 2]);
  });

  it.each(['86400', '3000000000', '-5', 'soon', '0', 'NaN', 'Infinity', 'Wed, 21 Oct 2099 07:28:00 GMT', ''])(
    'is neither waited for too long nor hammered for retry-after: %s',
    async (value) => {
      const headers = { 'retry-after': value, 'retry-after-ms': '' };
      const fault: Fault = { kind: 'error', error: 'limited_requests', detail: { waitMs: 0 }, headers };
      const { reply, waits } = await ask(vendor, { faults: always(fault) }, { random: () => 0.5 });
      expect(told(reply)).toBe('failed PROVIDER_LIMITED fatal');
      expect(Math.max(0, ...waits)).toBeLessThanOrEqual(60_000);
      // Where it tries again at all, the waits grow.
      if (reply.usage.calls > 1) expect(waits.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThan(1_500);
    },
  );

  it('may say anything in an error, which is shown short and clean', async () => {
    const hostile = `\u001B[2J\u0007 wrong key ${FAKES[vendor].key} Bearer sk-abcdef0123456789abcdef ${'x'.repeat(2_000_000)}`;
    const { reply } = await ask(vendor, {
      faults: always({ kind: 'error', error: 'too_large', detail: { message: hostile } }),
    });
    expect(JSON.stringify(reply)).not.toContain('sk-abcdef0123456789abcdef');
    expect(told(reply)).toBe('failed PROVIDER_REJECTED');
  });

  it.each(VENDOR_ERRORS)('with %s leaves nothing open behind: the next question is answered', async (error) => {
    const server = await startFake(vendor, { faults: first({ kind: 'error', error, detail: { waitMs: 1 } }) });
    const reply = await openAt(vendor, server.url, { surroundings: { sleep: () => sleepFor(1) } }).ask(REQUEST, NEVER);
    if (reply.status === 'complete') return;
    const again = await openAt(vendor, server.url).ask(REQUEST, NEVER);
    expect(again.status).toBe('complete');
  });
});
