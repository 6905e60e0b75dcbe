import type { Layer } from '../../context/style.ts';

/**
 * English of requests: what asks, what names a layer or a piece of work of dbt, and what only holds a sentence together.
 * Lower case, as written. No name of a schema or a table.
 */

/** Words that begin a clause and say that something is to be made. */
export const MAKE_VERBS = words(
  'add build bring compute create declare define develop do draft expose generate give import include ingest introduce make model need onboard plan prepare produce provide put set setup show stage start summarise summarize transform want write calculate deliver get let',
);
/** That what is there is to be tested or described. */
export const ACT_VERBS: ReadonlyMap<string, Act> = new Map([
  ['test', 'add_tests'],
  ['cover', 'add_tests'],
  ['document', 'update_docs'],
  ['describe', 'update_docs'],
  ['explain', 'update_docs'],
]);
/** That one model takes the place of another. */
export const CONVERT_VERBS = words('replace migrate convert move switch swap repoint rewire port substitute');
/** That a model goes; it needs to be said what takes its place. */
export const RETIRE_VERBS = words('retire deprecate disable decommission sunset remove drop delete');

export type Act = 'add_tests' | 'update_docs';

/** What is added to a model: `add tests`, `with documentation`. */
export const ACT_NOUNS: ReadonlyMap<string, Act> = new Map([
  ...[...words('test tests testing coverage')].map((word) => [word, 'add_tests'] as const),
  ...[...words('doc docs documentation description descriptions')].map((word) => [word, 'update_docs'] as const),
]);

export interface LayerWord {
  readonly layer: Layer;
  readonly mart: 'fact' | 'dimension' | null;
}

/** What names a layer, or a kind of mart. */
export const LAYER_WORDS: ReadonlyMap<string, LayerWord> = new Map([
  ...layerWords('staging staged stg', { layer: 'staging', mart: null }),
  ...layerWords('intermediate intermediates int', { layer: 'intermediate', mart: null }),
  ...layerWords('mart marts datamart datamarts star stars', { layer: 'marts', mart: null }),
  ...layerWords('fact facts fct fcts', { layer: 'marts', mart: 'fact' }),
  ...layerWords('dimension dimensions dim dims dimensional', { layer: 'marts', mart: 'dimension' }),
]);

/** Behind these stands where things come from: a source, a schema. */
export const SCOPE_WORDS = words('from in within inside of out');
/** Behind these stands what a sum is made by: `by region`, `per customer`. */
export const GROUP_WORDS = words('by per across');
/** What follows these is left out. */
export const EXCEPT_WORDS = words('except excepting excluding without but not skip skipping ignore ignoring minus');
/** Everything. */
export const ALL_WORDS = words('all everything every each whole entire complete rest');
/** Between a clause and the next, or two names. */
export const JOINING_WORDS = words('and then also plus as well besides furthermore moreover');
/** In place of what was named before. */
export const PRONOUNS = words('it them this that these those they its their');

/** Periods, and how they are asked for. */
export const PERIODS: ReadonlyMap<string, string> = new Map([
  ...[...words('hourly hour hours')].map((word) => [word, 'hour'] as const),
  ...[...words('daily day days')].map((word) => [word, 'day'] as const),
  ...[...words('weekly week weeks')].map((word) => [word, 'week'] as const),
  ...[...words('monthly month months')].map((word) => [word, 'month'] as const),
  ...[...words('quarterly quarter quarters')].map((word) => [word, 'quarter'] as const),
  ...[...words('yearly year years annual annually')].map((word) => [word, 'year'] as const),
]);
/** Words of sums and of what is made of them. They ask for a summary, and name no table. */
export const SUMMARY_WORDS = words(
  'total totals sum sums average averages avg mean median count counts number many much lifetime top bottom highest lowest best most biggest largest ratio share percentage growth trend trends churn retention cohort cohorts ltv mrr arr kpi kpis metric metrics breakdown ranking',
);

/** Words that hold a sentence together, or are of dbt: never a name, unless in quotes. They select nothing and are not told of. */
export const GRAMMAR = words(
  `a an the some any other please kindly can could would should will shall may i we you me us our my your is are be been was were
  has have had do does did to for with on at into onto over under about up off so if when where which who what how there here just
  only now first same such too very both either existing s t
  table tables model models view views source sources schema schemas dataset datasets database dbt sql yaml
  layer layers column columns row rows warehouse one ones lets`,
);

/** Words that say what any request is about. The same, where no table or model is called so. */
export const FILLERS = words(
  `new old current missing raw data project projects field fields file files record records thing things stuff last next more less
  want need needs like way use using used based ready available proper good nice nicely properly sure clean
  null unique relationship relationships improve increase better
  analysis analytics analyse analyze report reports reporting dashboard dashboards business team`,
);

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

function layerWords(text: string, means: LayerWord): (readonly [string, LayerWord])[] {
  return [...words(text)].map((word) => [word, means] as const);
}
