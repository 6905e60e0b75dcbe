import type { ExistingModel } from '../../context/context.ts';
import type { Layer, Style } from '../../context/style.ts';
import { cleanName } from '../clean-name.ts';

type NamePattern = Style['naming'][keyof Style['naming']];

/** Whether a name has what is fixed in a pattern: `stg_` of `stg_{source}__{entity}`. A pattern with nothing fixed says nothing. */
export function hasPattern(name: string, pattern: NamePattern): boolean {
  const parts = pattern.split(/\{[a-z]+\}/);
  if (parts.every((part) => !/[A-Za-z0-9]/.test(part))) return false;
  const source = parts.map((part) => part.replace(/[^A-Za-z0-9_]/g, '')).join('.+');
  return new RegExp(`^${source}$`, 'i').test(name);
}

/**
 * What a staging model is about, by its name: `order_items` of `stg_shop__order_items`. Where the name holds its source, that much of
 * it is the source; else as little as can be.
 */
export function entityOfStaging(name: string, naming: NamePattern, source: string): string {
  const ofSource = naming.replaceAll('{source}', source);
  const pattern = hasPattern(name, ofSource) ? ofSource : naming;
  const parts = pattern.split(/(\{[a-z]+\})/).map((part) => {
    if (part === '{entity}') return '(.+)';
    return part === '{source}' ? '.+?' : part.replace(/[^A-Za-z0-9_]/g, '');
  });
  const found = hasPattern(name, pattern) ? new RegExp(`^${parts.join('')}$`, 'i').exec(name)?.[1] : undefined;
  return cleanName(found ?? name.replace(/^(?:stg|base|src|raw)_+(?=.)/i, '').replace(/^.+?__(?=.)/, ''));
}

/** Whether a model lies in the folder of a layer, or below. */
export function isInFolder(path: string, style: Style, layer: Layer): boolean {
  const folder = style.folders[layer].split('{source}')[0]?.replace(/\/+$/, '') ?? '';
  // `models/{source}` has every layer below it.
  return folder.includes('/') && path.startsWith(`${folder}/`);
}

/** Names of models that stand between a source and its staging model, as Fivetran's `_tmp` and dbt's own `base_`. */
const BEFORE_STAGING = /^(?:base|src|raw|tmp)_|_(?:base|src|raw|tmp)$/i;

/** Whether a model stands between a source and its staging model, by its name. */
export function isBeforeStaging({ name }: ExistingModel): boolean {
  return BEFORE_STAGING.test(name);
}

/** Whether a model is one of staging, by name or folder. */
export function isStaging(model: ExistingModel, style: Style): boolean {
  return (
    /^stg_/i.test(model.name) ||
    hasPattern(model.name, style.naming.staging) ||
    isInFolder(model.path, style, 'staging')
  );
}
