import { posix } from 'node:path';
import type { ExistingModel, ProjectContext } from '../../context/context.ts';
import type { Layer, Style } from '../../context/style.ts';
import { hasPattern, isInFolder, isStaging } from '../existing/layer-of-model.ts';
import { propertiesName } from '../render/node-paths.ts';

/**
 * The file for the properties of a model: where they stand; else where its folder has those of others, or a file as the style names
 * them. Pure.
 */
export function placeProperties(
  model: ExistingModel,
  { existing_models, style }: Pick<ProjectContext, 'existing_models' | 'style'>,
): string {
  if (model.properties_path !== null) return model.properties_path;
  const folder = posix.dirname(model.path);
  const layer = layerOf(model, style);
  const source = model.sources[0]?.split('.')[0] ?? '';
  const named = posix.join(folder, propertiesName(style.properties[layer], { source, folder, model: model.name }));
  if (style.properties[layer].includes('{model}')) return named;
  const beside = existing_models.filter(({ package: of, path }) => of === null && posix.dirname(path) === folder);
  return mostCommon(beside.flatMap(({ properties_path }) => properties_path ?? [])) ?? named;
}

function layerOf(model: ExistingModel, style: Style): Layer {
  if (isStaging(model, style)) return 'staging';
  const isBetween = hasPattern(model.name, style.naming.intermediate) || isInFolder(model.path, style, 'intermediate');
  return isBetween ? 'intermediate' : 'marts';
}

function mostCommon(paths: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const path of paths) counts.set(path, (counts.get(path) ?? 0) + 1);
  return [...counts].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))[0]?.[0];
}
