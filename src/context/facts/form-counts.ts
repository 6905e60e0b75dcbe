import { listOf } from './plain-data.ts';
import { isMapping, mappingOf } from '../../yaml/mapping.ts';
import { bodyOf, inlineArguments } from './property-facts.ts';

/** How often each form that changed with dbt's versions is used (dbt-facts.md 1.0). */
export interface FormCounts {
  readonly tests: number;
  readonly data_tests: number;
  readonly nested_arguments: number;
  readonly inline_arguments: number;
  /** Configs of sources and their tables: `meta`, `tags`, `freshness`, `loaded_at_field`. */
  readonly nested_source_config: number;
  readonly top_level_source_config: number;
  /** `meta` and `tags` of columns. */
  readonly nested_column_config: number;
  readonly top_level_column_config: number;
}

type Mapping = Readonly<Record<string, unknown>>;

/** Counts the forms in a document. Pure. */
export function countForms(document: Mapping): FormCounts {
  const sources = listOf(document['sources']).filter(isMapping);
  const tables = sources.flatMap((source) => listOf(source['tables']).filter(isMapping));
  const nodes = ['models', 'seeds', 'snapshots'].flatMap((key) => listOf(document[key]).filter(isMapping));
  const columns = [...nodes, ...tables].flatMap((node) => listOf(node['columns']).filter(isMapping));
  const tested = [...nodes, ...tables, ...columns];
  const bodies = tested.flatMap((node) => listOf(node['data_tests'] ?? node['tests']).map((test) => bodyOf(test).body));
  const configured = [...sources, ...tables];
  return {
    tests: tested.filter((node) => 'tests' in node).length,
    data_tests: tested.filter((node) => 'data_tests' in node).length,
    nested_arguments: bodies.filter((body) => 'arguments' in body).length,
    inline_arguments: bodies.filter((body) => Object.keys(inlineArguments(body)).length > 0).length,
    nested_source_config: configured.filter((node) => hasAny(mappingOf(node['config']), SOURCE_CONFIGS)).length,
    top_level_source_config: configured.filter((node) => hasAny(node, SOURCE_CONFIGS)).length,
    nested_column_config: columns.filter((node) => hasAny(mappingOf(node['config']), COLUMN_CONFIGS)).length,
    top_level_column_config: columns.filter((node) => hasAny(node, COLUMN_CONFIGS)).length,
  };
}

/** Counts of several files together. */
export function addForms(counts: readonly FormCounts[]): FormCounts {
  const sum = (key: keyof FormCounts): number => counts.reduce((total, each) => total + each[key], 0);
  return {
    tests: sum('tests'),
    data_tests: sum('data_tests'),
    nested_arguments: sum('nested_arguments'),
    inline_arguments: sum('inline_arguments'),
    nested_source_config: sum('nested_source_config'),
    top_level_source_config: sum('top_level_source_config'),
    nested_column_config: sum('nested_column_config'),
    top_level_column_config: sum('top_level_column_config'),
  };
}

const SOURCE_CONFIGS = ['meta', 'tags', 'freshness', 'loaded_at_field'];
const COLUMN_CONFIGS = ['meta', 'tags'];

function hasAny(node: Mapping, keys: readonly string[]): boolean {
  return keys.some((key) => key in node);
}
