import type { Delta } from '../../plan/deltas.ts';
import type { TryingModels } from './try-written-models.ts';
import { tryWrittenModels } from './try-written-models.ts';

/**
 * Why models that a language model wrote cannot be made, by the names that their deltas give; those that hold are left out. What a
 * draft is made with, so that none of them stands in it. Nothing is opened where no delta writes a model.
 */
export async function writtenFaults(
  deltas: readonly Delta[],
  known: TryingModels,
): Promise<ReadonlyMap<string, string>> {
  const models = deltas.filter((delta) => delta.kind === 'write_model');
  if (models.length === 0) return new Map();
  const found = [...(await tryWrittenModels(models, known))].filter(([, problems]) => problems.length > 0);
  return new Map(found.map(([name, problems]) => [name, problems.map(({ message }) => message).join('; ')]));
}
