import type { ErrorCode, Problem } from '../errors.ts';
import type { Address } from './address.ts';
import type { Vendor } from './provider.ts';
import { readServerWords, type ServerWords, showServerText } from './server-words.ts';
import { VENDOR_FACTS } from './vendors.ts';
import { askedWait } from './wait-hints.ts';
import { type Answer, AnswerTooLarge } from './whole-fetch.ts';

/** Why one request failed, and whether another can do better. */
export interface Failure {
  readonly problem: Problem;
  /** No other request can succeed either. */
  readonly fatal: boolean;
  /** The same request can succeed later. */
  readonly canRetry: boolean;
  /** What the server asked to wait, in milliseconds. */
  readonly waitMs: number | null;
  /** What a server said; null where none did. */
  readonly words: ServerWords | null;
  /** The vendor answered as it does, and the model gave nothing. */
  readonly isModels: boolean;
}

/** Whom a message is about. The key is there to be taken out of it. */
export interface Asked {
  readonly vendor: Vendor;
  readonly model: string;
  readonly key: string | null;
  readonly address: Address;
}

type Kind = Pick<Failure, 'fatal' | 'canRetry'> & {
  readonly code: ErrorCode;
  readonly says: string;
  readonly hint: string;
};

/** An answer that is no success, by status and by the vendor's own codes (vendor-facts.md 4, 5, 8, 15). */
export function failureOfAnswer(asked: Asked, answer: Answer, now: number): Failure {
  const words = readServerWords(answer.text);
  const kind = kindOf(asked, answer, words);
  const shown = showServerText(words.text, asked.key);
  const message = `${nameOf(asked)} ${kind.says} (HTTP ${answer.status})${shown === '' ? '' : `: ${shown}`}`;
  return {
    problem: { code: kind.code, message, hint: kind.hint },
    fatal: kind.fatal,
    canRetry: kind.canRetry,
    waitMs: askedWait(answer.headers, words, now),
    words,
    isModels: false,
  };
}

/** What an SDK or the network threw, with no whole answer to go by. */
export function failureOfError(asked: Asked, error: unknown): Failure {
  if (error instanceof AnswerTooLarge) return unreadable(asked, error.message);
  const shown = showServerText(reasonOf(error), asked.key);
  const what = CUT.test(shown) ? 'cut the connection' : 'cannot be reached';
  return {
    problem: {
      code: 'PROVIDER_UNREACHABLE',
      message: `${nameOf(asked)} ${what}: ${shown}`,
      hint: `Check the network and the address ${asked.address.url} (--base-url, ${VENDOR_FACTS[asked.vendor].addressVariable}).`,
    },
    ...PASSING,
  };
}

/** How Node's fetch says that a connection ended before its time. */
const CUT = /terminated|other side closed|ECONNRESET|socket hang up|EPIPE|content-length|premature/i;

/** An answer of status 200 that is none (vendor-facts.md 9). */
export function unreadable(asked: Asked, why: string): Failure {
  return {
    problem: {
      code: 'PROVIDER_ANSWER_INVALID',
      message: `what ${nameOf(asked)} answered cannot be read: ${why}`,
      hint: `If this comes again, check the address: ${asked.address.url}`,
    },
    ...PASSING,
  };
}

export function tooSlow(asked: Asked, timeoutMs: number): Failure {
  return {
    problem: {
      code: 'PROVIDER_TIMEOUT',
      message: `${nameOf(asked)} did not answer within ${Math.round(timeoutMs / 100) / 10} s`,
      hint: 'A quicker model helps: --model NAME.',
    },
    ...PASSING,
  };
}

/** The caller does not wait any longer. */
export function stopped(asked: Asked): Failure {
  return {
    problem: {
      code: 'PROVIDER_TIMEOUT',
      message: `${nameOf(asked)} was not waited for any longer`,
      hint: 'The time for all of the model work together: --model-timeout SECONDS.',
    },
    ...PASSING,
    canRetry: false,
  };
}

const PASSING = { fatal: false, canRetry: true, waitMs: null, words: null, isModels: false } as const;

export function nameOf({ vendor, model, address }: Asked): string {
  const label = VENDOR_FACTS[vendor].label;
  return address.isVendors ? `${label} (${model})` : `${model} at ${new URL(address.url).host}`;
}

/** Nothing left to spend, whichever status it comes with: waiting does not help (vendor-facts.md 4). */
const BROKE_CODE = /insufficient_quota|billing|credit|spend(?:ing)?_limit/;
/** Not for 429: Gemini says of every rate limit that quota and billing should be checked. */
const BROKE_TEXT = /credit balance|spend(?:ing)? limit|billing/i;
const BAD_KEY =
  /api_key_invalid|api key (?:not valid|expired)|invalid[ _]api[ _]key|incorrect api key|authentication_error/i;
const NOT_HERE = /(?:location|country|region)[^.]* (?:is )?not supported/i;
const NO_MODEL =
  /model_not_found|model .*(?:does not exist|not found|is not supported|has been (?:retired|deprecated))|unknown model|invalid model/i;

function kindOf(asked: Asked, { status }: Answer, words: ServerWords): Kind {
  const told = [...words.codes, words.text.slice(0, 2_000)].join(' ');
  const { keyVariable, addressVariable } = VENDOR_FACTS[asked.vendor];
  const isBroke =
    BROKE_CODE.test(words.codes.join(' ')) || (status !== 429 && BROKE_TEXT.test(words.text.slice(0, 2_000)));
  if (status < 500 && (status === 402 || isBroke)) {
    return {
      ...DENIED,
      says: 'has nothing left to spend',
      hint: 'Look at the billing page of the account, or plan offline.',
    };
  }
  if (status === 401 || status === 403 || (status === 400 && BAD_KEY.test(told))) {
    const says = asked.key === null ? 'wants a key' : `refused the key in ${keyVariable}`;
    return { ...DENIED, says, hint: `Set ${keyVariable} to a key that may use ${asked.model}.` };
  }
  if (NOT_HERE.test(words.text.slice(0, 2_000))) {
    return {
      ...DENIED,
      says: 'is not offered where this machine is',
      hint: 'Another provider may be: --provider NAME.',
    };
  }
  if (status === 429) return /PerDay/.test(JSON.stringify(words.details)) ? USED_UP : LIMITED;
  if (status >= 300 && status < 400)
    return { ...REDIRECTED, hint: `Give the address itself: --base-url or ${addressVariable}.` };
  if (status === 404 || status === 410 || (status < 500 && NO_MODEL.test(told))) {
    return {
      ...REJECTED,
      fatal: true,
      says: `has no model ${asked.model}, or no such address`,
      hint: 'Name one that it has: --model NAME.',
    };
  }
  if (status >= 500 || [408, 409, 425].includes(status)) return DOWN;
  const fatal = [405, 406, 407, 415].includes(status);
  return { ...REJECTED, fatal, says: 'refused the request', hint: 'Another model may take it: --model NAME.' };
}

const DENIED = { code: 'PROVIDER_DENIED', fatal: true, canRetry: false } as const;
const REJECTED = { code: 'PROVIDER_REJECTED', fatal: false, canRetry: false } as const;
const REDIRECTED = {
  code: 'PROVIDER_UNREACHABLE',
  fatal: true,
  canRetry: false,
  says: 'answers with a redirect, which is not followed: the prompt would go elsewhere',
} as const;
const LIMITED: Kind = {
  code: 'PROVIDER_LIMITED',
  fatal: false,
  canRetry: true,
  says: 'lets no more requests through for now',
  hint: 'Plan again later: replies that came are kept.',
};
/** Google names the allowance that is used up in QuotaFailure. */
const USED_UP: Kind = {
  code: 'PROVIDER_LIMITED',
  fatal: true,
  canRetry: false,
  says: 'lets no more requests through today',
  hint: 'Plan again tomorrow, or with another model or provider: replies that came are kept.',
};
const DOWN: Kind = {
  code: 'PROVIDER_UNREACHABLE',
  fatal: false,
  canRetry: true,
  says: 'is down or overloaded',
  hint: 'Plan again later: replies that came are kept.',
};

/** The innermost reason: fetch says no more than `fetch failed`. */
function reasonOf(error: unknown): string {
  let current = error;
  for (let depth = 0; depth < 5 && current instanceof Error && current.cause instanceof Error; depth += 1) {
    current = current.cause;
  }
  if (!(current instanceof Error)) return 'it gave no reason';
  const code: unknown = Reflect.get(current, 'code');
  return current.message === '' && typeof code === 'string' ? code : current.message;
}
