import type { OpenProject } from '../reading/read-project.ts';
import type { DraftAction } from '../planner/draft.ts';
import { isModelSpec } from '../plan/specs.ts';
import type { RefineInput } from '../refinement/refinement.ts';

/**
 * What cartridge built here that is not in the draft, and what people took away again: names of models. Where a base is and
 * no model, somebody deleted the file.
 */
export function planHistory({ context, bases }: OpenProject, drafted: readonly DraftAction[]): RefineInput['history'] {
  const inDraft = new Set(drafted.flatMap(({ spec }) => (isModelSpec(spec) ? [spec.name] : [])));
  const there = new Set(context.existing_models.map(({ path }) => path));
  const models = [...bases.keys()].filter((path) => path.endsWith('.sql') && !/(^|\/)tests\//.test(path));
  const named = models.map((path) => ({ path, name: path.replace(/^.*\//, '').replace(/\.sql$/, '') }));
  return {
    built: named.filter(({ path, name }) => there.has(path) && !inDraft.has(name)).map(({ name }) => name),
    refused: named.filter(({ path }) => !there.has(path)).map(({ name }) => name),
  };
}
