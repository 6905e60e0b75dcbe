import type { ExistingColumn, ExistingConstraint, ExistingTest } from '../context.ts';
import { namedList } from '../named-list.ts';
import { listOf, plainMapping, textOf } from './plain-data.ts';
import { isMapping, mappingOf } from '../../yaml/mapping.ts';

/** What a node's properties say of its rows and columns: the same for models, seeds, snapshots and source tables. */
export interface PropertyFacts {
  readonly columns: readonly ExistingColumn[];
  /** Data tests of the whole node. */
  readonly tests: readonly ExistingTest[];
  /** Constraints of the node and of its columns. */
  readonly constraints: readonly ExistingConstraint[];
}

/** Reads the properties of one node, as YAML gave them. What has not the shape that dbt wants is passed over. Pure. */
export function readProperties(node: Readonly<Record<string, unknown>>): PropertyFacts {
  const columns = namedList(node, 'columns');
  return {
    columns: columns.map(({ name, value }) => ({
      name,
      data_type: textOf(value['data_type']),
      tests: testsOf(value),
    })),
    tests: testsOf(node),
    constraints: [...constraintsOf(node, null), ...columns.flatMap(({ name, value }) => constraintsOf(value, name))],
  };
}

/** What configures a test, below `config` or beside it (dbt-facts.md 1.4). */
const TEST_CONFIGS = new Set(
  'severity where limit warn_if error_if fail_calc store_failures store_failures_as tags meta enabled database schema alias group'.split(
    ' ',
  ),
);
/** What else stands beside a test's arguments, in either form. */
const NO_ARGUMENTS = new Set(['arguments', 'config', 'name', 'description', 'test_name']);

/** Whether a key configures a test. */
export function isTestConfig(key: string): boolean {
  return TEST_CONFIGS.has(key);
}

/** The data tests of a node or a column. */
export function testsOf(node: Readonly<Record<string, unknown>>): ExistingTest[] {
  return listOf(node['data_tests'] ?? node['tests']).flatMap((written): ExistingTest[] => {
    const { name, body } = bodyOf(written);
    if (name === null) return [];
    const config = { ...body, ...mappingOf(body['config']) };
    return [
      {
        test: name,
        arguments: plainMapping({ ...inlineArguments(body), ...mappingOf(body['arguments']) }),
        severity: textOf(config['severity'])?.toLowerCase() === 'warn' ? 'warn' : 'error',
        enabled: config['enabled'] !== false,
        where: textOf(config['where']),
      },
    ];
  });
}

/** The arguments that stand beside `config`, not below `arguments`. */
export function inlineArguments(body: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(body).filter(([key]) => !NO_ARGUMENTS.has(key) && !isTestConfig(key)));
}

/** A test is a name, a mapping of its name to its body, or a body that holds `test_name`. */
export function bodyOf(test: unknown): { name: string | null; body: Readonly<Record<string, unknown>> } {
  if (!isMapping(test)) return { name: textOf(test), body: {} };
  const written = textOf(test['test_name']);
  if (written !== null) return { name: written, body: test };
  const [name] = Object.keys(test);
  return name === undefined ? { name: null, body: {} } : { name, body: mappingOf(test[name]) };
}

function constraintsOf(node: Readonly<Record<string, unknown>>, column: string | null): ExistingConstraint[] {
  return listOf(node['constraints']).flatMap((constraint) => {
    const type = isMapping(constraint) ? textOf(constraint['type']) : null;
    if (type === null || !isMapping(constraint)) return [];
    return [
      {
        type,
        columns: column === null ? texts(constraint['columns']) : [column],
        to: textOf(constraint['to']),
        to_columns: texts(constraint['to_columns']),
      },
    ];
  });
}

function texts(list: unknown): string[] {
  return listOf(list).filter((item) => typeof item === 'string');
}
