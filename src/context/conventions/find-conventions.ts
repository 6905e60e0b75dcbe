import { LAYERS } from '../style.ts';
import type { Convention, ConventionName, Conventions, ConventionValue } from './convention.ts';
import { laterFolders, sourceFiles, stagingFolders } from './folder-patterns.ts';
import { metaKeysInUse, tagsInUse } from './labels.ts';
import type { LayeredModel } from './layers.ts';
import { kindBeforeStaging, layerModels } from './layers.ts';
import { readLaterNames } from './later-names.ts';
import { primaryKeys } from './primary-keys.ts';
import { propertiesFiles } from './properties-files.ts';
import type { SqlStyleFacts } from './sql-style-facts.ts';
import { stagedModels } from './staged-models.ts';
import { readStagingNames } from './staging-names.ts';
import type { DecideOptions, Vote } from './votes.ts';
import { decide } from './votes.ts';
import type { WrittenModel, WrittenProject } from './written-project.ts';
import { folderOf } from './written-project.ts';
import type { YamlStyleFacts } from './yaml-style-facts.ts';

/**
 * Finds the conventions of a project in what people wrote of it, each with what speaks for it. `near`: the folder where new
 * nodes would go, when known, which decides mixed cases. Pure, linear; the order of files does not matter.
 */
export function findConventions(project: WrittenProject, near?: string): Conventions {
  const models = layerModels(project.models);
  const votes: Votes = {
    ...nameVotes(models),
    ...placeVotes(models, project),
    ...sqlVotes(models),
    ...yamlVotes(project),
  };
  const decided = Object.entries(votes).map(([name, each]): [string, Convention | null] => [
    name,
    decide(each, { near, ...NEWER[name] }),
  ]);
  const labels = [['tags', tagsInUse(project)] as const, ['meta_keys', metaKeysInUse(project)] as const];
  return Object.fromEntries([...decided, ...labels].filter(([, convention]) => convention !== null));
}

type Votes = Readonly<Partial<Record<ConventionName, readonly Vote[]>>>;

/** What came with a later version of dbt (dbt-facts.md 1.0): the header is needed no more since 1.5. */
const NEWER: Readonly<Record<string, Pick<DecideOptions, 'newer'>>> = {
  tests_key: { newer: 'data_tests' },
  test_arguments: { newer: 'nested' },
  'yaml.version': { newer: false },
};

function nameVotes(models: readonly LayeredModel[]): Votes {
  const staged = stagedModels(models);
  const { naming, entity } = readStagingNames(staged);
  const { intermediate, fact, dimension } = readLaterNames(models);
  const staging = models.filter(({ layer }) => layer === 'staging');
  const before = models.filter(({ layer }) => layer === 'before_staging');
  return {
    'naming.staging': naming,
    'naming.intermediate': intermediate,
    'naming.fact': fact,
    'naming.dimension': dimension,
    entity,
    'folders.staging': stagingFolders(staged),
    'folders.intermediate': laterFolders(models, 'intermediate'),
    'folders.marts': laterFolders(models, 'marts'),
    primary_key: primaryKeys(staged, models),
    'layers.before_staging': before.length > 0 ? each(before, kindBeforeStaging) : each(staging, () => null),
  };
}

function placeVotes(models: readonly LayeredModel[], { sources, settingOf }: WrittenProject): Votes {
  const sourceOf = new Map(
    stagedModels(models).flatMap(({ name, source }) => (source === null ? [] : [[name, source]])),
  );
  const ofLayers = LAYERS.map((layer) => {
    const own = models.filter((model) => model.layer === layer);
    return {
      [`properties.${layer}`]: propertiesFiles(own, sourceOf),
      [`materialized.${layer}`]: materializations(own, settingOf),
      [`schema.${layer}`]: each(own, ({ layerFolder }) => settingOf(layerFolder, 'schema')),
    };
  });
  return Object.assign({ sources_file: sourceFiles(sources) }, ...ofLayers);
}

/** Where so many models leave it to the layer's folder, that says what a new one becomes; the others have reasons. */
const LEFT_TO_FOLDER = 0.25;

function materializations(models: readonly LayeredModel[], settingOf: WrittenProject['settingOf']): Vote[] {
  const ofFolder = ({ materialized, path }: LayeredModel): string | null =>
    materialized ?? settingOf(folderOf(path), 'materialized');
  const asLayer = models.filter((model) => {
    const ofLayer = settingOf(model.layerFolder, 'materialized');
    return model.materialized === null && ofLayer !== null && ofFolder(model) === ofLayer;
  });
  const voters = asLayer.length >= models.length * LEFT_TO_FOLDER ? asLayer : models;
  return each(voters, (model) => ofFolder(model) ?? 'view');
}

function sqlVotes(models: readonly LayeredModel[]): Votes {
  const staging = models.filter(({ layer }) => layer === 'staging');
  const select = staging.length > 0 ? staging : models;
  const sql = (read: (facts: SqlStyleFacts) => ConventionValue): readonly Vote[] => shown(models, read);
  return {
    'sql.keywords': sql(({ keywords }) => keywords),
    'sql.commas': sql(({ commas }) => commas),
    'sql.indent': sql(({ indent }) => indent),
    'sql.with': sql((facts) => facts.with),
    'sql.blank_lines': sql(({ blank_lines }) => blank_lines),
    'sql.quoting': sql(({ quoting }) => quoting),
    'sql.casts': sql(({ casts }) => casts),
    'sql.config_block': sql(({ config_block }) => config_block),
    'sql.column_groups': shown(select, ({ column_groups }) => column_groups),
    'sql.staging_ctes': shown(staging, ({ ctes }) => ctes),
    'sql.final_cte': finalCtes(models),
  };
}

/** Where each calls its last CTE after what it holds, a new one is called as the field does. */
const USUAL_FINAL_CTE = 'final';

/** What later models call the CTE that they end with: one name for all where most call it so. */
function finalCtes(models: readonly LayeredModel[]): Vote[] {
  const later = models.filter(
    ({ layer, sql }) => layer !== 'staging' && layer !== 'before_staging' && sql?.ctes.length,
  );
  const votes = each(later, ({ sql }) => sql?.final_cte ?? null);
  const named = decide(votes.filter(({ value }) => value !== null));
  const name = named !== null && named.found * 2 > named.of ? named.value : USUAL_FINAL_CTE;
  return votes.map((vote) => (vote.value === null ? vote : { ...vote, value: name }));
}

function yamlVotes(project: WrittenProject): Votes {
  const { yaml } = project;
  const files = (read: (facts: YamlStyleFacts) => ConventionValue): Vote[] =>
    [...yaml].flatMap(([path, facts]) => {
      const value = read(facts);
      return value === null ? [] : [{ value, voter: path, folder: folderOf(path) }];
    });
  return {
    'yaml.version': files(({ version }) => version),
    'yaml.indent': files(({ indent }) => indent),
    'yaml.lists': files(({ lists }) => lists),
    'yaml.blank_lines': files(({ blank_lines }) => blank_lines),
    'yaml.data_type': files(({ data_type }) => data_type),
    tests_key: files(({ tests_key }) => tests_key),
    test_arguments: files(({ test_arguments }) => test_arguments),
    docs: docsVotes(project),
  };
}

/** A project that describes less than this share of what its files list has no docs to speak of. */
const DESCRIBED = 0.05;

function docsVotes({ yaml }: WrittenProject): Vote[] {
  const files = [...yaml].map(([path, { docs }]) => ({ path, docs, described: docs.inline + docs.doc_blocks }));
  const all = files.reduce((sum, { docs, described }) => sum + docs.none + described, 0);
  const isDocumented = files.reduce((sum, { described }) => sum + described, 0) > all * DESCRIBED;
  return files
    .filter(({ docs, described }) => (isDocumented ? described > 0 : docs.none > 0))
    .map(({ path, docs }) => ({
      value: isDocumented ? (docs.inline >= docs.doc_blocks ? 'inline' : 'doc_blocks') : 'none',
      voter: path,
      folder: folderOf(path),
    }));
}

function each<T extends WrittenModel>(models: readonly T[], read: (model: T) => ConventionValue): Vote[] {
  return models.map((model) => ({ value: read(model), voter: model.name, folder: folderOf(model.path) }));
}

/** The votes of the SQL models that show something. */
function shown(models: readonly WrittenModel[], read: (facts: SqlStyleFacts) => ConventionValue): Vote[] {
  return each(models, ({ sql }) => (sql === null ? null : read(sql))).filter(({ value }) => value !== null);
}
