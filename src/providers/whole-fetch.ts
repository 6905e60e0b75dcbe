/** The largest answer that is read; a reply has a few hundred kilobytes at most. */
const MOST_BYTES = 8 * 1024 * 1024;

/** What came back, whole, before any SDK looked at it. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** A fetch for one request of an SDK, and what it saw. */
export interface WholeFetch {
  readonly fetch: typeof fetch;
  /** The answer, once it came whole; null if it did not. */
  readonly answer: () => Answer | null;
  /** Why it did not; the SDKs wrap it, one of them without a cause. */
  readonly fault: () => unknown;
}

/** An answer that is not read on. */
export class AnswerTooLarge extends Error {
  override readonly name = 'AnswerTooLarge';
}

/**
 * Headers that the SDKs may send. They add those of `OPENAI_CUSTOM_HEADERS` and `ANTHROPIC_CUSTOM_HEADERS` by themselves;
 * what leaves the machine is what cartridge decides, the key included.
 */
const SENT = /^(?:accept|content-type|user-agent|anthropic-version|x-goog-api-client|x-stainless-.*)$/;

/**
 * Wraps `send` so that one signal covers the whole answer, its body included, which the SDKs' own time-outs do not;
 * redirects are not followed, since the prompt and Gemini's key would go along (vendor-facts.md 2 and 7); an answer has
 * a ceiling. `keyHeaders` are set here, whatever the environment told the SDK.
 */
export function wholeFetch(
  send: typeof fetch,
  keyHeaders: Readonly<Record<string, string>>,
  signal: AbortSignal,
): WholeFetch {
  let answer: Answer | null = null;
  let fault: unknown = null;
  const get = async (...[input, init]: Parameters<typeof fetch>): Promise<Answer> => {
    signal.throwIfAborted();
    const headers = [...new Headers(init?.headers)].filter(([name]) => SENT.test(name));
    const response = await send(input, {
      ...init,
      headers: { ...Object.fromEntries(headers), ...keyHeaders },
      redirect: 'manual',
      signal,
    });
    return { status: response.status, headers: response.headers, text: await readWhole(response, signal) };
  };
  const whole: typeof fetch = async (...request) => {
    try {
      answer = await get(...request);
      return responseOf(answer);
    } catch (error) {
      fault = error;
      throw error;
    }
  };
  return { fetch: whole, answer: () => answer, fault: () => fault };
}

/** The answer once more, for the SDK. Two of them read JSON only where the server calls it so, which some proxies forget. */
function responseOf({ status, headers, text }: Answer): Response {
  const type = /^\s*\{/.test(text) ? 'application/json' : headers.get('content-type');
  const hasNoBody = [204, 205, 304].includes(status);
  return new Response(hasNoBody ? null : text, { status, headers: type === null ? {} : { 'content-type': type } });
}

async function readWhole(response: Response, signal: AbortSignal): Promise<string> {
  if (response.body === null) return '';
  const reader = response.body.getReader();
  // A body that stalls is cut by the signal of the request; one that does not listen is cut here.
  const cut = (): void => void reader.cancel(signal.reason).catch(() => undefined);
  signal.addEventListener('abort', cut, { once: true });
  try {
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      bytes += next.value.byteLength;
      if (bytes > MOST_BYTES) {
        cut();
        throw new AnswerTooLarge(`the answer is larger than ${MOST_BYTES / 1024 / 1024} MB`);
      }
      chunks.push(next.value);
    }
    signal.throwIfAborted();
    return new TextDecoder().decode(Buffer.concat(chunks));
  } finally {
    signal.removeEventListener('abort', cut);
  }
}
