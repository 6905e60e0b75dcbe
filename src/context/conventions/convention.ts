/**
 * A convention of the project: a value with what speaks for it. `{source}`, `{entity}`, `{model}`, `{folder}` stand for what
 * differs from node to node.
 */
export interface Convention {
  readonly value: ConventionValue;
  /** How sure it is that a new node should follow it, 0 to 1. */
  readonly confidence: number;
  /** Nodes or files that follow it, of those that could: "42 of 45". */
  readonly found: number;
  readonly of: number;
  /** A few of those that follow it: names of models, paths of files. */
  readonly examples: readonly string[];
  /** What settled a mixed case. `config`: cartridge.yml says so. */
  readonly decided_by: 'all' | 'folder' | 'newest' | 'majority' | 'config';
}

export type ConventionValue = string | number | boolean | null | readonly string[];

/**
 * Every convention that is looked for, with what it may be. Those that style.ts has too are written by; the rest is told.
 * A convention without evidence is not found: no key.
 */
export const CONVENTION_NAMES = [
  'naming.staging', // 'stg_{source}__{entity}'
  'naming.intermediate',
  'naming.fact',
  'naming.dimension',
  'entity', // 'plural' | 'singular' | 'as_raw'
  'folders.staging', // 'models/staging/{source}'; a layer's marts below areas: the common folder above them
  'folders.intermediate',
  'folders.marts',
  'properties.staging', // '_{source}__models.yml', '{model}.yml', 'schema.yml': a file beside the models; '../' may lead up
  'properties.intermediate',
  'properties.marts',
  'sources_file', // 'models/staging/{source}/_{source}__sources.yml', 'models/sources.yml'
  'materialized.staging', // 'view' | 'table' | 'ephemeral' | 'incremental'
  'materialized.intermediate',
  'materialized.marts',
  'schema.staging', // what +schema says of the layer's folder, or null: the target's own
  'schema.intermediate',
  'schema.marts',
  'yaml.version', // true | false
  'yaml.indent', // 2 | 4
  'yaml.lists', // 'indented' | 'flush'
  'yaml.blank_lines', // 0 | 1
  'yaml.data_type', // true | false
  'yaml.meta', // true | false: whether files of properties give nodes or columns meta
  'yaml.source_columns', // true | false: whether the tables of sources list their columns
  'tests_key', // 'tests' | 'data_tests'
  'test_arguments', // 'nested' | 'inline'
  'sql.keywords', // 'lower' | 'upper'
  'sql.commas', // 'trailing' | 'leading'
  'sql.indent', // 2 | 4 | 'tab'
  'sql.with', // 'own_line' | 'inline'
  'sql.indented_ctes', // true | false: whether CTEs stand deeper than a `with` on its own line
  'sql.blank_lines', // true | false
  'sql.staging_ctes', // ['source', 'renamed'] | []
  'sql.final_cte', // 'final' | null: the last select is no `select * from <cte>`; another name where it is one for all
  'sql.quoting', // 'needed' | 'always'
  'sql.casts', // 'cast' | 'double_colon'
  'sql.column_groups', // true | false
  'sql.headings', // '---------- {group}' | '-- {Group}' | ..: how the comments are written that head the groups
  'sql.config_block', // true | false
  'docs', // 'inline' | 'doc_blocks' | 'none'
  'primary_key', // '{entity}_id' | 'id' | '{entity}_key' | '{entity}_pk'
  'tags', // tags in use, most frequent first, at most five
  'meta_keys', // keys of meta in use, most frequent first, at most five
  'layers.before_staging', // 'base' | 'tmp' | null: models between a source and its staging model
] as const;
export type ConventionName = (typeof CONVENTION_NAMES)[number];

/** What was found, by name. */
export type Conventions = Readonly<Partial<Record<ConventionName, Convention>>>;
