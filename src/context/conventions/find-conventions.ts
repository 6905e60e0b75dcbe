import { LAYERS } from '../style.ts';
import type { Convention, ConventionName, Conventions, ConventionValue } from './convention.ts';
import { laterFolders, sourceFiles, stagingFolders } from './folder-patterns.ts';
import { metaKeysInUse, tagsInUse } from './labels.ts';
import { materializations, schemas } from './layer-settings.ts';
import type { LayeredModel } from './layers.ts';
import { kindBeforeStaging, layerModels } from './layers.ts';
import { readLaterNames } from './later-names.ts';
import { primaryKeys } from './primary-keys.ts';
import { propertiesFiles } from './properties-files.ts';
import { sqlVotes } from './sql-votes.ts';
import type { StagedModel } from './staged-models.ts';
import { stagedModels } from './staged-models.ts';
import { readStagingNames } from './staging-names.ts';
import type { DecideOptions, Vote } from './votes.ts';
import { decide } from './votes.ts';
import type { WrittenProject } from './written-project.ts';
import { folderOf } from './written-project.ts';
import { yamlVotes } from './yaml-votes.ts';

/**
 * Finds the conventions of a project in what people wrote of it, each with what speaks for it. Pure, linear; the order of
 * files does not matter.
 */
export function findConventions(project: WrittenProject): Conventions {
  const models = layerModels(project.models);
  const staged = stagedModels(models);
  const places = decideAll(placeVotes(models, staged), () => undefined);
  const layers = layerVotes(models, { ...project, staged, stagingFolder: places['folders.staging']?.value });
  const votes = { ...nameVotes(models, staged), ...layers, ...sqlVotes(models) };
  const others = decideAll({ ...votes, ...yamlVotes(project) }, (name) => newNodesGo(name, places));
  const labels = { tags: tagsInUse(project), meta_keys: metaKeysInUse(project) };
  return Object.fromEntries(
    Object.entries({ ...others, ...places, ...labels }).filter(([, convention]) => convention !== null),
  );
}

type Votes = Readonly<Partial<Record<ConventionName, readonly Vote[]>>>;
type Decided = Readonly<Partial<Record<ConventionName, Convention | null>>>;

/** What came with a later version of dbt (dbt-facts.md 1.0): the header is needed no more since 1.5. */
const NEWER: Readonly<Record<string, Pick<DecideOptions, 'newer'>>> = {
  tests_key: { newer: 'data_tests' },
  test_arguments: { newer: 'nested' },
  'yaml.version': { newer: false },
};

function decideAll(votes: Votes, nearOf: (name: string) => string | undefined): Decided {
  const names = Object.entries(votes).map(([name, all]) => [name, decide(all, { near: nearOf(name), ...NEWER[name] })]);
  return Object.fromEntries(names);
}

/** Folder that the new nodes which a convention is about would go to: that of its layer; else of staging, where most go. */
function newNodesGo(name: string, places: Decided): string | undefined {
  const ofMarts = /\.(?:fact|dimension|final_cte)$/.test(name);
  const layer = LAYERS.find((each) => name.endsWith(`.${each}`)) ?? (ofMarts ? 'marts' : 'staging');
  const folder = places[`folders.${layer}`]?.value;
  if (typeof folder !== 'string') return undefined;
  return folder.includes('{') ? folderOf(folder.slice(0, folder.indexOf('{'))) : folder;
}

function placeVotes(models: readonly LayeredModel[], staged: readonly StagedModel[]): Votes {
  return {
    'folders.staging': stagingFolders(staged),
    'folders.intermediate': laterFolders(models, 'intermediate'),
    'folders.marts': laterFolders(models, 'marts'),
  };
}

function nameVotes(models: readonly LayeredModel[], staged: readonly StagedModel[]): Votes {
  const { naming, entity } = readStagingNames(staged);
  const { intermediate, fact, dimension } = readLaterNames(models);
  return {
    'naming.staging': naming,
    'naming.intermediate': intermediate,
    'naming.fact': fact,
    'naming.dimension': dimension,
    entity,
    primary_key: primaryKeys(staged, models),
  };
}

interface LayerVotesInput extends WrittenProject {
  readonly staged: readonly StagedModel[];
  /** What was found of `folders.staging`. */
  readonly stagingFolder: ConventionValue | undefined;
}

function layerVotes(
  models: readonly LayeredModel[],
  { sources, settingOf, staged, stagingFolder }: LayerVotesInput,
): Votes {
  const sourceOf = new Map(staged.flatMap(({ name, source }) => (source === null ? [] : [[name, source]])));
  const ofLayers = LAYERS.map((layer) => {
    const own = models.filter((model) => model.layer === layer);
    return {
      [`properties.${layer}`]: propertiesFiles(layer === 'staging' ? atHome(own, stagingFolder) : own, sourceOf),
      [`materialized.${layer}`]: materializations(own, settingOf),
      [`schema.${layer}`]: schemas(own, settingOf),
    };
  });
  const whole = { sources_file: sourceFiles(sources), 'layers.before_staging': beforeStaging(models) };
  return Object.assign(whole, ...ofLayers);
}

/** Models as if they stood in the folder of their source itself, where new ones go, not in one below it. */
function atHome(models: readonly LayeredModel[], pattern: ConventionValue | undefined): readonly LayeredModel[] {
  if (typeof pattern !== 'string' || !pattern.includes('{source}')) return models;
  const depth = pattern.split('/').length;
  return models.map((model) => ({ ...model, folder: model.folder.split('/').slice(0, depth).join('/') }));
}

function beforeStaging(models: readonly LayeredModel[]): Vote[] {
  const before = models.filter(({ layer }) => layer === 'before_staging');
  const staging = models.filter(({ layer }) => layer === 'staging');
  return before.length > 0
    ? before.map((voter) => ({ value: kindBeforeStaging(voter), voter }))
    : staging.map((voter) => ({ value: null, voter }));
}
