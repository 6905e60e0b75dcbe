import { styleSchema } from '../../config.ts';
import type { StyleSettings } from '../../config.ts';
import type { DbtForm } from '../dbt-form.ts';
import type { Layer, Style } from '../style.ts';
import { DEFAULT_STYLE, LAYERS } from '../style.ts';
import type { Convention, ConventionName, Conventions } from './convention.ts';
import { layerOfName } from './layer-words.ts';

export interface ResolveOptions {
  /** How properties are written for the project's version of dbt. */
  readonly form: DbtForm;
  /** Folders of models, as dbt_project.yml names them. */
  readonly modelFolders: readonly string[];
  /** Folders of tests that are files of SQL. */
  readonly testFolders?: readonly string[];
}

/** The style to write by: every convention that is sure enough, dbt Labs' own for the rest. Pure. */
export function resolveStyle(conventions: Conventions, options: ResolveOptions): Style {
  const { form, modelFolders, testFolders = [] } = options;
  const found = usable(conventions);
  const { naming, entity, docs, primary_key, yaml, sql } = DEFAULT_STYLE;
  const folders = byLayer((layer) => found[`folders.${layer}`] ?? rooted(DEFAULT_STYLE.folders[layer], modelFolders));
  return {
    naming: {
      staging: found['naming.staging'] ?? naming.staging,
      intermediate: found['naming.intermediate'] ?? naming.intermediate,
      fact: found['naming.fact'] ?? naming.fact,
      dimension: found['naming.dimension'] ?? naming.dimension,
    },
    entity: found.entity ?? entity,
    folders,
    properties: byLayer(
      (layer) => found[`properties.${layer}`] ?? propertiesElsewhere(found) ?? DEFAULT_STYLE.properties[layer],
    ),
    sources_file: found.sources_file ?? `${folders.staging.replace(/\/+$/, '')}/_{source}__sources.yml`,
    tests_folder: testFolders[0] ?? DEFAULT_STYLE.tests_folder,
    materialized: byLayer((layer) => found[`materialized.${layer}`] ?? DEFAULT_STYLE.materialized[layer]),
    yaml: {
      version: found['yaml.version'] ?? yaml.version,
      indent: found['yaml.indent'] ?? yaml.indent,
      lists: found['yaml.lists'] ?? yaml.lists,
      blank_lines: found['yaml.blank_lines'] ?? yaml.blank_lines,
      data_type: found['yaml.data_type'] ?? yaml.data_type,
      meta: found['yaml.meta'] ?? yaml.meta,
      source_columns: found['yaml.source_columns'] ?? yaml.source_columns,
    },
    sql: {
      keywords: found['sql.keywords'] ?? sql.keywords,
      commas: found['sql.commas'] ?? sql.commas,
      indent: found['sql.indent'] ?? sql.indent,
      with: found['sql.with'] ?? sql.with,
      indented_ctes: found['sql.indented_ctes'] ?? sql.indented_ctes,
      blank_lines: found['sql.blank_lines'] ?? sql.blank_lines,
      staging_ctes: found['sql.staging_ctes'] ?? sql.staging_ctes,
      final_cte: found['sql.final_cte'] === undefined ? sql.final_cte : found['sql.final_cte'],
      quoting: found['sql.quoting'] ?? sql.quoting,
      casts: found['sql.casts'] ?? sql.casts,
      column_groups: found['sql.column_groups'] ?? sql.column_groups,
      headings: found['sql.headings'] ?? sql.headings,
      config_block: found['sql.config_block'] ?? sql.config_block,
    },
    docs: found.docs ?? docs,
    primary_key: found.primary_key ?? primary_key,
    form: formOf(form, conventions),
  };
}

/** Less sure ones are no better than dbt Labs' own, unless most that could follow them do. */
const SURE_ENOUGH = 0.5;
/** That a project wants no docs takes more than a file or two without any. */
const SURE_OF_NOTHING = 0.8;
/** What a model may become without more being known of it: an incremental one must say how it grows. */
const PLAIN_MATERIALIZATIONS: readonly unknown[] = ['view', 'table', 'ephemeral'];

/** The values to write by, under their names. One that cartridge.yml would not be allowed to say is left out too. */
function usable(conventions: Conventions): StyleSettings {
  const entries = Object.entries(conventions).filter(([name, convention]) => isUsable(name, convention));
  const values = entries.flatMap(([name, { value }]) => {
    const parsed = styleSchema.safeParse({ [name]: value });
    return parsed.success ? Object.entries(parsed.data) : [];
  });
  return Object.fromEntries(values);
}

function isUsable(name: string, { value, confidence, found, of, decided_by }: Convention): boolean {
  if (decided_by === 'config') return true;
  if (name.startsWith('materialized.') && !PLAIN_MATERIALIZATIONS.includes(value)) return false;
  if (value === 'none') return confidence >= SURE_OF_NOTHING;
  return confidence >= SURE_ENOUGH || found * 2 > of;
}

function byLayer(value: (layer: Layer) => string): Style['folders'] {
  return { staging: value('staging'), intermediate: value('intermediate'), marts: value('marts') };
}

/** dbt's own folder below the folder of models that this project has. */
function rooted(folder: string, modelFolders: readonly string[]): string {
  const [first] = modelFolders;
  const isThere = first === undefined || modelFolders.some((each) => folder.startsWith(`${each}/`));
  return isThere ? folder : `${first}${folder.slice(folder.indexOf('/'))}`;
}

/** A layer without properties gets what another layer has, where that is no name for that layer or for a source. */
function propertiesElsewhere(found: StyleSettings): string | undefined {
  const others = LAYERS.map((layer) => found[`properties.${layer}`]);
  return others.find((pattern) => pattern !== undefined && !pattern.includes('{source}') && !namesLayer(pattern));
}

function namesLayer(pattern: string): boolean {
  return pattern.split(/[^a-z]+/i).some((word) => layerOfName(`${word}_x`) !== null);
}

/** Only cartridge.yml may overrule what the version of dbt asks for. */
function formOf(form: DbtForm, conventions: Conventions): DbtForm {
  const said = (name: ConventionName): boolean => conventions[name]?.decided_by === 'config';
  const { tests_key, test_arguments } = usable(conventions);
  return {
    ...form,
    ...(said('tests_key') && tests_key !== undefined ? { tests_key } : {}),
    ...(said('test_arguments') && test_arguments !== undefined ? { test_arguments } : {}),
  };
}
