import type { ExistingModel } from '../../context/context.ts';
import type { Style } from '../../context/style.ts';
import { groupBy } from '../group-by.ts';
import { modelName } from '../names.ts';
import { hasPattern, isStaging } from './layer-of-model.ts';

/** A fact or a dimension that is wanted of a table. */
export interface WantedMart {
  readonly kind: 'fact' | 'dimension';
  /** The staging model that it would stand on. */
  readonly staging: string;
  readonly source: string;
  /** What the table may be called: `customers`, `customer`. */
  readonly entities: readonly string[];
}

/** Finds the marts that people have already, and remembers which it found. */
export interface MartFinder {
  find(wanted: WantedMart): ExistingModel | null;
  readonly found: readonly ExistingModel[];
}

/** What people call a fact or a dimension beside what the style says. */
const MART_PREFIX = /^(?:fct|fact|dim)_/i;
const MART_SUFFIX = /_(?:fct|fact|dim)s?$/i;

/**
 * The marts of people by table: a model that is made of the rows of the staging model, whatever stands between, and has the very
 * name that the table's mart would get, or is a fact or dimension of the entity by its name. The customers of another system
 * are others, whatever they are called. Pure; linear in the models.
 */
export function martFinder(models: readonly ExistingModel[], style: Style): MartFinder {
  const marts = models.filter((model) => !isStaging(model, style));
  const byName = new Map(marts.map((model) => [model.name.toLowerCase(), model]));
  const byEntity = groupBy(marts, ({ name }) => {
    const entity = entityOf(name, style);
    return entity === null ? [] : [entity];
  });
  const parents = new Map(models.map((model) => [model.name.toLowerCase(), model.refs]));
  const found: ExistingModel[] = [];
  return {
    found,
    find(wanted) {
      const { kind, staging, source, entities } = wanted;
      const names = entities.map((entity) => modelName(style.naming[kind], { source, entity }).wanted);
      const words = [...entities, ...entities.map((entity) => `${source}_${entity}`)];
      const candidates = [
        ...names.flatMap((name) => byName.get(name.toLowerCase()) ?? []),
        ...words.flatMap((word) => byEntity.get(word) ?? []),
      ];
      const mart = candidates.find((model) => standsOn(model, staging, parents));
      if (mart && !found.includes(mart)) found.push(mart);
      return mart ?? null;
    },
  };
}

/** Whether a model refers to another, itself or through others. */
function standsOn(model: ExistingModel, ancestor: string, parents: ReadonlyMap<string, readonly string[]>): boolean {
  const wanted = ancestor.toLowerCase();
  const seen = new Set<string>();
  const waiting = [...model.refs];
  for (let ref = waiting.pop(); ref !== undefined; ref = waiting.pop()) {
    const name = ref.toLowerCase();
    if (name === wanted) return true;
    if (seen.has(name)) continue;
    seen.add(name);
    waiting.push(...(parents.get(name) ?? []));
  }
  return false;
}

/** What is left of the name of a fact or dimension without what says so; null: it is neither. */
export function entityOf(name: string, { naming }: Style): string | null {
  const isMart =
    MART_PREFIX.test(name) ||
    MART_SUFFIX.test(name) ||
    [naming.fact, naming.dimension].some((each) => hasPattern(name, each));
  if (!isMart) return null;
  let entity = name.toLowerCase();
  for (const part of [naming.fact, naming.dimension].flatMap((pattern) => pattern.split(/\{[a-z]+\}/))) {
    const fixed = part.toLowerCase();
    if (fixed !== '' && entity.startsWith(fixed)) entity = entity.slice(fixed.length);
    else if (fixed !== '' && entity.endsWith(fixed)) entity = entity.slice(0, -fixed.length);
  }
  return entity.replace(MART_PREFIX, '').replace(MART_SUFFIX, '');
}
