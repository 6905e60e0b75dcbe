import type { Style } from '../context/style.ts';
import { DEFAULT_STYLE } from '../context/style.ts';
import type { ModelSpec } from '../plan/specs.ts';
import { isModelSpec } from '../plan/specs.ts';
import type { DraftAction } from './draft.ts';
import { layerFolder, layerOf } from './render/layer-folders.ts';

/** What dbt makes of a model that nothing configures. */
const DBT_DEFAULT = 'view';

/**
 * States in the model itself how it is materialized, where the dbt_project.yml that is there does not: that file is a
 * person's and is never changed. What it says of the model's folder is obeyed, unless cartridge.yml asks for something
 * else. `folders`: model folder -> materialization. Pure.
 */
export function setMaterialized(
  actions: readonly DraftAction[],
  style: Style,
  folders: Readonly<Record<string, string>>,
): DraftAction[] {
  return actions.map((action) => {
    const { spec } = action;
    if (!isModelSpec(spec)) return action;
    const layer = layerOf(spec);
    const wanted = style.materialized[layer];
    const setting = nearestSetting(layerFolder(style, layer, spec.kind === 'staging' ? spec.source : ''), folders);
    const isAskedFor = wanted !== DEFAULT_STYLE.materialized[layer];
    if ((setting ?? DBT_DEFAULT) === wanted || (setting !== undefined && !isAskedFor)) return action;
    const stated: ModelSpec = { ...spec, materialized: spec.materialized ?? wanted };
    return { ...action, spec: stated };
  });
}

/** The setting of the folder itself, or of the nearest one above it. */
function nearestSetting(folder: string, folders: Readonly<Record<string, string>>): string | undefined {
  for (let at = folder; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) {
    const setting = folders[at];
    if (setting !== undefined) return setting;
  }
  return undefined;
}
