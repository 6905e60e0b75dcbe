import { describe, expect, it } from 'vitest';
import type { ModelReply, ModelRequest } from '../../src/providers/provider.ts';
import { VENDORS } from '../../src/providers/provider.ts';
import { openAt } from '../helpers/vendors/fake-provider.ts';
import { startFake } from '../helpers/vendors/with-vendor.ts';

const NEVER = new AbortController().signal;
const RULES = 'The rules of the house, which never change. '.repeat(700);
const request = (cluster: number): ModelRequest => ({
  system: RULES,
  prompt: `Tables of cluster ${cluster}.`,
  maxOutputTokens: 300,
});
const many = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1);
const sum = (replies: readonly ModelReply[], what: 'calls' | 'input_tokens' | 'cached_input_tokens'): number =>
  replies.reduce((total, { usage }) => total + usage[what], 0);

describe.each(VENDORS)('many questions to %s', (vendor) => {
  it('go out together, after one that warms the cache', async () => {
    const server = await startFake(vendor, { latencyMs: () => 40 });
    const provider = openAt(vendor, server.url);
    const { signal } = new AbortController();
    const warnings: Error[] = [];
    const onWarning = (warning: Error): void => void warnings.push(warning);
    process.on('warning', onWarning);
    const replies = await Promise.all(many(24).map((cluster) => provider.ask(request(cluster), signal)));
    expect(replies.map((reply) => reply.status)).toEqual(many(24).map(() => 'complete'));
    process.off('warning', onWarning);
    expect(warnings).toEqual([]);
    expect(server.atOnce()).toBeGreaterThan(3);
    expect(server.atOnce()).toBeLessThanOrEqual(16);
    // The first alone writes the cache; all others read from it.
    const [one, ...others] = server.calls.toSorted((a, b) => a.startedAt - b.startedAt);
    expect(Math.min(...others.map((call) => call.startedAt))).toBeGreaterThanOrEqual(one?.endedAt ?? Infinity);
    expect(sum(replies, 'cached_input_tokens') / sum(replies, 'input_tokens')).toBeGreaterThan(0.9);
  });

  it('all come through a limit of requests, without asking much more often than needed', async () => {
    const limits = { requests: 30, minuteMs: 3_000 };
    const server = await startFake(vendor, { limits, latencyMs: () => 5 });
    const provider = openAt(vendor, server.url, { surroundings: { random: Math.random } });
    const replies = await Promise.all(
      many(40).map((cluster) => provider.ask({ ...request(cluster), system: 'Short.' }, NEVER)),
    );
    expect(replies.filter((reply) => reply.status === 'complete').length).toBe(40);
    const limited = server.calls.filter((call) => call.status === 429).length;
    expect(sum(replies, 'calls')).toBe(server.calls.length);
    expect(limited).toBeLessThan(40);
  });

  it('end together when the caller stops, and nothing goes out after', async () => {
    const server = await startFake(vendor, { latencyMs: () => 5_000 });
    const provider = openAt(vendor, server.url);
    const stop = new AbortController();
    const asked = Promise.all(
      many(20).map((cluster) => provider.ask({ ...request(cluster), system: 'Short.' }, stop.signal)),
    );
    setTimeout(() => stop.abort(), 100);
    const started = performance.now();
    const replies = await asked;
    expect(performance.now() - started).toBeLessThan(4_000);
    expect(new Set(replies.map((reply) => reply.status))).toEqual(new Set(['failed']));
    const sent = server.calls.length;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(server.calls.length).toBe(sent);
  });
});
