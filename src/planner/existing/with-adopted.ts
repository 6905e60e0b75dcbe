import type { ProjectContext } from '../../context/context.ts';

/** A project whose files at `paths` count as generated: cartridge plans them anew, and merges with what stands there. Pure. */
export function withAdopted(context: ProjectContext, paths: readonly string[]): ProjectContext {
  if (paths.length === 0) return context;
  const adopted = new Set(paths);
  const existing_models = context.existing_models.map((model) =>
    adopted.has(model.path) ? { ...model, generated: true } : model,
  );
  return { ...context, existing_models };
}
