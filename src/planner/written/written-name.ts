import type { Style } from '../../context/style.ts';
import type { DeltaOf } from '../../plan/deltas.ts';
import { shortenName } from '../clean-name.ts';
import { hasPattern } from '../existing/layer-of-model.ts';
import { modelName } from '../names.ts';

/** Prefixes of layers, as writers use them whatever the project does. */
const PREFIX = /^(?:stg|int|fct|fact|dim|mart|agg|rpt)_+(?=.)/;

/** What a written model is about, in words: its name without what says the layer. */
export function writtenEntity(name: string, { naming }: Pick<Style, 'naming'>): string {
  const own = [naming.intermediate, naming.fact, naming.dimension].find((pattern) => hasPattern(name, pattern));
  const fixed = own?.split(/\{[a-z]+\}/) ?? [];
  const [before = '', after = ''] = [fixed[0], fixed.at(-1)];
  const bare = own === undefined ? name : name.slice(before.length, after === '' ? undefined : -after.length);
  return bare.replace(PREFIX, '');
}

/**
 * The name of a written model in the project's pattern: its own where it has that of its layer, else what it is about under
 * the prefix of the layer; a mart that is no dimension by its name is a fact. `source` where the pattern asks for one. Pure.
 */
export function writtenName({ layer, name }: DeltaOf<'write_model'>, { naming }: Style, source: string): string {
  const patterns = layer === 'intermediate' ? [naming.intermediate] : [naming.fact, naming.dimension];
  if (patterns.some((pattern) => hasPattern(name, pattern))) return shortenName(name);
  const isDimension = layer === 'marts' && name.startsWith('dim_');
  const pattern = layer === 'intermediate' ? naming.intermediate : isDimension ? naming.dimension : naming.fact;
  return shortenName(modelName(pattern, { source, entity: writtenEntity(name, { naming }) }).wanted);
}

/** What a mart is by its name: a fact, unless it is named as dimensions are. */
export function writtenMart(name: string, { naming }: Pick<Style, 'naming'>): 'fact' | 'dimension' {
  return hasPattern(name, naming.dimension) && !hasPattern(name, naming.fact) ? 'dimension' : 'fact';
}
