import { tableKey } from '../../catalog/catalog.ts';
import type { Refusal } from '../checks/checked.ts';
import { refuse } from '../checks/checked.ts';
import type { Settling } from '../checks/settle.ts';
import type { FailedItem, Proposal } from '../ladder/resolve-reply.ts';
import { readModelText } from '../ladder/read-model-text.ts';
import type { Delta, RefusedDelta } from '../../plan/deltas.ts';
import type { Answered } from './ask-calls.ts';
import type { Model } from './ask-model.ts';
import type { CallContext, ModelCall } from './plan-calls.ts';
import { isAboutModels, repairWords } from './words.ts';

/** Items of one answer that did not hold. */
interface Fallen {
  readonly call: ModelCall;
  readonly mendable: readonly FailedItem[];
}

/** What checks made of the answers. */
export interface Checks {
  readonly refused: readonly RefusedDelta[];
  /** Items of each call that name nothing that is there, or are none. */
  readonly unresolved: ReadonlyMap<ModelCall, number>;
  readonly fallen: readonly Fallen[];
}

/** More items than these are not asked for again: a model that gets so much wrong is not mended. */
const MOST_AGAIN = 40;
const REPLY_TOKENS_OF_ITEM = 30;

/** Checks what was answered, in order. What the model could do better is returned for one more question. */
export function checkAnswers(answered: readonly Answered[], settling: Settling): Checks {
  const refused: RefusedDelta[] = [];
  const fallen: Fallen[] = [];
  const isWorn = wornTexts(answered);
  const unresolved = new Map<ModelCall, number>();
  for (const { call, read } of answered) {
    const mendable: FailedItem[] = [...read.failed];
    unresolved.set(call, (unresolved.get(call) ?? 0) + read.failed.length + read.dropped);
    for (const proposal of read.proposals) {
      if (isOfOther(proposal, call)) continue;
      const checked = isWorn(proposal.delta)
        ? refuse('the same words are said of many things')
        : settling.check(proposal);
      if (!('why' in checked)) continue;
      refused.push({ delta: proposal.delta, why: checked.why });
      if (checked.canMend) mendable.push(failedItem(proposal, checked));
    }
    if (mendable.length > 0) fallen.push({ call, mendable });
  }
  return { refused, unresolved, fallen };
}

/** A text that is said of as many things says nothing of any. */
const WORN = 3;

/** Tells of each description whether a model gives its words to many things; columns of one name are one thing. */
function wornTexts(answered: readonly Answered[]): (delta: Delta) => boolean {
  const things = new Map<string, Set<string>>();
  for (const { delta } of answered.flatMap(({ read }) => read.proposals)) {
    if (!('text' in delta)) continue;
    const thing = delta.kind === 'describe_column' ? delta.column : `${delta.kind} ${tableKey(delta.table)}`;
    things.set(plainWords(delta.text), (things.get(plainWords(delta.text)) ?? new Set()).add(thing));
  }
  return (delta) => 'text' in delta && (things.get(plainWords(delta.text))?.size ?? 0) >= WORN;
}

function plainWords(text: string): string {
  return text
    .slice(0, 400)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const ABOUT_MARTS: ReadonlySet<Delta['kind']> = new Set<Delta['kind']>(['write_model', 'add_mart', 'measure']);

/** Tables that a call shows in one line are another call's to refine; a call about marts is about models alone. */
function isOfOther({ delta }: Proposal, { kind, stubs }: ModelCall): boolean {
  if (isAboutModels(kind) && !ABOUT_MARTS.has(delta.kind)) return true;
  if (!('table' in delta)) return false;
  const key = tableKey(delta.table);
  return stubs.some(({ table }) => tableKey(table) === key);
}

function failedItem({ section, item }: Proposal, { why }: Refusal): FailedItem {
  return { section, item, why };
}

/** Asks once more for the items that failed, and for these alone; what fails again is dropped. Answers come in order. */
export async function askFailed(fallen: readonly Fallen[], model: Model, context: CallContext): Promise<Answered[]> {
  const answers = await Promise.all(
    fallen
      .filter(({ mendable }) => mendable.length <= MOST_AGAIN)
      .map(async ({ call, mendable }): Promise<Answered[]> => {
        const prompt = repairWords(call, mendable, context.input);
        const answer = await model.ask(prompt, REPLY_TOKENS_OF_ITEM * mendable.length);
        if (answer.status !== 'complete') return [];
        const read = readModelText(answer.text, {
          shown: call.shown,
          draft: context.input.draft.actions,
          known: context.known,
        });
        if (read === null) return [];
        await answer.keep();
        return [{ call, read }];
      }),
  );
  return answers.flat();
}
