import type { ExistingModel } from '../../context/context.ts';
import type { Style } from '../../context/style.ts';
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
 * The marts of people by table: the model of the very name that the table's mart would get, or one that stands on the staging
 * model, or on a model that does, and is a fact or dimension of the entity by its name. Pure; linear in the models.
 */
export function martFinder(models: readonly ExistingModel[], style: Style): MartFinder {
  const marts = models.filter((model) => !isStaging(model, style));
  const byName = new Map(marts.map((model) => [model.name.toLowerCase(), model]));
  const byEntity = groupByEntity(marts, style);
  const parents = new Map(models.map((model) => [model.name.toLowerCase(), model.refs]));
  const standsOn = (model: ExistingModel, staging: string): boolean =>
    model.refs.some(
      (ref) => isSame(ref, staging) || (parents.get(ref.toLowerCase()) ?? []).some((each) => isSame(each, staging)),
    );
  const found: ExistingModel[] = [];
  return {
    found,
    find(wanted) {
      const { kind, staging, source, entities } = wanted;
      const names = entities.map((entity) => nameOf(style.naming[kind], source, entity));
      const words = [...entities, ...entities.map((entity) => `${source}_${entity}`)];
      const mart =
        names.flatMap((name) => byName.get(name.toLowerCase()) ?? [])[0] ??
        words.flatMap((word) => byEntity.get(word) ?? []).find((model) => standsOn(model, staging));
      if (mart && !found.includes(mart)) found.push(mart);
      return mart ?? null;
    },
  };
}

/** Facts and dimensions by what is left of their names without what says so. */
function groupByEntity(marts: readonly ExistingModel[], style: Style): Map<string, ExistingModel[]> {
  const groups = new Map<string, ExistingModel[]>();
  for (const model of marts) {
    const entity = entityOf(model.name, style);
    if (entity === null) continue;
    const group = groups.get(entity);
    if (group) group.push(model);
    else groups.set(entity, [model]);
  }
  return groups;
}

function entityOf(name: string, { naming }: Style): string | null {
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

function nameOf(pattern: string, source: string, entity: string): string {
  return pattern.replaceAll('{source}', source).replaceAll('{entity}', entity);
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
