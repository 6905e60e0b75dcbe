import type { ErrorCode, Problem } from '../../errors.ts';
import type { Quoting } from '../context.ts';
import { readFunctionCalls } from '../../sql/jinja-arguments.ts';
import { readYaml } from '../../yaml/read.ts';
import type { YamlText } from '../../yaml/read.ts';
import { namedList } from '../named-list.ts';
import type { FormCounts } from './form-counts.ts';
import { countForms } from './form-counts.ts';
import { listOf, textOf } from './plain-data.ts';
import { isMapping, mappingOf } from '../../yaml/mapping.ts';
import type { PropertyFacts } from './property-facts.ts';
import { readProperties } from './property-facts.ts';
import type { SqlFacts } from './sql-facts.ts';
import { readGraphCalls } from './sql-facts.ts';

/** What one YAML file says of the project's nodes, as written: dbt would render the Jinja. Plain JSON. */
export interface YamlFacts {
  /** Keys of the document. */
  readonly keys: readonly string[];
  readonly sources: readonly SourceEntry[];
  readonly entries: readonly NodeEntry[];
  /** In which form its tests and configs are written. */
  readonly forms: FormCounts;
  /** Why the file, or an entry of it, could not be read. */
  readonly problems: readonly Problem[];
}

/** One entry of `sources:`. */
export interface SourceEntry extends Where {
  readonly name: string;
  readonly enabled: Written<boolean>;
  readonly quoting: Quoting;
  readonly tables: readonly TableEntry[];
  /** Whether it says nothing but which tables there are: the source itself is declared elsewhere. */
  readonly is_partial: boolean;
}

/** Where dbt looks for the tables of a source. Null: not said. */
interface Where {
  readonly database: string | null;
  readonly schema: string | null;
}

/** A value as written: a text may be Jinja. Null: not said. */
export type Written<T> = T | string | null;

export interface TableEntry extends PropertyFacts {
  readonly name: string;
  readonly identifier: string | null;
  readonly enabled: Written<boolean>;
  readonly quoting: Quoting;
}

/** One entry of `models:`, `seeds:`, `exposures:` and so on. */
export interface NodeEntry extends PropertyFacts, Pick<SqlFacts, 'refs' | 'sources'> {
  readonly resource: Resource;
  readonly name: string;
  readonly enabled: Written<boolean>;
  readonly materialized: string | null;
  readonly schema: string | null;
  readonly alias: string | null;
  /** Of a model with versions: each with the file that it says to be defined in. */
  readonly versions: readonly { readonly v: string | number; readonly defined_in: string | null }[];
  /** Of a snapshot: the whole of it stands in YAML. */
  readonly is_whole: boolean;
}

const RESOURCES = {
  models: 'model',
  seeds: 'seed',
  snapshots: 'snapshot',
  analyses: 'analysis',
  macros: 'macro',
  exposures: 'exposure',
  groups: 'group',
  metrics: 'metric',
  semantic_models: 'semantic_model',
  saved_queries: 'saved_query',
  unit_tests: 'unit_test',
  functions: 'function',
} as const;
export type Resource = (typeof RESOURCES)[keyof typeof RESOURCES];
const LISTS: readonly string[] = ['sources', ...Object.keys(RESOURCES)];

/**
 * Reads one YAML file of a project as dbt does (YAML 1.1, the last of repeated keys). A text that is no YAML is a problem
 * with its line, and has no facts. Pure; never throws.
 */
export function readYamlFacts(text: string, path: string): YamlFacts {
  const yaml = readYaml(text, path, CODE);
  if ('problems' in yaml) return { ...NO_YAML_FACTS, problems: yaml.problems };
  const document = mappingOf(yaml.value);
  const sources = namedList(document, 'sources');
  return {
    keys: Object.keys(document),
    sources: sources.map(({ name, value }) => readSource(name, value)),
    entries: Object.entries(RESOURCES).flatMap(([key, resource]) =>
      namedList(document, key).map(({ name, value }) => readEntry({ resource, name, value })),
    ),
    forms: countForms(document),
    problems: shapeProblems(yaml, path),
  };
}

const CODE: ErrorCode = 'FILE_UNREADABLE';
const NO_YAML_FACTS: YamlFacts = { keys: [], sources: [], entries: [], forms: countForms({}), problems: [] };

type Mapping = Readonly<Record<string, unknown>>;

function readSource(name: string, value: Mapping): SourceEntry {
  return {
    name,
    database: textOf(value['database']) ?? textOf(value['catalog']),
    schema: textOf(value['schema']),
    enabled: enabledBy(value),
    quoting: quotingOf(value['quoting']),
    tables: namedList(value, 'tables').map((table) => ({
      name: table.name,
      identifier: textOf(table.value['identifier']),
      enabled: enabledBy(table.value),
      quoting: quotingOf(table.value['quoting']),
      ...readProperties(table.value),
    })),
    is_partial: Object.keys(value).every((key) => key === 'name' || key === 'tables'),
  };
}

function readEntry({ resource, name, value }: { resource: Resource; name: string; value: Mapping }): NodeEntry {
  const config = mappingOf(value['config']);
  const { refs, sources } = readGraphCalls(pointersOf(value).flatMap((text) => readFunctionCalls(text, CALLS)));
  return {
    resource,
    name,
    refs,
    sources,
    enabled: enabledBy(value),
    materialized: textOf(config['materialized']),
    schema: textOf(config['schema']),
    alias: textOf(config['alias']),
    versions: listOf(value['versions']).flatMap((version) => {
      const { v, defined_in: file } = mappingOf(version);
      return typeof v === 'string' || typeof v === 'number' ? [{ v, defined_in: textOf(file) }] : [];
    }),
    is_whole: resource === 'snapshot' && 'relation' in value,
    ...readProperties(value),
  };
}

const CALLS = /(?<![\w.])(ref|source)\s*\(/g;

/** Where an entry names nodes in the form `ref('x')`: a snapshot's relation, an exposure's parents, a semantic model's model. */
function pointersOf({ relation, model, depends_on: parents }: Mapping): string[] {
  return [relation, model, ...listOf(parents)].filter((pointer) => typeof pointer === 'string');
}

function enabledBy({ config, enabled }: Mapping): Written<boolean> {
  const written = mappingOf(config)['enabled'] ?? enabled;
  return typeof written === 'boolean' || typeof written === 'string' ? written : null;
}

function quotingOf(value: unknown): Quoting {
  return Object.fromEntries(
    Object.entries(mappingOf(value)).filter(
      ([key, quoted]) => typeof quoted === 'boolean' && ['database', 'schema', 'identifier'].includes(key),
    ),
  );
}

/** Entries that dbt would refuse for want of a name. */
function shapeProblems({ value, positionOf }: YamlText, file: string): Problem[] {
  if (value === null) return [];
  if (!isMapping(value)) return [{ code: CODE, message: `${file} is no mapping`, where: { file, line: 1, column: 1 } }];
  return LISTS.flatMap((key) =>
    listOf(value[key]).flatMap((entry, index): Problem[] =>
      typeof mappingOf(entry)['name'] === 'string'
        ? []
        : [
            {
              code: CODE,
              message: `${file} has an entry of ${key} without a name that is text`,
              where: { file, ...positionOf([key, index]) },
            },
          ],
    ),
  );
}
