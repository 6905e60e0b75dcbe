import type { ExistingModel, ProjectContext } from '../../context/context.ts';
import type { Style } from '../../context/style.ts';
import { hasPattern, isInFolder, isStaging } from '../existing/layer-of-model.ts';
import { ownModels } from './name-index.ts';
import type { Clause, NamedWords } from './read-clause.ts';
import type { ModelAct } from './request.ts';
import type { Act, LayerWord } from './request-words.ts';

/** What is to be done with which models, and which words name none. */
export interface ReadActs {
  readonly acts: readonly Omit<ModelAct, 'goal_id'>[];
  readonly ignored: readonly string[];
}

type Ground = Pick<ProjectContext, 'existing_models' | 'style'>;

/**
 * The models that a clause wants tested or described: those of a name, else those about the thing (`stg_shop__customers` and
 * `dim_customers` for `customers`), else those that read a source, or lie in a folder or under a tag; of a layer where it names one. None where no model
 * is meant. Pure.
 */
export function actsOfClause(clause: Clause, context: Ground): ReadActs {
  const all = ownModels(context);
  const places = all.filter((model) => isOfLayers(model, clause.layers, context));
  const words = clause.named.filter(({ place }) => place !== 'except');
  const excepted = new Set(clause.named.filter(({ place }) => place === 'except').flatMap(modelsOf));
  const named = words.map((each) => ({ each, models: modelsOf(each).filter((model) => places.includes(model)) }));
  const isNamed = named.some(({ each, models }) => models.length > 0 || each.isListed);
  const isAll = !isNamed && (clause.isAll || clause.layers.length > 0);
  const models = new Set(isAll ? places : named.flatMap((found) => found.models));
  const acts = [...clause.acts].sort();
  return {
    acts: all
      .filter((model) => models.has(model) && !excepted.has(model))
      .flatMap((model) => acts.map((act: Act) => ({ act, model: model.name }))),
    ignored: named.filter((found) => found.models.length === 0).map(({ each }) => each.text),
  };
}

function modelsOf({ meaning }: NamedWords): readonly ExistingModel[] {
  if (!meaning) return [];
  return [meaning.models, meaning.about, meaning.area].find((models) => models.length > 0) ?? [];
}

function isOfLayers(model: ExistingModel, words: readonly LayerWord[], { style }: Ground): boolean {
  return words.length === 0 || words.some((word) => isOfLayer(model, word, style));
}

/** Whether a model is of a layer, by its name or folder, and the kind of mart that is meant. */
function isOfLayer(model: ExistingModel, { layer, mart }: LayerWord, style: Style): boolean {
  const { fact, dimension, intermediate } = style.naming;
  const isFact = /^(?:fct|fact)_/i.test(model.name) || hasPattern(model.name, fact);
  const isDimension = /^dim_/i.test(model.name) || hasPattern(model.name, dimension);
  switch (layer) {
    case 'staging':
      return isStaging(model, style);
    case 'intermediate':
      return /^int_/i.test(model.name) || hasPattern(model.name, intermediate) || isInFolder(model.path, style, layer);
    case 'marts':
      if (mart === 'fact') return isFact;
      if (mart === 'dimension') return isDimension;
      return isFact || isDimension || isInFolder(model.path, style, layer);
  }
}
