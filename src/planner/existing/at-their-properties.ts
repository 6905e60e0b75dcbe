import type { ProjectContext } from '../../context/context.ts';
import { isModelSpec } from '../../plan/specs.ts';
import type { DraftAction } from '../draft.ts';
import { modelPaths } from '../render/node-paths.ts';

/**
 * The actions with the properties of each model in the file where they stand, if they do: a second entry elsewhere would be
 * an error for dbt. Pure.
 */
export function atTheirProperties(
  actions: readonly DraftAction[],
  { existing_models, style }: Pick<ProjectContext, 'existing_models' | 'style'>,
): readonly DraftAction[] {
  const own = existing_models.filter((model) => model.package === null);
  const places = new Map(own.map(({ name, properties_path }) => [name, properties_path]));
  return actions.map((action) => {
    const { spec } = action;
    const path = isModelSpec(spec) ? (places.get(spec.name) ?? null) : null;
    if (path === null || !isModelSpec(spec) || modelPaths(spec, style).properties === path) return action;
    return { ...action, spec: { ...spec, properties_path: path } };
  });
}
