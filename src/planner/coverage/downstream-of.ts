import type { ExistingModel } from '../../context/context.ts';

/** Names of the models, and of all that build on them, each once, the nearest first. Pure. */
export function downstreamOf(
  models: readonly ExistingModel[],
  byRef: ReadonlyMap<string, readonly ExistingModel[]>,
): string[] {
  const found = new Set(models);
  for (const model of found) {
    for (const child of byRef.get(model.name.toLowerCase()) ?? []) found.add(child);
  }
  return [...new Set([...found].map((model) => model.name))];
}
