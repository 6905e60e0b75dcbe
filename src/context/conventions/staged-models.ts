import { areaFolders } from './layer-words.ts';
import type { LayeredModel } from './layers.ts';
import { snakeCase, sourceForms } from './word-forms.ts';

/** A staging model and the one table that it stages. */
export interface StagedModel extends LayeredModel {
  /** Null where it stages another project's model or one that makes its rows itself. */
  readonly source: string | null;
  readonly table: string;
  /** What its source may be called in names, longest first: its name, the ends of it, the folders of the model. */
  readonly sourceNames: readonly string[];
}

/** A staging model selects from a base, which may select from a `tmp`: no deeper. */
const MOST_STEPS = 3;

/** The staging models of one table each, what stands before staging followed to it. Pure, linear. */
export function stagedModels(models: readonly LayeredModel[]): StagedModel[] {
  const byName = new Map(models.map((model) => [model.name, model]));
  return models.flatMap((model) => {
    if (model.layer !== 'staging') return [];
    const [only, ...more] = new Map(tablesBelow(model, byName).map((each) => [JSON.stringify(each), each])).values();
    if (only === undefined || more.length > 0) return [];
    const sourceNames = new Set([
      ...(only.source === null ? [] : sourceForms(only.source)),
      ...areaFolders(model.folder).map(snakeCase),
    ]);
    return [{ ...model, ...only, sourceNames: [...sourceNames] }];
  });
}

type Staged = Pick<StagedModel, 'source' | 'table'>;

function tablesBelow(model: LayeredModel, byName: ReadonlyMap<string, LayeredModel>, steps = 0): readonly Staged[] {
  if (model.sources.length > 0 || steps === MOST_STEPS) {
    return model.sources.map((each) => {
      const dot = each.indexOf('.');
      return { source: each.slice(0, dot), table: each.slice(dot + 1) };
    });
  }
  return model.refs.flatMap((name) => {
    const parent = byName.get(name);
    const isBelow = parent?.layer === 'before_staging' && parent.refs.length + parent.sources.length > 0;
    if (isBelow) return tablesBelow(parent, byName, steps + 1);
    return parent?.layer === 'staging' ? [] : [{ source: null, table: name.replace(/^.*__/, '') }];
  });
}
