import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { VENDORS } from '../../src/providers/provider.ts';
import { askBare, FAKES } from '../helpers/vendors/bare-sdks.ts';
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
import { startFake, thrownBy } from '../helpers/vendors/with-vendor.ts';

const SCHEMA = {
  type: 'object',
  properties: { tables: { type: 'array', items: { type: 'number' } }, why: { type: 'string' } },
  required: ['tables', 'why'],
  additionalProperties: false,
};
const found = (error: unknown): string => `${(error as Error).constructor.name}: ${(error as Error).message}`;

/** What the bare SDKs make of a connection that goes wrong: vendor-facts.md, held against the SDKs that are installed. */
describe.each(VENDORS)('%s on the wire', (vendor) => {
  it('answers a question, and an empty instance of a schema where nobody wrote more', async () => {
    const server = await startFake(vendor);
    expect(JSON.stringify(await askBare(vendor, { url: server.url }))).toContain('All is well.');
    const shaped = await askBare(vendor, { url: server.url, schema: SCHEMA });
    expect(JSON.stringify(shaped)).toContain(JSON.stringify('{"tables":[],"why":"customer"}'));
    expect(server.calls.map((call) => [call.status, call.asked?.schema])).toEqual([
      [200, null],
      [200, SCHEMA],
    ]);
  });

  it('shows the key to nobody who reads its log', async () => {
    const server = await startFake(vendor);
    await askBare(vendor, { url: server.url });
    expect(JSON.stringify(server.calls)).not.toContain(FAKES[vendor].key);
  });

  it('cuts the connection before and within the reply', async () => {
    const faults = first({ kind: 'cut', after: 'request' }, { kind: 'cut', after: 20 });
    const server = await startFake(vendor, { faults });
    expect(found(await thrownBy(askBare(vendor, { url: server.url })))).toMatch(/Connection error|fetch failed/);
    // A body that ends too soon is no error of the SDK: a plain TypeError (vendor-facts.md 9).
    expect(found(await thrownBy(askBare(vendor, { url: server.url })))).toBe('TypeError: terminated');
  });

  it('stalls and hangs for as long as the caller waits; only a signal ends it', async () => {
    const faults = first({ kind: 'stall', after: 20 }, { kind: 'hang' });
    const server = await startFake(vendor, { faults });
    for (let call = 0; call < 2; call++) {
      const error = await thrownBy(askBare(vendor, { url: server.url, signal: AbortSignal.timeout(150) }));
      expect(found(error)).toMatch(/abort|timeout/i);
    }
  });

  it('drips: the time-out of the SDK is over when the headers have come', async () => {
    const server = await startFake(vendor, { faults: always({ kind: 'drip', bytes: 40, everyMs: 60 }) });
    const started = performance.now();
    const asked = askBare(vendor, { url: server.url, timeout: 250 });
    if (vendor === 'gemini') {
      // Its timer aborts the body too, and the process waits for it (vendor-facts.md 6).
      expect(found(await thrownBy(asked))).toMatch(/abort/i);
    } else {
      await asked;
      expect(performance.now() - started).toBeGreaterThan(300);
    }
  });

  it('answers 200 with a page, nothing, null, a list, half of the JSON and an odd content type', async () => {
    const faults = first(PORTAL, EMPTY_BODY, NULL_BODY, LIST_BODY, { kind: 'clip', after: 60 }, ODD_TYPE);
    const server = await startFake(vendor, { faults });
    const seen: string[] = [];
    for (let call = 0; call < 6; call++) {
      const nameOf = (error: unknown) => `throws ${(error as Error).constructor.name}`;
      seen.push(await askBare(vendor, { url: server.url }).then(kindOf, nameOf));
    }
    expect(seen).toMatchSnapshot();
  });

  it('is behind a proxy that answers for it', async () => {
    const server = await startFake(vendor, { faults: first(BAD_GATEWAY) });
    expect(await thrownBy(askBare(vendor, { url: server.url }))).toMatchObject({ status: 502 });
  });

  it('sends the prompt to another host when it is redirected', async () => {
    const other = await startFake(vendor);
    const path = { openai: '/chat/completions', anthropic: '/v1/messages', gemini: '/v1beta/models/x:generateContent' };
    const server = await startFake(vendor, { faults: first(redirectTo(other.url + path[vendor])) });
    const error = await thrownBy(askBare(vendor, { url: server.url, prompt: 'names of my tables' }));
    expect(JSON.stringify(other.calls[0]?.body)).toContain('names of my tables');
    // The other port is another origin: fetch strips `Authorization`, and knows nothing of `x-goog-api-key` (vendor-facts.md 7).
    expect(error).toMatchObject({ status: vendor === 'gemini' ? 404 : 401 });
    expect(other.calls[0]?.headers['x-goog-api-key']).toBe(vendor === 'gemini' ? '(a key)' : undefined);
  });

  it('says what its own side did wrong, in its own words', async () => {
    const server = await startFake(vendor, {
      faults: first(
        { kind: 'error', error: 'limited_requests' },
        { kind: 'error', error: 'limited_tokens', detail: { waitMs: 1_500 } },
        { kind: 'error', error: 'no_quota' },
        { kind: 'error', error: 'forbidden' },
        { kind: 'error', error: 'too_large' },
        { kind: 'error', error: 'server_error' },
        { kind: 'error', error: 'unavailable' },
        { kind: 'error', error: 'overloaded' },
        { kind: 'error', error: 'timeout' },
        null,
      ),
    });
    const said: unknown[] = [];
    for (let call = 0; call < 9; call++)
      said.push(found(await thrownBy(askBare(vendor, { url: server.url }))).replaceAll(server.url, 'URL'));
    expect(said).toMatchSnapshot();
    await askBare(vendor, { url: server.url });
  });

  it('lets in so many requests a minute, and tells when the next may come', async () => {
    const clock = { now: 1_790_000_000_000 };
    const server = await startFake(vendor, { limits: { requests: 2 }, now: () => clock.now });
    const ask = () => askBare(vendor, { url: server.url });
    await ask();
    await ask();
    expect(await thrownBy(ask())).toMatchObject({ status: 429 });
    expect(String(server.calls[2]?.reply)).toMatchSnapshot();
    clock.now += 29_000;
    expect(await thrownBy(ask())).toMatchObject({ status: 429 });
    clock.now += 1_000;
    await ask();
    expect(server.calls.map((call) => call.status)).toEqual([200, 200, 429, 429, 200]);
  });

  it('counts tokens against a limit of their own', async () => {
    const server = await startFake(vendor, { limits: { tokens: 1_500 }, now: () => 0 });
    const prompt = 'customers '.repeat(900);
    await askBare(vendor, { url: server.url, prompt: 'short' });
    const error = await thrownBy(askBare(vendor, { url: server.url, prompt: prompt + prompt }));
    expect(error).toMatchObject({ status: 429 });
  });

  it('knows how many calls were under way together', async () => {
    const server = await startFake(vendor, { latencyMs: () => 60 });
    await Promise.all([1, 2, 3].map(() => askBare(vendor, { url: server.url })));
    await sleep(20);
    await askBare(vendor, { url: server.url });
    expect(server.atOnce()).toBe(3);
    expect(server.calls.length).toBe(4);
  });
});

function kindOf(answer: unknown): string {
  return `gives ${answer === null ? 'null' : typeof answer} ${JSON.stringify(answer)?.slice(0, 24)}`;
}
