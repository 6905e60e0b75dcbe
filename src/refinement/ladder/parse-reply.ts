import { jsonrepair } from 'jsonrepair';
import { replySchema } from '../../prompts/reply/reply-schema.ts';
import { outermostData } from './outermost-data.ts';
import { salvageItems } from './salvage-items.ts';
import { shallowJson } from './shallow-json.ts';

/** What a text held, and how it had to be read. */
export interface ParsedReply {
  /** An object or a list. */
  readonly value: object;
  /** `mended`: its syntax was put right. `cut`: its end was missing, and what was complete is here. */
  readonly as: 'written' | 'mended' | 'cut';
}

/** Longer replies are no answer to what was asked: about 250,000 tokens. */
const LONGEST = 1_000_000;
/** The mending of syntax may take time that is quadratic in the text; of longer ones each item is mended alone. */
const LONGEST_TO_MEND = 20_000;
/** A reply may be a JSON text in a JSON text, not for ever. */
const MOST_WRAPPED = 3;

/**
 * The first steps of the ladder: what a model wrote as data. A byte order mark, fences and prose around it are taken off;
 * broken syntax is mended; of a text that was cut, the complete items are kept. Null where there is nothing to read.
 * Never throws; time is linear in the text, which is read up to `LONGEST`.
 */
export function parseReply(text: string): ParsedReply | null {
  return parseText(text.slice(0, LONGEST), 0);
}

function parseText(text: string, wrapped: number): ParsedReply | null {
  for (const candidate of candidates(text)) {
    const value = shallowJson(candidate);
    if (typeof value === 'string' && wrapped < MOST_WRAPPED) return parseText(value, wrapped + 1);
    if (isData(value)) return { value, as: 'written' };
  }
  return mend(text);
}

/** The text itself, what stands in a fence, and what stands between the first and the last bracket. */
function* candidates(text: string): Generator<string> {
  const plain = text.replace(/^[\uFEFF\s]+/, '');
  yield plain;
  const fenced = FENCE.exec(plain)?.[1];
  if (fenced !== undefined) yield fenced;
  const start = startOfData(plain);
  if (start === -1) return;
  const end = Math.max(plain.lastIndexOf('}'), plain.lastIndexOf(']'));
  if (end > start) yield plain.slice(start, end + 1);
}

const FENCE = /```[a-z]{0,10}[ \t]*\r?\n([^]*?)\r?\n?```/i;

/** Where an object with a key or a list begins; braces in prose have neither behind them. */
function startOfData(text: string): number {
  return text.search(/\{\s{0,100}(?:["'}]|[A-Za-z_]{1,40}\s{0,100}:)|\[\s{0,100}[[{"'\d\]]/);
}

function mend(text: string): ParsedReply | null {
  const start = startOfData(text);
  if (start === -1) return null;
  const read = readFrom(text.slice(start));
  if (read?.as === 'written' || read?.as === 'mended') return read;
  for (const other of laterReplies(text, start)) {
    const later = readFrom(text.slice(other));
    if (later !== null && (later.as !== 'cut' || read === null)) return later;
  }
  if (read !== null) return read;
  const salvaged = salvageItems(text.slice(start), (item) => shallowJson(item) ?? repair(item));
  return salvaged === null ? null : { value: salvaged, as: 'mended' };
}

/** The object or list that a text begins with. */
function readFrom(text: string): ParsedReply | null {
  const outermost = outermostData(text);
  if (outermost === null) return null;
  const value = shallowJson(outermost.text);
  if (isData(value)) return { value, as: outermost.isCut ? 'cut' : 'written' };
  const mended = repair(outermost.text);
  return isData(mended) ? { value: mended, as: outermost.isCut ? 'cut' : 'mended' } : null;
}

/** A reply may come behind a beginning that the model gave up: where an object with a section of a reply begins. */
function laterReplies(text: string, start: number): number[] {
  return [...text.slice(start + 1).matchAll(REPLY_BEGINS)]
    .slice(0, MOST_BEGINNINGS)
    .map(({ index }) => start + 1 + index);
}

const REPLY_BEGINS = new RegExp(
  `\\{\\s{0,100}["'](?:${[...Object.keys(replySchema.shape), 'actions'].join('|')})["']\\s{0,100}:`,
  'g',
);
const MOST_BEGINNINGS = 5;

function repair(text: string): unknown {
  if (text.length > LONGEST_TO_MEND) return undefined;
  try {
    return shallowJson(jsonrepair(text));
  } catch {
    // Beyond repair, or nested too deeply to try.
    return undefined;
  }
}

function isData(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
