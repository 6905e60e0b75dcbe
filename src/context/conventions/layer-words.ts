import type { Layer } from '../style.ts';
import { remember } from './remember.ts';

/** Words that name a layer at the beginning of a folder's or a model's name. */
const NAMED: readonly (readonly [Layer, string])[] = [
  ['staging', 'staging stage stg stgs'],
  ['intermediate', 'intermediate intermediates interim int'],
  ['marts', 'mart marts mrt datamart datamarts fct fact facts dim dims dimension dimensions rpt'],
];

/** Those that do at its end too: a `deal_stage` or `custom_dimensions` is no layer. */
const ENDINGS: ReadonlySet<string> = new Set('staging stg intermediate mart marts fct fact facts dim dims'.split(' '));

/** Words that name a layer when a folder has no other name: `raw/`, `silver/`, `models/core/final/`. */
const IMPLIED: readonly (readonly [Layer, string])[] = [
  ['staging', 'base source sources src raw bronze landing ingest ingestion import imports input inputs tmp'],
  ['intermediate', 'prep prepare preparation transform transforms transformation integration silver'],
  [
    'marts',
    'gold warehouse presentation consumption serving reporting reports report publish published export exports final output outputs core analytics',
  ],
];

/** First words of models that imply a layer where the model stands in no folder that does. */
const PREFIXES: readonly (readonly [Layer, string])[] = [
  ['staging', 'base src raw'],
  ['intermediate', 'prep'],
  ['marts', 'report agg'],
];

/** Which facts and dimensions are called so, in the names of models. */
export const FACT_WORDS: ReadonlySet<string> = new Set(['fct', 'fact', 'facts']);
export const DIMENSION_WORDS: ReadonlySet<string> = new Set(['dim', 'dims', 'dimension']);

const named = index(NAMED);
const implied = index(IMPLIED);
const prefixes = index(PREFIXES);

function index(table: readonly (readonly [Layer, string])[]): ReadonlyMap<string, Layer> {
  return new Map(table.flatMap(([layer, words]) => words.split(' ').map((word) => [word, layer] as const)));
}

/** A layer that words speak for. `isNamed`: they can mean nothing else. */
export interface SpokenLayer {
  readonly layer: Layer;
  readonly isNamed: boolean;
}

/** What the name of a model says of its layer: `stg_orders`, `shop__stg_orders`, `orders_dim`. Pure. */
export function layerOfName(name: string): SpokenLayer | null {
  const words = name.toLowerCase().split('_');
  const afterArea = name.includes('__') ? name.toLowerCase().split('__')[1]?.split('_')[0] : undefined;
  const layerNamed = named.get(words[0] ?? '') ?? named.get(afterArea ?? '') ?? layerAtEnd(words);
  if (layerNamed !== undefined) return { layer: layerNamed, isNamed: true };
  const layer = prefixes.get(words[0] ?? '');
  return layer === undefined || words.length < 2 ? null : { layer, isNamed: false };
}

function layerAtEnd(words: readonly string[]): Layer | undefined {
  const last = words.at(-1) ?? '';
  return ENDINGS.has(last) ? named.get(last) : undefined;
}

/** The word of a layer at the beginning of a name, with what parts it from the rest (`stg__`); empty if there is none. Pure. */
export function layerPrefix(name: string): string {
  const prefix = /^[a-z]+_+(?=.)/.exec(name)?.[0] ?? '';
  const word = prefix.replace(/_+$/, '');
  return named.has(word) || prefixes.has(word) ? prefix : '';
}

/** A layer that the folders of a path speak for, and the folder that says it, with all such models below it. */
export interface PlacedLayer extends SpokenLayer {
  readonly folder: string;
}

/**
 * What the folders of a path say of the layer: the innermost that names one, else the innermost that implies one. A number
 * that sorts folders does not count (`1_staging`). In `stg_shop` a source has a folder of its own, and the one above is the
 * layer's. Pure.
 */
export function layerOfPath(folder: string): PlacedLayer | null {
  return layerByFolder(folder).layer;
}

const layerByFolder = remember((folder): { readonly layer: PlacedLayer | null } => ({ layer: readPath(folder) }));

function readPath(folder: string): PlacedLayer | null {
  const parts = folder.split('/');
  const upTo = (at: number): string => parts.slice(0, at).join('/');
  let lesser: PlacedLayer | null = null;
  for (let at = parts.length - 1; at > 0; at--) {
    const part = (parts[at] ?? '').toLowerCase().replace(/^\d+[_\-. ]*/, '');
    const words = part.split(/[_\-. ]+/);
    const [first, last] = [named.get(words[0] ?? ''), named.get(part) ?? layerAtEnd(words)];
    if (last !== undefined) return { layer: last, isNamed: true, folder: upTo(at + 1) };
    if (first !== undefined) return { layer: first, isNamed: true, folder: upTo(at) };
    const layer = implied.get(part);
    if (layer !== undefined) lesser ??= { layer, isNamed: false, folder: upTo(at + 1) };
  }
  return lesser;
}

/** Names of the folders of a path that name no layer: sources, areas. The first is the folder of all models. Pure. */
export const areaFolders = remember((folder): readonly string[] =>
  folder
    .split('/')
    .slice(1)
    .filter((part) => layerOfPath(`/${part}`) === null),
);
