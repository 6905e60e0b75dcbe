import type { ExistingColumn, ExistingTest } from '../../context/context.ts';
import { readOnlyCall } from '../../sql/jinja-calls.ts';
import { comparedName } from '../existing/compared-name.ts';

/** What the data tests of a source table or a model make sure of, in names of that node, in lower case. */
export interface NodeTests {
  /** Combinations of columns that are unique, those of a single column included. */
  readonly unique: readonly ReadonlySet<string>[];
  readonly notNull: ReadonlySet<string>;
  readonly references: readonly TestedReference[];
}

/** A column whose values are all found in a column of another node. */
export interface TestedReference {
  readonly column: string;
  readonly to: NodeName;
  readonly field: string;
}

/** A node as `ref` or `source` names it, in lower case: `stg_orders`, or `shop.orders` for a source table. */
export interface NodeName {
  readonly resource: 'model' | 'source';
  readonly name: string;
}

/**
 * Arguments by which the tests of dbt and of the packages in common use name their columns, by the test's name without its
 * package, since projects copy them into macros of their own.
 */
const UNIQUE_ARGUMENTS: Readonly<Record<string, string>> = {
  unique: 'column_name',
  unique_combination_of_columns: 'combination_of_columns',
  expect_column_values_to_be_unique: 'column_name',
  expect_compound_columns_to_be_unique: 'column_list',
  primary_key: 'column_names',
  unique_key: 'column_names',
};
const NOT_NULL_TESTS = new Set(['not_null', 'expect_column_values_to_not_be_null', 'primary_key']);
const REFERENCE_ARGUMENTS: Readonly<Record<string, readonly [to: string, field: string]>> = {
  relationships: ['to', 'field'],
  relationships_where: ['to', 'field'],
  foreign_key: ['pk_table_name', 'pk_column_name'],
};

/** Reads the tests of a node; those that are turned off, or that say something else, are passed over. Pure. */
export function readNodeTests(node: {
  readonly columns: readonly ExistingColumn[];
  readonly tests: readonly ExistingTest[];
}): NodeTests {
  const ofColumns = node.columns.flatMap((column) => column.tests.map((test) => ({ test, column: column.name })));
  const ofNode = node.tests.map((test) => ({ test, column: null }));
  const tests = [...ofColumns, ...ofNode].filter(({ test }) => test.enabled);
  return {
    unique: tests.flatMap(({ test, column }) => uniqueColumns(test, column)),
    notNull: new Set(tests.flatMap(({ test, column }) => filledColumn(test, column))),
    references: tests.flatMap(({ test, column }) => reference(test, column)),
  };
}

function uniqueColumns(test: ExistingTest, column: string | null): ReadonlySet<string>[] {
  const argument = UNIQUE_ARGUMENTS[baseName(test)];
  if (argument === undefined) return [];
  const given = test.arguments[argument];
  const columns = given === undefined ? [] : namesIn(given);
  if (columns.length > 0) return [new Set(columns)];
  return column === null ? [] : [new Set([comparedName(column)])];
}

function filledColumn(test: ExistingTest, column: string | null): string[] {
  if (!NOT_NULL_TESTS.has(baseName(test))) return [];
  const given = column ?? test.arguments['column_name'];
  return typeof given === 'string' ? [comparedName(given)] : [];
}

function reference(test: ExistingTest, column: string | null): TestedReference[] {
  const [toArgument = '', fieldArgument = ''] = REFERENCE_ARGUMENTS[baseName(test)] ?? [];
  const to = nodeName(test.arguments[toArgument]);
  const field = test.arguments[fieldArgument];
  const from = column ?? test.arguments['column_name'] ?? test.arguments['fk_column_name'];
  if (to === null || typeof field !== 'string' || typeof from !== 'string') return [];
  return [{ column: comparedName(from), to, field: comparedName(field) }];
}

function baseName({ test }: ExistingTest): string {
  return test.slice(test.lastIndexOf('.') + 1);
}

/** The columns of a list, or of an expression that puts them together: `order_id || '-' || line_number`. */
function namesIn(given: unknown): string[] {
  if (Array.isArray(given))
    return given.flatMap((name: unknown) => (typeof name === 'string' ? [comparedName(name)] : []));
  if (typeof given !== 'string') return [];
  const withoutTexts = given.replace(/'(?:[^']|'')*'/g, ' ');
  const calls = /[\p{L}_][\p{L}\p{N}_]*\s*\(/gu;
  const words = withoutTexts.replace(calls, ' ').match(/"(?:[^"]|"")*"|`[^`]*`|[\p{L}_][\p{L}\p{N}_$]*/gu) ?? [];
  return words.map(comparedName);
}

/** `ref('m')`, `ref('package', 'm')`, `source('s', 't')`, in braces or not; null for anything else. */
function nodeName(written: unknown): NodeName | null {
  const call = readNodeCall(written);
  const last = call?.args.at(-1)?.toLowerCase();
  if (!call || last === undefined) return null;
  if (call.function === 'ref') return { resource: 'model', name: last };
  return { resource: 'source', name: `${call.args[0]?.toLowerCase()}.${last}` };
}

/** The call that an argument of a test is: `ref('m')`, in braces or not, a version left out; null for anything else. */
export function readNodeCall(written: unknown): ReturnType<typeof readOnlyCall> {
  if (typeof written !== 'string') return null;
  const bare = written.replace(/^\s*\{\{-?\s*|\s*-?\}\}\s*$/g, '').trim();
  return readOnlyCall(bare.replace(/,\s*v(?:ersion)?\s*=[^,()]*/, ''));
}
