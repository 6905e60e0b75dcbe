import type { Layer } from '../style.ts';
import type { PlacedLayer, SpokenLayer } from './layer-words.ts';
import { layerOfName, layerOfPath } from './layer-words.ts';
import type { WrittenModel } from './written-project.ts';
import { folderOf } from './written-project.ts';

/** A model with the layer that it belongs to. */
export interface LayeredModel extends WrittenModel {
  /** Folder in which it stands. */
  readonly folder: string;
  /** `before_staging`: between a source and its staging model. Null: nothing tells. */
  readonly layer: Layer | 'before_staging' | null;
  /** Folder that speaks for the layer, with all such models below it; the model's own where none does. */
  readonly layerFolder: string;
}

/**
 * Which layer each model is in. Its name tells, then its folders; what `base`, `raw` and the like hold is before staging
 * where a staging model selects from it. Where no word tells, the graph does: what selects from sources alone is staging,
 * what nobody refers to a mart. Pure, linear.
 */
export function layerModels(models: readonly WrittenModel[]): LayeredModel[] {
  const spoken = models.map(spokenModel);
  const sure = spoken.filter(({ told }) => told?.isNamed);
  const believed = believer(spoken, sure);
  const told = spoken.map((each) => (believed(each) ? (each.told?.layer ?? null) : null));
  const belowStaging = new Set(
    sure.filter((each) => each.told?.layer === 'staging').flatMap(({ model }) => model.refs),
  );
  const byGraph = graphLayers(models, told);
  return spoken.map(({ model, path, told: words }, index) => {
    const isBefore =
      words?.layer === 'staging' &&
      belowStaging.has(model.name) &&
      (!words.isNamed || kindBeforeStaging(model) === 'tmp');
    const layer = isBefore ? 'before_staging' : (told[index] ?? byGraph(model));
    const isSpoken = path !== null && path.layer === words?.layer && layer !== null;
    const folder = folderOf(model.path);
    return { ...model, folder, layer, layerFolder: isSpoken ? path.folder : folder };
  });
}

interface SpokenModel {
  readonly model: WrittenModel;
  readonly path: PlacedLayer | null;
  /** What words say of it. */
  readonly told: SpokenLayer | null;
}

function spokenModel(model: WrittenModel): SpokenModel {
  const name = layerOfName(model.name);
  const path = layerOfPath(folderOf(model.path));
  if (name?.isNamed === true) return { model, path, told: name };
  if (path?.isNamed === true) {
    const isNamed = path.layer !== 'staging' || kindBeforeStaging(model) !== 'base';
    return { model, path, told: { layer: path.layer, isNamed } };
  }
  return { model, path, told: name ?? path };
}

/**
 * Tells whether the words around a model are believed. A word that only implies a layer (`core/`, `input/`) is not where
 * other folders name that layer, unless it stands around such models itself; and one for staging only of what selects from
 * sources, and where most that does is called so.
 */
function believer(spoken: readonly SpokenModel[], sure: readonly SpokenModel[]): (each: SpokenModel) => boolean {
  const named = new Set(sure.map(({ told }) => told?.layer));
  const around = new Set(sure.flatMap(({ path }) => (path?.isNamed === false ? [path.folder] : [])));
  const readers = spoken.filter(({ model }) => readsSources(model));
  const implied = readers.filter(({ told }) => told?.layer === 'staging');
  const isStaging = named.has('staging') || isMost(implied.length, readers.length);
  return ({ told, path, model }) => {
    if (told === null || told.isNamed) return told !== null;
    if (told.layer === 'staging') return isStaging && readsSources(model);
    return !named.has(told.layer) || around.has(path?.folder ?? '');
  };
}

/** One model that refers to another makes no layer yet. */
const FEWEST_IN_LAYER = 2;

/** The layers that no word tells of, by what models refer to. Sources may be read from anywhere: staging is where most are. */
function graphLayers(
  models: readonly WrittenModel[],
  told: readonly (Layer | null)[],
): (model: WrittenModel) => Layer | null {
  const heard = new Set(told);
  const referred = new Set(models.flatMap(({ refs }) => refs));
  const byGraph = (model: WrittenModel): Layer | null => {
    if (model.refs.length === 0) return readsSources(model) ? 'staging' : null;
    return referred.has(model.name) ? 'intermediate' : 'marts';
  };
  const counts = new Map<Layer | null, number>();
  for (const layer of models.filter((_, index) => told[index] === null).map(byGraph)) {
    counts.set(layer, (counts.get(layer) ?? 0) + 1);
  }
  const readers = models.filter(readsSources).length;
  return (model) => {
    const layer = byGraph(model);
    const count = counts.get(layer) ?? 0;
    const isLayer = layer === 'staging' ? isMost(count, readers) : count >= FEWEST_IN_LAYER;
    return isLayer && !heard.has(layer) ? layer : null;
  };
}

function isMost(count: number, of: number): boolean {
  return count > 0 && count * 2 >= of;
}

/** Whether a model selects from sources and from nothing else. */
function readsSources({ refs, sources }: WrittenModel): boolean {
  return refs.length === 0 && sources.length > 0;
}

/**
 * What may stand between a source and its staging model, by its word: a `base_` model, or a `_tmp` one with the same
 * columns; null for another word. Pure.
 */
export function kindBeforeStaging({ name, path }: WrittenModel): 'base' | 'tmp' | null {
  if (name.endsWith('_tmp') || path.includes('/tmp/')) return 'tmp';
  return name.startsWith('base_') || path.includes('/base/') ? 'base' : null;
}
