import type { Problem } from '../../errors.ts';
import type { Duckdb } from '../../outside/duckdb.ts';
import type { ExecutionPlan } from '../../plan/plan.ts';
import type { ProjectNodes, SqlNode } from '../nodes/read-nodes.ts';
import { checkColumns } from './check-columns.ts';
import { checkGenericTests, checkSingularTests } from './check-tests.ts';
import { compileModel } from './compile-model.ts';
import type { Binding } from './binding.ts';
import { labelsIn, readColumns } from './binding.ts';
import { columnsByNode } from './columns-by-node.ts';
import { faultProblem } from './fault-problem.ts';
import { orderTouchedModels } from '../nodes/model-order.ts';
import { createRawTables } from './raw-tables.ts';
import { openSealedDuckdb } from './sealed-duckdb.ts';

/** What to bind: the nodes of a project, and the models of it that matter. */
export interface BindInput {
  readonly nodes: ProjectNodes;
  readonly catalog: ExecutionPlan['catalog'];
  readonly isTouched: (model: SqlNode) => boolean;
  readonly signal?: AbortSignal | undefined;
}

/** What binding found. A model is left out where it needs more than cartridge can render or the plan knows. */
export interface BindResult {
  readonly total: number;
  readonly failed: number;
  /** Model -> why it was not compiled, in words. */
  readonly notBound: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
}

/**
 * Compiles every touched model, after its parents, against empty tables of the raw columns in a DuckDB in memory; then
 * compares its columns with its YAML and compiles its tests. No row is read, nothing outside of memory is reached.
 */
export async function bindModels({ nodes, catalog, isTouched, signal }: BindInput): Promise<BindResult> {
  const ordered = orderTouchedModels(nodes.models, isTouched);
  const duckdb = await openSealedDuckdb();
  try {
    const binding = await startBinding(duckdb, nodes, catalog);
    for (const { model } of ordered) {
      signal?.throwIfAborted();
      await compileModel(model, binding);
    }
    const problems = await findProblems(nodes, binding);
    return { total: ordered.length, failed: binding.failed.size, notBound: binding.notBound, problems };
  } finally {
    await duckdb.close();
  }
}

async function findProblems(nodes: ProjectNodes, binding: Binding): Promise<Problem[]> {
  const columns = columnsByNode(binding, await readColumns(binding.duckdb));
  const known = { ...columns, labels: labelsIn(binding), columnsOf: columns.ofLabel };
  return [
    ...binding.faults.map((fault) => faultProblem(fault, known)),
    ...checkColumns(nodes, columns),
    ...(await checkGenericTests(nodes, binding, known)),
    ...(await checkSingularTests(nodes.singularTests, binding, known)),
  ];
}

async function startBinding(duckdb: Duckdb, nodes: ProjectNodes, catalog: ExecutionPlan['catalog']): Promise<Binding> {
  const raw = await createRawTables(duckdb, nodes.sources, catalog);
  return {
    duckdb,
    raw,
    models: new Map(),
    failed: new Set(),
    notBound: new Map(),
    faults: [],
  };
}
