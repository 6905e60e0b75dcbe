import { isMapping } from '../yaml/mapping.ts';
import {
  type Asked,
  type Failure,
  failureOfAnswer,
  failureOfError,
  nameOf,
  stopped,
  tooSlow,
  unreadable,
} from './failure.ts';
import { showServerText } from './server-words.ts';
import type { Reading, VendorCall, VendorClient } from './vendor-client.ts';
import { type Answer, wholeFetch } from './whole-fetch.ts';

/** One request and how it ended. */
export interface Outcome {
  readonly result:
    | Exclude<Reading, { status: 'unreadable' }>
    | { readonly status: 'failed'; readonly failure: Failure };
  /** The answer, if it came whole. */
  readonly answer: Answer | null;
}

export interface Once {
  readonly client: VendorClient;
  readonly asked: Asked;
  readonly call: Omit<VendorCall, 'fetch' | 'signal'>;
  readonly fetch: typeof fetch;
  /** Milliseconds since 1970, for dates in headers. */
  readonly now: () => number;
}

/** Sends one request by the vendor's SDK; the whole answer has `timeoutMs`. Never throws, leaves no timer behind. */
export async function sendOnce({ client, asked, call, fetch, now }: Once, signal: AbortSignal): Promise<Outcome> {
  const stop = new AbortController();
  let isLate = false;
  const onAbort = (): void => stop.abort(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  const timer = setTimeout(() => {
    isLate = true;
    stop.abort(new Error('too slow'));
  }, call.timeoutMs);
  const keyHeaders = call.key === null ? {} : client.keyHeaders(call.key, call.address);
  const whole = wholeFetch(fetch, keyHeaders, stop.signal);
  const failed = (failure: Failure): Outcome['result'] => ({ status: 'failed', failure });
  const ask = async (): Promise<Outcome['result']> => {
    try {
      const value = await client.send({ ...call, fetch: whole.fetch, signal: stop.signal });
      return understand({ client, asked, value, answer: whole.answer(), now: now() });
    } catch (error) {
      if (signal.aborted) return failed(stopped(asked));
      if (isLate) return failed(tooSlow(asked, call.timeoutMs));
      const answer = whole.answer();
      if (answer === null) return failed(failureOfError(asked, whole.fault() ?? error));
      return isSuccess(answer) ? failed(noJson(asked, answer)) : refusedOrFailed(failureOfAnswer(asked, answer, now()));
    }
  };
  try {
    return { result: await ask(), answer: whole.answer() };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}

interface Received {
  readonly client: VendorClient;
  readonly asked: Asked;
  readonly value: unknown;
  readonly answer: Answer | null;
  readonly now: number;
}

function understand({ client, asked, value, answer, now }: Received): Outcome['result'] {
  if (answer === null) {
    return { status: 'failed', failure: unreadable(asked, 'it did not come by the way that is watched') };
  }
  if (!isMapping(value)) return { status: 'failed', failure: noJson(asked, answer) };
  // Some gateways answer 200 and put the error inside.
  if (isMapping(value['error'])) {
    const { code } = value['error'];
    const status = typeof code === 'number' && code >= 400 && code < 600 ? code : 502;
    return { status: 'failed', failure: failureOfAnswer(asked, { ...answer, status }, now) };
  }
  const reading = client.read(value);
  if (reading.status === 'unreadable') {
    return { status: 'failed', failure: { ...unreadable(asked, reading.why), isModels: true } };
  }
  if (reading.status !== 'refused') return reading;
  return { ...reading, reason: `${nameOf(asked)} would not answer: ${showServerText(reading.reason, asked.key)}` };
}

/** Azure's filter of prompts refuses with status 400 what others refuse with 200. */
function refusedOrFailed(failure: Failure): Outcome['result'] {
  const isFilter = failure.words?.codes.some((code) => /^content_(?:filter|policy)/.test(code)) ?? false;
  if (!isFilter) return { status: 'failed', failure };
  return { status: 'refused', reason: failure.problem.message, counted: null };
}

function isSuccess({ status }: Answer): boolean {
  return status >= 200 && status < 300;
}

function noJson(asked: Asked, { headers, text }: Answer): Failure {
  const shown = showServerText(text, asked.key);
  if (shown === '') return unreadable(asked, 'it is empty');
  const type = headers.get('content-type')?.split(';')[0]?.trim() ?? 'of no type';
  return unreadable(asked, `it is ${showServerText(type, asked.key)}, and no JSON object: ${shown}`);
}
