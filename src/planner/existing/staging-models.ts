import type { ExistingModel } from '../../context/context.ts';
import type { Style } from '../../context/style.ts';
import { cleanName } from '../clean-name.ts';
import { groupBy } from '../group-by.ts';
import { plural, singular } from '../inflect.ts';
import { hasPattern, isBeforeStaging, isStaging } from './layer-of-model.ts';
import type { DeclaredTable } from './match-sources.ts';

/** The staging model of a raw table that people wrote. */
export interface StagingModel {
  readonly model: ExistingModel;
  /** Models between the source and it, `base_` or `_tmp`, the one that selects from the source first. */
  readonly through: readonly ExistingModel[];
}

/** Finds the staging model of a declared table; null where there is none. */
export type FindStaging = (declared: DeclaredTable) => StagingModel | null;

/** As many models as may stand one on the other between a source and its staging model. */
const LONGEST_CHAIN = 3;

/**
 * Which models stage the declared tables: those that select from the source table, straight or through `base` and `tmp` models,
 * and are named as staging, lie in its folder, or are its only reader. Pure; finding one is linear in the readers of its table.
 */
export function stagingModels(models: readonly ExistingModel[], style: Style): FindStaging {
  const readers = groupBy(models, (model) => model.sources.map((name) => name.toLowerCase()));
  const children = groupBy(models, (model) => model.refs.map((name) => name.toLowerCase()));
  return (declared) => {
    const direct = readers.get(`${declared.source.name}.${declared.table.name}`.toLowerCase()) ?? [];
    const isOnly = direct.length === 1;
    const [best] = direct
      .flatMap((model) => chains({ model, through: [] }, children, style))
      .filter((chain) => mayStage(chain, { declared, style, isOnly }))
      .map((chain) => ({ chain, rank: rankOf(chain, declared, style) }))
      .sort((a, b) => (a.rank < b.rank ? -1 : 1));
    return best?.chain ?? null;
  };
}

/** A reader of the source, and where it stands before staging those that select from it alone. */
function chains(
  chain: StagingModel,
  children: ReadonlyMap<string, readonly ExistingModel[]>,
  style: Style,
): StagingModel[] {
  const { model, through } = chain;
  if (!isBeforeStaging(model) || through.length >= LONGEST_CHAIN) return [chain];
  const next = (children.get(model.name.toLowerCase()) ?? [])
    .filter(
      (child) => child !== model && !through.includes(child) && parentCount(child) === 1 && isStaging(child, style),
    )
    .flatMap((child) => chains({ model: child, through: [...through, model] }, children, style));
  return [chain, ...next];
}

function mayStage(
  { model, through }: StagingModel,
  about: { readonly declared: DeclaredTable; readonly style: Style; readonly isOnly: boolean },
): boolean {
  const { declared, style, isOnly } = about;
  if (isMart(model, style)) return false;
  const isAlone = parentCount(model) === 1;
  if (isStaging(model, style)) return isAlone || isNamedFor(model, declared);
  return isAlone && isOnly && through.length === 0;
}

/** Smaller is better, compared as text: turned on, past `base` and `tmp`, of staging by name, reads nothing else, named for the table. */
function rankOf({ model }: StagingModel, declared: DeclaredTable, style: Style): string {
  const isNamed = /^stg_/i.test(model.name) || hasPattern(model.name, style.naming.staging);
  const signs = [
    !model.enabled,
    model.package !== null,
    isBeforeStaging(model),
    !isNamed,
    parentCount(model) > 1,
    !isNamedFor(model, declared),
  ];
  return `${signs.map(Number).join('')} ${String(model.name.length).padStart(4, '0')} ${model.name}`;
}

/** A fact or a dimension may read a source too, and is not what others stand on. */
function isMart({ name }: ExistingModel, { naming }: Style): boolean {
  if (/^stg_/i.test(name)) return false;
  return /^(?:fct|fact|dim)_/i.test(name) || hasPattern(name, naming.fact) || hasPattern(name, naming.dimension);
}

function isNamedFor({ name }: ExistingModel, { table }: DeclaredTable): boolean {
  const own = cleanName(name);
  return [table.name, table.identifier ?? table.name].map(cleanName).some((raw) => {
    return [raw, plural(raw), singular(raw)].some((word) => own === word || own.endsWith(`_${word}`));
  });
}

function parentCount({ refs, sources }: ExistingModel): number {
  return refs.length + sources.length;
}
