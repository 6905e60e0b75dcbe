import type { ReadText } from '../ladder/read-model-text.ts';
import { readModelText } from '../ladder/read-model-text.ts';
import type { Model } from './ask-model.ts';
import type { Miss } from './outcome.ts';
import type { CallContext, ModelCall } from './plan-calls.ts';
import { halvesOf } from './plan-calls.ts';
import { repairWords } from './words.ts';

/** What came back from one call, and what it was about. */
export interface Answered {
  readonly call: ModelCall;
  readonly read: ReadText;
}

/** What came of one call and its parts: answers in the order of their tables, whatever the order they came in. */
export interface CallOutcome {
  readonly answered: readonly Answered[];
  readonly misses: readonly Miss[];
}

/** A model that is cut twice writes without end: halves are not halved again. */
const MOST_HALVED = 1;
/** Deltas are short: about as many tokens of an answer for each table (inference.md 5). */
const REPLY_TOKENS_OF_TABLE = 40;
const REPLY_TOKENS = 300;

export function replyTokensOf({ tables }: Pick<ModelCall, 'tables'>): number {
  return REPLY_TOKENS + REPLY_TOKENS_OF_TABLE * tables.length;
}

/**
 * Asks one call down the ladder: an answer that was cut is asked for in halves, not again; one that cannot be read, once
 * more with the reason. Never rejects.
 */
export async function askCall(
  call: ModelCall,
  model: Model,
  context: CallContext & { readonly halved?: number },
): Promise<CallOutcome> {
  const answer = await model.ask(call.prompt, replyTokensOf(call));
  if (answer.status !== 'complete' && answer.status !== 'truncated') {
    return miss(call, answer.status, 'said' in answer ? answer.said : null);
  }
  const read = readAnswer(answer.text, call, context);
  if (answer.status === 'truncated') return askHalves({ call, read }, model, context);
  if (read === null)
    return answer.isCached ? miss(call, 'unreadable') : askAgain(call, { model, context, text: answer.text });
  if (!read.isCut) await answer.keep();
  return { answered: [{ call, read }], misses: read.isCut ? missesOf(call, 'cut') : [] };
}

function readAnswer(text: string, { shown }: ModelCall, { input, known }: CallContext): ReadText | null {
  return readModelText(text, { shown, draft: input.draft.actions, known });
}

/** What came whole of an answer that was cut stands behind the answers of the halves, for what these leave out. */
async function askHalves(
  { call, read }: { call: ModelCall; read: ReadText | null },
  model: Model,
  context: CallContext & { readonly halved?: number },
): Promise<CallOutcome> {
  const halved = context.halved ?? 0;
  const whole = read === null ? [] : [{ call, read }];
  if (halved >= MOST_HALVED || call.tables.length < 2) return { answered: whole, misses: missesOf(call, 'cut') };
  const halves = await Promise.all(
    halvesOf(call, context).map((half) => askCall(half, model, { ...context, halved: halved + 1 })),
  );
  return {
    answered: [...halves.flatMap(({ answered }) => answered), ...whole],
    misses: halves.flatMap(({ misses }) => misses),
  };
}

async function askAgain(
  call: ModelCall,
  { model, context, text }: { model: Model; context: CallContext; text: string },
): Promise<CallOutcome> {
  const prompt = repairWords(
    call,
    [{ section: null, item: text.slice(0, SHOWN_OF_UNREADABLE), why: 'this is no reply of the asked-for shape' }],
    context.input,
  );
  const answer = await model.ask(prompt, replyTokensOf(call));
  const read = 'text' in answer ? readAnswer(answer.text, call, context) : null;
  if (read === null || answer.status !== 'complete') return miss(call, 'unreadable');
  if (!read.isCut) await answer.keep();
  return { answered: [{ call, read }], misses: read.isCut ? missesOf(call, 'cut') : [] };
}

const SHOWN_OF_UNREADABLE = 400;

function miss(call: ModelCall, because: Miss['because'], said: string | null = null): CallOutcome {
  return { answered: [], misses: missesOf(call, because, said) };
}

function missesOf({ tables }: ModelCall, because: Miss['because'], said: string | null = null): Miss[] {
  return [{ because, tables, said }];
}
