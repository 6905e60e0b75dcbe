import { posix } from 'node:path';
import type { Style } from '../../context/style.ts';
import type { ModelSpec, SourceSpec } from '../../plan/specs.ts';
import { layerFolder, layerOf } from './layer-folders.ts';

/** Where a model's SQL, its properties and its docs blocks stand. */
export function modelPaths(spec: ModelSpec, style: Style): { sql: string; properties: string; docs: string } {
  const layer = layerOf(spec);
  const source = spec.kind === 'staging' ? spec.source : '';
  const folder = layerFolder(style, layer, source);
  const file = propertiesName(style.properties[layer], { source, folder, model: spec.name });
  return {
    sql: `${folder}/${spec.name}.sql`,
    properties: spec.properties_path ?? posix.join(folder, file),
    docs: `${folder}/${spec.name}.md`,
  };
}

/** Name of a file of properties; `folder` is the path of the folder that it lies in. */
export function propertiesName(
  pattern: string,
  { source, folder, model }: { readonly source: string; readonly folder: string; readonly model: string },
): string {
  return fill(pattern, { source, folder: posix.basename(folder), model });
}

/** The file that declares a source. */
export function sourcePath(spec: SourceSpec, style: Style): string {
  return spec.path ?? posix.normalize(fill(style.sources_file, { source: spec.name }));
}

function fill(pattern: string, values: Readonly<Record<string, string>>): string {
  return pattern.replace(/\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder);
}
