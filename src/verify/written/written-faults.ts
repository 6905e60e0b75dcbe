import type { DraftInput } from '../../planner/draft.ts';
import { modelsToRead } from '../../planner/draft-plan.ts';
import { tryWrittenModels } from './try-written-models.ts';

/**
 * Why models that the deltas of a draft write do not compile, by the names that these give; those that hold are left out. For
 * `DraftInput.writtenFaults`, so that none of them stands in the draft. Nothing is opened where no delta writes a model.
 */
export async function writtenFaults(input: DraftInput, signal?: AbortSignal): Promise<ReadonlyMap<string, string>> {
  const models = input.deltas?.filter((delta) => delta.kind === 'write_model') ?? [];
  if (models.length === 0) return new Map();
  const found = await tryWrittenModels(models, { models: modelsToRead(input), adapter: input.adapter, signal });
  const failing = [...found].filter(([, problems]) => problems.length > 0);
  return new Map(failing.map(([name, problems]) => [name, problems.map(({ message }) => message).join('; ')]));
}
