import { expect, it } from 'vitest';
import { failureOfAnswer, failureOfError, tooSlow } from '../../src/providers/failure.ts';

const OPENAI = {
  vendor: 'openai',
  model: 'gpt-5.6-terra',
  key: 'sk-test-0123',
  address: { url: 'https://api.openai.com/v1', query: {}, isVendors: true },
} as const;

function failed(status: number, body: unknown, headers: Record<string, string> = {}): string {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const failure = failureOfAnswer(OPENAI, { status, headers: new Headers(headers), text }, 0);
  const words = [failure.fatal ? 'fatal' : '', failure.canRetry ? 'again' : ''].filter((word) => word !== '').join(' ');
  return `${failure.problem.code} ${words}: ${failure.problem.message}`;
}

function openaiError(code: string, message: string): unknown {
  return { error: { message, type: code, param: null, code } };
}

it.each<[number, unknown, string]>([
  [
    401,
    openaiError('invalid_api_key', 'Incorrect API key provided: sk-test-0123.'),
    'PROVIDER_DENIED fatal: OpenAI (gpt-5.6-terra) refused the key in OPENAI_API_KEY (HTTP 401): Incorrect API key provided: ***.',
  ],
  [
    429,
    openaiError('insufficient_quota', 'You exceeded your current quota.'),
    'PROVIDER_DENIED fatal: OpenAI (gpt-5.6-terra) has nothing left to spend (HTTP 429): You exceeded your current quota.',
  ],
  [
    400,
    { type: 'error', error: { type: 'invalid_request_error', message: 'Your credit balance is too low.' } },
    'PROVIDER_DENIED fatal: OpenAI (gpt-5.6-terra) has nothing left to spend (HTTP 400): Your credit balance is too low.',
  ],
  [
    400,
    {
      error: {
        code: 400,
        message: 'API key not valid.',
        status: 'INVALID_ARGUMENT',
        details: [{ reason: 'API_KEY_INVALID' }],
      },
    },
    'PROVIDER_DENIED fatal: OpenAI (gpt-5.6-terra) refused the key in OPENAI_API_KEY (HTTP 400): API key not valid.',
  ],
  [402, 'Pay.', 'PROVIDER_DENIED fatal: OpenAI (gpt-5.6-terra) has nothing left to spend (HTTP 402): Pay.'],
  [
    404,
    openaiError('model_not_found', 'The model does not exist.'),
    'PROVIDER_REJECTED fatal: OpenAI (gpt-5.6-terra) has no model gpt-5.6-terra, or no such address (HTTP 404): The model does not exist.',
  ],
  [
    400,
    openaiError('context_length_exceeded', 'Too many tokens.'),
    'PROVIDER_REJECTED : OpenAI (gpt-5.6-terra) refused the request (HTTP 400): Too many tokens.',
  ],
  [
    400,
    { error: { code: 400, status: 'FAILED_PRECONDITION', message: 'User location is not supported for the API use.' } },
    'PROVIDER_DENIED fatal: OpenAI (gpt-5.6-terra) is not offered where this machine is (HTTP 400): User location is not supported for the API use.',
  ],
  [413, '', 'PROVIDER_REJECTED : OpenAI (gpt-5.6-terra) refused the request (HTTP 413)'],
  [
    429,
    openaiError('rate_limit_exceeded', 'Rate limit reached.'),
    'PROVIDER_LIMITED again: OpenAI (gpt-5.6-terra) lets no more requests through for now (HTTP 429): Rate limit reached.',
  ],
  [
    // Gemini says this of any rate limit: no reason to give up.
    429,
    { error: { code: 429, message: 'You exceeded your current quota, please check your plan and billing details.' } },
    'PROVIDER_LIMITED again: OpenAI (gpt-5.6-terra) lets no more requests through for now (HTTP 429): You exceeded your current quota, please check your plan and billing details.',
  ],
  [
    429,
    {
      error: {
        message: 'Used up.',
        details: [{ violations: [{ quotaId: 'GenerateRequestsPerDayPerProjectPerModel' }] }],
      },
    },
    'PROVIDER_LIMITED fatal: OpenAI (gpt-5.6-terra) lets no more requests through today (HTTP 429): Used up.',
  ],
  [
    529,
    { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } },
    'PROVIDER_UNREACHABLE again: OpenAI (gpt-5.6-terra) is down or overloaded (HTTP 529): Overloaded',
  ],
  [
    502,
    '<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>',
    'PROVIDER_UNREACHABLE again: OpenAI (gpt-5.6-terra) is down or overloaded (HTTP 502): 502 Bad Gateway nginx',
  ],
  [
    307,
    '',
    'PROVIDER_UNREACHABLE fatal: OpenAI (gpt-5.6-terra) answers with a redirect, which is not followed: the prompt would go elsewhere (HTTP 307)',
  ],
])('%d %j', (status, body, message) => {
  expect(failed(status, body)).toBe(message);
});

it('does not believe x-should-retry: a refused request stays refused', () => {
  expect(failed(400, openaiError('invalid_request_error', 'No.'), { 'x-should-retry': 'true' })).toMatch(/REJECTED :/);
});

it('names a server that is not the vendor by its host, and the reason beneath `fetch failed`', () => {
  const address = { url: 'http://127.0.0.1:9/v1', query: {}, isVendors: false };
  const error = new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED 127.0.0.1:9') });
  expect(failureOfError({ ...OPENAI, model: 'llama3.3', address }, error).problem).toEqual({
    code: 'PROVIDER_UNREACHABLE',
    message: 'llama3.3 at 127.0.0.1:9 cannot be reached: connect ECONNREFUSED 127.0.0.1:9',
    hint: 'Check the network and the address http://127.0.0.1:9/v1 (--base-url, OPENAI_BASE_URL).',
  });
  const refused = new AggregateError([], '', { cause: undefined });
  const nameless = new TypeError('fetch failed', { cause: Object.assign(refused, { code: 'ECONNREFUSED' }) });
  expect(failureOfError(OPENAI, nameless).problem.message).toBe(
    'OpenAI (gpt-5.6-terra) cannot be reached: ECONNREFUSED',
  );
});

it('says how long it waited', () => {
  expect(tooSlow(OPENAI, 60_000).problem.message).toBe('OpenAI (gpt-5.6-terra) did not answer within 60 s');
});
