import { redact } from '../outside/redact.ts';
import { isMapping, mappingOf } from '../yaml/mapping.ts';

/** Longest piece of a server's text in a message; an error can carry megabytes of it (vendor-facts.md 8). */
const LONGEST = 200;
/** Enough of a body to find the words in it. */
const READ = 100_000;

/** What a server says about itself, in whichever form: OpenAI's, Anthropic's, Google's, or that of a compatible one. */
export interface ServerWords {
  /** Whole and as it came: to be looked into, never shown. */
  readonly text: string;
  /** Machine words: `insufficient_quota`, `RESOURCE_EXHAUSTED`, `overloaded_error`, in lower case. */
  readonly codes: readonly string[];
  /** Name of the parameter that is wrong, where it is told. */
  readonly parameter: string | null;
  /** Google's typed details, of which RetryInfo is one. */
  readonly details: readonly Readonly<Record<string, unknown>>[];
}

/** Reads the body of an error. Anything may be in it. */
export function readServerWords(body: string): ServerWords {
  const parsed = parse(body.slice(0, READ));
  const root = mappingOf(Array.isArray(parsed) ? parsed[0] : parsed);
  const error = isMapping(root['error']) ? root['error'] : root;
  const details = Array.isArray(error['details']) ? error['details'].filter(isMapping) : [];
  const inner = mappingOf(error['details']);
  const said = [error['message'], root['error'], root['detail'], root['message']].find(
    (text) => typeof text === 'string',
  );
  const codes = [
    error['code'],
    error['type'],
    error['status'],
    inner['error_code'],
    ...details.map(({ reason }) => reason),
  ];
  return {
    text: typeof said === 'string' ? said : (beginningOfMessage(body) ?? body.slice(0, READ)),
    codes: codes.filter((code) => typeof code === 'string').map((code) => code.toLowerCase()),
    parameter: typeof error['param'] === 'string' ? error['param'] : null,
    details,
  };
}

/** Of JSON that is too long to be read, or broken. */
function beginningOfMessage(body: string): string | null {
  return /"message"\s*:\s*"((?:[^"\\]|\\.){1,400})/.exec(body.slice(0, READ))?.[1] ?? null;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

/** Keys in the forms of the vendors, and what stands behind Bearer. */
const KEYS = /\b(?:sk|pk|rk)-[\w*.-]{4,}|\bAIza[\w*-]{8,}|\bBearer\s+[^\s"']+/gi;

/** Shorter ones, which servers of one's own are given, are words of everyday text. */
const SHORTEST_KEY = 8;
/** Servers that mask a key leave its beginning or its end; of a long key as many letters tell it. */
const PIECE = 8;
const LONG_KEY = 2 * PIECE;

/** A text without the key, and without words that hold its beginning or its end. */
export function withoutKey(text: string, key: string | null): string {
  if (key === null || key.length < SHORTEST_KEY) return text;
  const clean = text.replaceAll(key, '***');
  const pieces = key.length < LONG_KEY ? [] : [key.slice(0, PIECE), key.slice(-PIECE)];
  if (!pieces.some((piece) => clean.includes(piece))) return clean;
  return clean.replaceAll(WORD, (word) => (pieces.some((piece) => word.includes(piece)) ? '***' : word));
}

/** Of the letters that keys are made of, and the stars of a mask. */
const WORD = /[\w*.+/=-]+/g;

/** A server's text fit for a message: one short line, without keys, markup of a page, escape sequences. */
export function showServerText(text: string, key: string | null): string {
  const beginning = text.slice(0, READ);
  const clean = redact(key === null ? beginning : withoutKey(beginning.replaceAll(key, '***'), key), {});
  const line = clean
    .replaceAll(/<(?:style|script)[\s\S]*?<\/(?:style|script)>|<[^>]*>/gi, ' ')
    .replaceAll(KEYS, '***')
    // Marks that reorder text or end a line, which `redact` leaves.
    .replaceAll(/[\s\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\u0080-\u009f]+/g, ' ')
    .trim();
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST)} ...`;
}
