import { describe, expect, it } from 'vitest';
import { VENDORS } from '../../src/providers/provider.ts';
import { good, json, KEY, NEVER, QUESTION, scripted } from '../helpers/vendors/scripted-provider.ts';

const USED = { input_tokens: 100, cached_input_tokens: 64, output_tokens: 10 };

function limited(headers: Record<string, string> = {}): Response {
  return json(
    { error: { message: 'Slow down.', type: 'requests', code: 'rate_limit_exceeded' } },
    { status: 429, headers },
  );
}
function down(): Response {
  return new Response('<html>502</html>', { status: 502, headers: { 'content-type': 'text/html' } });
}
function refused(message: string, param: string | null = null): Response {
  return json({ error: { message, type: 'invalid_request_error', code: null, param } }, { status: 400 });
}

describe.each(VENDORS)('%s', (vendor) => {
  it('answers, and says what it cost, cached tokens and thinking included', async () => {
    const { provider } = scripted(vendor, [good(vendor)]);
    expect(await provider.ask(QUESTION, NEVER)).toEqual({
      status: 'complete',
      text: '{"tables":[1]}',
      usage: { ...USED, calls: 1 },
    });
  });

  it('tries again what can get better, and counts every request', async () => {
    const { provider, slept } = scripted(vendor, [
      down(),
      limited({ 'retry-after': '7' }),
      new TypeError('fetch failed'),
      good(vendor),
    ]);
    expect(await provider.ask(QUESTION, NEVER)).toMatchObject({ status: 'complete', usage: { ...USED, calls: 4 } });
    expect(slept).toEqual([250, 7_125, 1_000]);
  });

  it('gives up after some tries, and then for all questions: nobody ever answered', async () => {
    const { provider, sent } = scripted(vendor, [down()]);
    const reply = await provider.ask(QUESTION, NEVER);
    expect(reply).toMatchObject({ status: 'failed', fatal: true, problem: { code: 'PROVIDER_UNREACHABLE' } });
    expect(reply.usage.calls).toBe(5);
    expect(await provider.ask(QUESTION, NEVER)).toMatchObject({ status: 'failed', fatal: true, usage: { calls: 0 } });
    expect(sent).toHaveLength(5);
  });

  it('does not wait for a day when it is told to, and says so', async () => {
    const { provider, slept } = scripted(vendor, [limited({ 'retry-after': '86400' })]);
    const reply = await provider.ask(QUESTION, NEVER);
    expect(reply).toMatchObject({ status: 'failed', fatal: true, usage: { calls: 1 } });
    expect(reply.status === 'failed' && reply.problem.message).toMatch(
      /\(HTTP 429\): Slow down\.; it asks to wait 86400 s, longer than cartridge waits \(60 s\)$/,
    );
    expect(slept).toEqual([]);
  });

  it.each(['-1', '3000000000', 'NaN', '1e400'])('is not led astray by retry-after: %s', async (value) => {
    const { provider, slept } = scripted(vendor, [limited({ 'retry-after': value }), good(vendor)]);
    await provider.ask(QUESTION, NEVER);
    expect(slept.every((ms) => ms >= 0 && ms <= 60_000)).toBe(true);
  });

  it('never tries again what cannot succeed, whatever x-should-retry says', async () => {
    const answer = refused('Your prompt is odd.');
    answer.headers.set('x-should-retry', 'true');
    const { provider, sent } = scripted(vendor, [answer]);
    expect(await provider.ask(QUESTION, NEVER)).toMatchObject({ status: 'failed', fatal: false, usage: { calls: 1 } });
    expect(sent).toHaveLength(1);
  });

  it('asks for JSON in weaker and weaker ways, and remembers what is taken', async () => {
    const { provider, sent } = scripted(vendor, [
      refused('This response_format (responseJsonSchema, output_config.format json_schema) is not supported.'),
      good(vendor),
      good(vendor),
    ]);
    await provider.ask(QUESTION, NEVER);
    await provider.ask(QUESTION, NEVER);
    expect(sent).toHaveLength(3);
    expect(sent[1]!.body).not.toEqual(sent[0]!.body);
    expect(sent[2]!.body).toEqual(sent[1]!.body);
  });

  it('ends, whatever is refused again and again', async () => {
    const words = 'temperature thinking effort prompt_cache_key cache_control max_tokens response_format schema';
    const { provider, sent } = scripted(vendor, [refused(words)]);
    const reply = await provider.ask(QUESTION, NEVER);
    expect(reply).toMatchObject({ status: 'failed', problem: { code: 'PROVIDER_REJECTED' } });
    expect(sent.length).toBeLessThanOrEqual(6);
  });

  it.each([
    ['a page', new Response('<html>Sign in</html>', { headers: { 'content-type': 'text/html' } })],
    ['nothing', new Response('', { headers: { 'content-type': 'application/json' } })],
    ['null', json(null)],
    ['a list', json([])],
    ['half an answer', new Response('{"choices":[{"mess', { headers: { 'content-type': 'application/json' } })],
    ['an odd type', new Response('\u0000', { headers: { 'content-type': 'image/png' } })],
    ['no content at all', new Response(null, { status: 204 })],
  ])('knows %s for no answer', async (_, answer) => {
    const { provider } = scripted(vendor, [answer]);
    expect(await provider.ask(QUESTION, NEVER)).toMatchObject({
      status: 'failed',
      problem: { code: 'PROVIDER_ANSWER_INVALID' },
      usage: { calls: 2 },
    });
  });

  it.each(['text/plain', ''])('reads an answer that the server calls "%s"', async (type) => {
    const answer = new Response(await good(vendor).text(), { headers: { 'content-type': type } });
    const { provider } = scripted(vendor, [answer]);
    expect(await provider.ask(QUESTION, NEVER)).toMatchObject({ status: 'complete', usage: { ...USED, calls: 1 } });
  });

  it('estimates what was used where the server does not say', async () => {
    const answer = (await good(vendor).json()) as Record<string, unknown>;
    delete answer['usage'];
    delete answer['usageMetadata'];
    const { provider } = scripted(vendor, [json(answer)]);
    const { usage } = await provider.ask(QUESTION, NEVER);
    expect(usage.input_tokens).toBeGreaterThan(20);
    expect(usage.output_tokens).toBeGreaterThan(2);
    expect([usage.input_tokens, usage.output_tokens].every(Number.isInteger)).toBe(true);
  });

  it('cuts an answer that does not come, tries once more, and says so', async () => {
    const { provider } = scripted(vendor, ['hang'], { timeoutMs: 20 });
    expect(await provider.ask(QUESTION, NEVER)).toMatchObject({
      status: 'failed',
      problem: {
        code: 'PROVIDER_TIMEOUT',
        message: expect.stringMatching(/did not answer within 0 s; tried 2 times$/) as string,
      },
      usage: { calls: 2 },
    });
  });

  it('ends at once when it is aborted, in the middle of a request or of a wait', async () => {
    for (const steps of [['hang'], [down()]] as const) {
      const stop = new AbortController();
      const { provider } = scripted(vendor, steps, {
        sleep: (_, signal) =>
          new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('cut')))),
      });
      const reply = provider.ask(QUESTION, stop.signal);
      setTimeout(() => stop.abort(), 30);
      expect(await reply).toMatchObject({
        status: 'failed',
        fatal: false,
        problem: { code: 'PROVIDER_TIMEOUT' },
        usage: { calls: 1 },
      });
    }
  });

  it('sends the key to the server and to nobody else', async () => {
    const echo = json({ error: { message: `Wrong key ${KEY}.` } }, { status: 401 });
    const { provider, sent } = scripted(vendor, [echo]);
    const reply = await provider.ask(QUESTION, NEVER);
    expect(JSON.stringify(reply)).not.toContain(KEY);
    expect(JSON.stringify(sent[0]!.headers)).toContain(KEY);
    expect(JSON.stringify(sent[0]!.body) + sent[0]!.url).not.toContain(KEY);
  });

  it('hands on no key that a server puts into its answer', async () => {
    const { provider } = scripted(vendor, [good(vendor, `{"text":"the key is ${KEY}"}`)]);
    expect(await provider.ask(QUESTION, NEVER)).toMatchObject({ text: '{"text":"the key is ***"}' });
  });
});

it('lets the first call with a long prefix go ahead, so that the vendor has it cached for the others', async () => {
  const started: number[] = [];
  let done = 0;
  const answer = async (): Promise<Response> => {
    started.push(done);
    await new Promise((resolve) => setTimeout(resolve, 20));
    done += 1;
    return good('openai');
  };
  const { provider } = scripted('openai', [answer], {
    // The warm-up waits for 20 s at most: here time passes by itself.
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(resolve, ms);
        signal.addEventListener('abort', () => (clearTimeout(timer), reject(new Error('cut'))));
      }),
  });
  const request = { ...QUESTION, system: 'Rules of the house. '.repeat(400) };
  await Promise.all(Array.from({ length: 4 }, () => provider.ask(request, NEVER)));
  expect(started).toEqual([0, 1, 1, 1]);
});

it('goes on when a model wrote nothing: the vendor is there', async () => {
  const { provider } = scripted('openai', [json({ choices: [{ message: { content: '' } }] })]);
  for (let n = 0; n < 4; n += 1) {
    expect(await provider.ask(QUESTION, NEVER)).toMatchObject({
      status: 'failed',
      fatal: false,
      problem: {
        message: 'what OpenAI (gpt-5.6-terra) answered cannot be read: its message holds no text; tried 2 times',
      },
    });
  }
});

it('asks for fewer tokens when the server says how many it allows', async () => {
  const message = 'max_tokens: 8692 > 4096, which is the maximum allowed number of output tokens for claude-old';
  const { provider, sent } = scripted('anthropic', [refused(message), good('anthropic')], { model: 'claude-old' });
  expect((await provider.ask(QUESTION, NEVER)).status).toBe('complete');
  expect(sent.map(({ body }) => body['max_tokens'])).toEqual([8_692, 4_096]);
});

it('tells before it waits, and why', async () => {
  const waits: string[] = [];
  const { provider } = scripted('openai', [limited({ 'retry-after': '2' }), good('openai')], {
    onWait: ({ ms, problem }) => waits.push(`${ms}: ${problem.code}`),
  });
  await provider.ask(QUESTION, NEVER);
  expect(waits).toEqual(['2062.5: PROVIDER_LIMITED']);
});

it('goes on after one question was lost, and stops after three in a row', async () => {
  const { provider } = scripted('openai', [good('openai'), down()]);
  expect((await provider.ask(QUESTION, NEVER)).status).toBe('complete');
  const fatal = [];
  for (let n = 0; n < 3; n += 1) {
    const reply = await provider.ask(QUESTION, NEVER);
    fatal.push(reply.status === 'failed' && reply.fatal);
  }
  expect(fatal).toEqual([false, false, true]);
});

it('asks in order and stays within its limits, a hundred questions at once', async () => {
  const warnings: string[] = [];
  const onWarning = (warning: Error): void => void warnings.push(warning.message);
  process.on('warning', onWarning);
  const { provider, sent } = scripted('openai', [good('openai')]);
  const stop = new AbortController();
  const replies = await Promise.all(Array.from({ length: 100 }, () => provider.ask(QUESTION, stop.signal)));
  await new Promise((resolve) => setImmediate(resolve));
  process.off('warning', onWarning);
  expect(replies.every(({ status }) => status === 'complete')).toBe(true);
  expect(sent).toHaveLength(100);
  expect(warnings).toEqual([]);
});
