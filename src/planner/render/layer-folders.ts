import type { Layer, Style } from '../../context/style.ts';
import { LAYERS } from '../../context/style.ts';
import type { ModelSpec } from '../../plan/specs.ts';

/** Folder of a layer, relative to the project; `source` matters where the style has a folder for each source. */
export function layerFolder(style: Style, layer: Layer, source = ''): string {
  return style.folders[layer].replaceAll('{source}', source).replace(/\/+$/, '');
}

/** Layer of a model. */
export function layerOf(spec: ModelSpec): Layer {
  if (spec.kind === 'written') return spec.layer;
  return spec.kind === 'mart' ? 'marts' : spec.kind;
}

/** A line of the tree below `models: <project>:` in dbt_project.yml. */
export type ConfigLine =
  | { readonly indent: string; readonly key: string; readonly materialized: null }
  | { readonly indent: string; readonly key: null; readonly materialized: string };

interface ConfigNode {
  materialized: string | null;
  readonly folders: Map<string, ConfigNode>;
}

/**
 * How each layer that has models is materialized, as the lines of a tree of folders; a folder without models would make
 * dbt print "Configuration paths exist" (dbt-facts.md 2.1).
 */
export function materializedTree(style: Style, models: readonly ModelSpec[]): ConfigLine[] {
  const root: ConfigNode = { materialized: null, folders: new Map() };
  for (const layer of LAYERS) {
    const folders = new Set(
      models
        .filter((model) => layerOf(model) === layer)
        .map((model) => folderWithoutSource(style, layer, model.kind === 'staging' ? model.source : '')),
    );
    for (const folder of folders) {
      let node = root;
      for (const name of folder.split('/').slice(1)) {
        const child = node.folders.get(name) ?? { materialized: null, folders: new Map<string, ConfigNode>() };
        node.folders.set(name, child);
        node = child;
      }
      node.materialized = style.materialized[layer];
    }
  }
  return linesOf(root, '    ');
}

/** The part above `{source}`, unless that is the models folder itself. */
function folderWithoutSource(style: Style, layer: Layer, source: string): string {
  const above = style.folders[layer].split('{source}')[0]?.replace(/\/[^/]*$/, '') ?? '';
  const whole = layerFolder(style, layer, source);
  return style.folders[layer].includes('{source}') && above.includes('/') ? above : whole;
}

function linesOf(node: ConfigNode, indent: string): ConfigLine[] {
  const own: ConfigLine[] = node.materialized === null ? [] : [{ indent, key: null, materialized: node.materialized }];
  const below = [...node.folders].flatMap(([key, child]): ConfigLine[] => [
    { indent, key, materialized: null },
    ...linesOf(child, `${indent}  `),
  ]);
  return [...own, ...below];
}
