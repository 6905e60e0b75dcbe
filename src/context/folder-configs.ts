import { isJinja } from '../sql/jinja-text.ts';
import type { PlainData, PlainMapping } from './facts/plain-data.ts';
import { plainMapping } from './facts/plain-data.ts';
import { isMapping, mappingOf } from '../yaml/mapping.ts';

/** What dbt_project.yml sets for one folder (or one node) and all below it. */
export interface FolderConfig {
  readonly resource_type: 'model' | 'seed' | 'snapshot' | 'source';
  /** Whose nodes; null: those of the project and of every package. */
  readonly package: string | null;
  /** Path below the folder of models (seeds, ...), with `/`; empty: all of them. May end with a node's name. */
  readonly path: string;
  /** Without `+`, as written: `{materialized: 'table', schema: 'core'}`. */
  readonly settings: PlainMapping;
}

const SECTIONS = { models: 'model', seeds: 'seed', snapshots: 'snapshot', sources: 'source' } as const;

/** The configs of every folder that a dbt_project.yml sets something for, outer folders before those inside. Pure. */
export function readFolderConfigs(document: unknown): FolderConfig[] {
  return Object.entries(SECTIONS).flatMap(([section, resource_type]) => {
    const root = mappingOf(mappingOf(document)[section]);
    return configsBelow(root, []).map(({ parts: [owner = null, ...folders], settings }) => ({
      resource_type,
      package: owner,
      path: folders.join('/'),
      settings,
    }));
  });
}

interface Configured {
  readonly parts: readonly string[];
  readonly settings: PlainMapping;
}

/** In a folder, keys with `+` and all that is no mapping are settings; mappings are folders (dbt-facts.md 2.1). */
function configsBelow(node: Readonly<Record<string, unknown>>, parts: readonly string[]): Configured[] {
  const entries = Object.entries(node);
  const isSetting = ([key, value]: [string, unknown]): boolean => key.startsWith('+') || !isMapping(value);
  const settings = entries.filter(isSetting).map(([key, value]) => [key.replace(/^\+/, ''), value] as const);
  const below = entries.filter((entry) => !isSetting(entry));
  return [
    ...(settings.length === 0 ? [] : [{ parts, settings: plainMapping(Object.fromEntries(settings)) }]),
    ...below.flatMap(([key, value]) => configsBelow(mappingOf(value), [...parts, key])),
  ];
}

/** Where a node stands, as dbt addresses it. */
export interface NodePlace {
  readonly resource_type: FolderConfig['resource_type'];
  readonly package: string;
  /** Folders below the folder of models and the node's name; of a source table its source and name. */
  readonly parts: readonly string[];
}

/** What the folders of a node set for `key`, the innermost that says anything; undefined: none does. Pure. */
export function folderSetting(configs: readonly FolderConfig[], place: NodePlace, key: string): PlainData | undefined {
  let found: PlainData | undefined;
  let depth = -1;
  const path = `${place.parts.join('/')}/`;
  for (const config of configs) {
    const isAbove =
      config.resource_type === place.resource_type &&
      (config.package === null || config.package === place.package) &&
      (config.path === '' || path.startsWith(`${config.path}/`));
    if (!isAbove || !(key in config.settings)) continue;
    const configDepth = config.package === null ? 0 : 1 + config.path.length;
    if (configDepth < depth) continue;
    [found, depth] = [config.settings[key], configDepth];
  }
  return found;
}

const VARIABLE_WITH_DEFAULT = /^\{\{\s*(?:env_)?var\(\s*(?:'[^']*'|"[^"]*")\s*,\s*['"](\w+)['"]\s*\)\s*\}\}$/;

/** A setting in plain words, or the default of the variable that decides it; null where only dbt can know. */
export function plainSetting(value: string | null): string | null {
  if (value === null || !isJinja(value)) return value;
  return VARIABLE_WITH_DEFAULT.exec(value)?.[1] ?? null;
}
