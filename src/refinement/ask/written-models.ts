import type { DeltaOf, RefusedDelta } from '../../plan/deltas.ts';
import { checkWrittenShape } from '../checks/check-words.ts';
import { readModelText } from '../ladder/read-model-text.ts';
import type { Asking } from '../refinement.ts';
import type { Answered } from './ask-calls.ts';
import type { Model } from './ask-model.ts';
import type { CallContext, ModelCall } from './plan-calls.ts';
import { problemWords } from './problem-words.ts';
import { repairWords } from './words.ts';

type Written = DeltaOf<'write_model'>;

export interface TriedModels {
  readonly models: readonly Written[];
  readonly refused: readonly RefusedDelta[];
}

/** Errors go back to the model as often, then the rules' version stands or none. */
const MOST_TRIES = 2;
const REPLY_TOKENS = 600;

/**
 * Tries models that were written, on empty tables: those that fail go back with the error, at most twice. What is left
 * compiles together, so that none reads one that was dropped. Never rejects.
 */
export async function tryWritten(
  models: readonly Written[],
  answered: readonly Answered[],
  { model, asking, context }: { model: Model; asking: Pick<Asking, 'tryModels'>; context: CallContext },
): Promise<TriedModels> {
  let current = [...models];
  for (let round = 0; round < MOST_TRIES; round++) {
    const problems = await tryAll(current, asking);
    if (current.every(({ name }) => !problems.has(name))) return { models: current, refused: [] };
    current = await Promise.all(
      current.map(async (written) => {
        const found = problems.get(written.name);
        const call = found && callOf(written, answered);
        return found && call ? ((await askForOther({ written, call, found }, model, context)) ?? written) : written;
      }),
    );
  }
  return dropFailing(current, asking);
}

/** Drops what fails until all that is left holds together. */
async function dropFailing(models: readonly Written[], asking: Pick<Asking, 'tryModels'>): Promise<TriedModels> {
  const refused: RefusedDelta[] = [];
  let current = models;
  while (current.length > 0) {
    const problems = await tryAll(current, asking);
    const failing = current.filter(({ name }) => problems.has(name));
    if (failing.length === 0) break;
    refused.push(...failing.map((delta) => ({ delta, why: problems.get(delta.name)?.join('; ') ?? '' })));
    current = current.filter((written) => !failing.includes(written));
  }
  return { models: current, refused };
}

/** What is wrong with each model that fails, by its name. */
async function tryAll(
  models: readonly Written[],
  { tryModels }: Pick<Asking, 'tryModels'>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (models.length === 0) return new Map();
  try {
    const problems = await tryModels(models);
    return new Map(
      models.flatMap(({ name }) => {
        const found = problems.get(name) ?? [];
        return found.length === 0 ? [] : [[name, found.map(problemWords)] as const];
      }),
    );
  } catch (error) {
    const why = error instanceof Error ? error.message : 'it could not be tried';
    return new Map(models.map(({ name }) => [name, [why]]));
  }
}

/** The call that a model came from. */
function callOf({ name }: Written, answered: readonly Answered[]): ModelCall | undefined {
  return answered.find(({ read }) =>
    read.proposals.some(({ delta }) => delta.kind === 'write_model' && delta.name === name),
  )?.call;
}

/** The model as written once more; null where nothing better came. */
async function askForOther(
  { written, call, found }: { written: Written; call: ModelCall; found: readonly string[] },
  model: Model,
  context: CallContext,
): Promise<Written | null> {
  const { kind: _, goal_id: goal, ...item } = written;
  const prompt = repairWords(
    call,
    [{ section: 'models', item: { goal: goal ?? '', ...item }, why: found.join('; ') }],
    context.input,
  );
  const answer = await model.ask(prompt, REPLY_TOKENS);
  if (answer.status !== 'complete') return null;
  const read = readModelText(answer.text, {
    shown: call.shown,
    draft: context.input.draft.actions,
    known: context.known,
  });
  const proposals = read?.proposals.flatMap(({ delta }) => (delta.kind === 'write_model' ? [delta] : [])) ?? [];
  const other = proposals.find(({ name }) => name === written.name) ?? proposals[0];
  if (!other) return null;
  await answer.keep();
  // Under the name that it has, since others may read it.
  const checked = checkWrittenShape({ ...other, name: written.name }, context.known);
  if (!('delta' in checked) || checked.delta.kind !== 'write_model') return null;
  return goal === undefined ? checked.delta : { ...checked.delta, goal_id: goal };
}
