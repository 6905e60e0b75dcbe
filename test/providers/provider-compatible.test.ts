import { afterEach, describe, expect, it } from 'vitest';
import { chooseProvider } from '../../src/providers/choose-provider.ts';
import { openProvider } from '../../src/providers/open-provider.ts';
import type { ModelReply, Provider } from '../../src/providers/provider.ts';
import { mappingOf } from '../../src/yaml/mapping.ts';
import type { Compatible } from '../helpers/vendors/compatible-server.ts';
import { COMPATIBLE, LOCAL_MODEL, startCompatible } from '../helpers/vendors/compatible-server.ts';
import type { VendorOptions, VendorServer } from '../helpers/vendors/vendor-server.ts';

const SCHEMA = {
  type: 'object',
  properties: { why: { type: 'string' } },
  required: ['why'],
  additionalProperties: false,
};
const open: VendorServer[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function start(kind: Compatible, options: VendorOptions = {}): Promise<VendorServer> {
  const server = await startCompatible(kind, { respond: () => '{"why": "it is local"}', ...options });
  open.push(server);
  return server;
}

/** As the command line opens one: an address, a model, and no key anywhere. */
function providerAt(baseUrl: string, model = LOCAL_MODEL): Provider {
  const chosen = chooseProvider({ wanted: 'openai', model, baseUrl, env: {} });
  if ('problems' in chosen) throw new Error(chosen.problems[0].message);
  return openProvider(chosen, { now: Date.now, random: () => 0 });
}

function ask(provider: Provider): Promise<ModelReply> {
  const reply = { name: 'reply', schema: SCHEMA };
  const request = { system: 'You plan.', prompt: 'The tables.', reply, maxOutputTokens: 500 };
  return provider.ask(request, new AbortController().signal);
}

describe.each(COMPATIBLE)('%s', (kind) => {
  it('answers without a key, by the strongest way that it has to ask for JSON', async () => {
    const server = await start(kind);
    const reply = await ask(providerAt(server.url));
    expect(reply).toMatchObject({ status: 'complete', text: '{"why": "it is local"}' });
    const sent = server.calls.map((call) => mappingOf(mappingOf(call.body)['response_format'])['type'] ?? 'no format');
    expect(sent).toEqual(kind === 'gateway' ? ['json_schema', 'json_object', 'no format'] : ['json_schema']);
    expect(server.calls[0]?.headers.authorization).toBeUndefined();
  });

  it('is told the shape in words where it takes none, and is not asked for it again', async () => {
    const server = await start(kind);
    const provider = providerAt(server.url);
    await ask(provider);
    const before = server.calls.length;
    await ask(provider);
    expect(server.calls.length).toBe(before + 1);
    const { system } = server.calls.at(-1)?.asked ?? { system: '' };
    expect(system.includes(JSON.stringify(SCHEMA))).toBe(kind === 'gateway');
  });

  it('says that a model is not there, in its own words', async () => {
    const server = await start(kind);
    const reply = await ask(providerAt(server.url, 'llama9'));
    expect(reply).toMatchObject({ status: 'failed', fatal: true, problem: { code: 'PROVIDER_REJECTED' } });
    expect(JSON.stringify(reply)).toContain('llama9');
    expect(reply.usage.calls).toBe(1);
  });

  it('may take longer than a vendor, or be down', async () => {
    const server = await start(kind, { latencyMs: () => 100 });
    expect((await ask(providerAt(server.url))).status).toBe('complete');
    await server.close();
    const provider = providerAt(server.url);
    const reply = await provider.ask({ system: 's', prompt: 'p', maxOutputTokens: 9 }, AbortSignal.timeout(300));
    expect(reply.status).toBe('failed');
  });
});
