import type { Problem } from '../../errors.ts';
import { CartridgeError } from '../../errors.ts';
import type { ProjectNodes, SqlNode } from '../nodes/read-nodes.ts';
import type { GenericTest, YamlColumn } from '../nodes/yaml-nodes.ts';
import type { Binding } from './binding.ts';
import { relationIn } from './binding.ts';
import type { ColumnsByNode } from './columns-by-node.ts';
import { faultOffset, provesNothing, readFault } from './duckdb-fault.ts';
import { explainFault } from './explain-fault.ts';
import { faultProblem } from './fault-problem.ts';
import type { Known } from './fault-problem.ts';
import { renderSql } from './render-sql.ts';
import { testSql } from './test-sql.ts';

/**
 * Compiles dbt's own generic tests of every compiled node. The tests of a node go to DuckDB in one statement; only when
 * that is refused one by one. Columns that the node does not have are `check-columns`' to report.
 */
export async function checkGenericTests(
  nodes: ProjectNodes,
  binding: Binding,
  known: Known & ColumnsByNode,
): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const { relation, label, tests } of testedNodes(nodes, binding, known)) {
    const relationOf = relationIn(binding);
    const queries = tests.flatMap(({ test, column }) => {
      const sql = testSql({ test, column, relation }, relationOf);
      return sql === null ? [] : [{ test, column, sql }];
    });
    if (queries.length === 0 || (await refusal(binding, union(queries))) === null) continue;
    for (const { test, column, sql } of queries) {
      const message = await refusal(binding, union([{ sql }]), known);
      if (message === null) continue;
      const of = column ? `${label}.${column.name}` : label;
      problems.push({
        code: 'VERIFY_BIND',
        message: `the test ${test.name} of ${of} does not compile: ${message}`,
        where: test.where(),
      });
    }
  }
  return problems;
}

/** Compiles the tests that are files of their own, where all that they select from is compiled. */
export async function checkSingularTests(
  tests: readonly SqlNode[],
  binding: Binding,
  known: Known,
): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const node of tests) {
    const rendered = renderSql(node.file.content, node.scan, relationIn(binding));
    if ('unknown' in rendered) continue;
    const start = 'select 1 from (\n';
    const statement = `${start}${rendered.sql}\n) t`;
    try {
      await binding.duckdb.prepare(statement);
    } catch (error) {
      const fault = readFault(error);
      if (!provesNothing(fault))
        problems.push(faultProblem({ node, rendered, fault, prefix: start.length, statement }, known));
    }
  }
  return problems;
}

interface TestedNode {
  readonly relation: string;
  readonly label: string;
  readonly tests: readonly { readonly test: GenericTest; readonly column: YamlColumn | undefined }[];
}

function testedNodes(
  { entries, sources }: ProjectNodes,
  { models, raw }: Binding,
  columns: ColumnsByNode,
): TestedNode[] {
  const ofModels = entries.map((entry) => ({
    entry,
    label: entry.name,
    relation: entry.resource === 'model' ? models.get(entry.name) : undefined,
  }));
  const ofSources = sources.map((entry) => {
    const label = `${entry.source}.${entry.name}`;
    return { entry, label, relation: raw.get(label)?.relation };
  });
  return [...ofModels, ...ofSources].flatMap(({ entry, label, relation }) => {
    if (relation === undefined) return [];
    const real = new Set(columns.ofLabel(label).map((column) => column.toLowerCase()));
    const ofColumns = entry.columns
      .filter(({ name }) => real.has(name.toLowerCase()))
      .flatMap((column) => column.tests.map((test) => ({ test, column })));
    return [{ relation, label, tests: [...entry.tests.map((test) => ({ test, column: undefined })), ...ofColumns] }];
  });
}

function union(queries: readonly { readonly sql: string }[]): string {
  return queries.map(({ sql }) => `select 1 from (${sql}) t`).join(' union all ');
}

/** Why DuckDB refuses a statement, in words; null where it does not, or where that proves nothing. */
async function refusal({ duckdb }: Binding, sql: string, known?: Known): Promise<string | null> {
  try {
    await duckdb.prepare(sql);
    return null;
  } catch (error) {
    if (!(error instanceof CartridgeError)) throw error;
    const fault = readFault(error);
    if (provesNothing(fault)) return null;
    const offset = faultOffset(fault, sql);
    return known ? explainFault(fault, { ...known, sql, offset }) : fault.message;
  }
}
