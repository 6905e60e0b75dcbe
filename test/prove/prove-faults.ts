import { testId } from './affected-tests.ts';
import type { BuildResult, DbtWorker, NodeResult } from './dbt-worker.ts';
import { replaceRows } from './load-database.ts';
import type { Fault } from './plant-faults.ts';
import type { PlanModels } from './plan-models.ts';
import type { Schema } from './schema.ts';

/** A project that was built, and the raw tables that it reads, loaded without constraints. */
export interface BuiltProject {
  readonly projectDir: string;
  readonly plan: PlanModels;
  readonly raw: string;
  readonly schema: Schema;
}

/** Loads one fault after another and says which tests did not fail that had to, and which did that had not. */
export async function faultProblems(
  project: BuiltProject,
  faults: readonly Fault[],
  worker: DbtWorker,
): Promise<string[]> {
  const problems: string[] = [];
  for (const [index, fault] of faults.entries()) {
    await replaceRows(project.raw, { schema: project.schema, rows: fault.rows });
    // What is below the changed table, and below the one that is whole again: the rest has the rows that it passed
    // with. Not `build`, which would skip every test below the first that fails.
    const changed = [fault, ...faults.slice(Math.max(0, index - 1), index)].map(({ model }) => `${model}+`);
    const ran = await worker.run(project.projectDir, [
      ['run', '--select', ...changed],
      ['test', '--select', ...changed],
    ]);
    problems.push(...problemsOf(fault, ran, project.plan));
  }
  return problems;
}

function problemsOf(fault: Fault, { exception, nodes }: BuildResult, plan: PlanModels): string[] {
  const failed = nodes
    .filter((node) => node.unique_id.startsWith('test.') && ['fail', 'warn'].includes(node.status))
    .map((node) => describeTest(node, plan));
  const broken = nodes.filter((node) => ['error', 'skipped'].includes(node.status));
  return [
    ...(exception ? [`${fault.what}: ${exception}`] : []),
    ...broken.map((node) => `${fault.what}: ${node.status}: ${node.name}: ${node.message ?? ''}`),
    ...fault.expected
      .filter((test) => !failed.includes(test))
      .map((test) => `${fault.what}: should have failed: ${test}`),
    ...failed
      .filter((test) => !fault.expected.includes(test))
      .map((test) => `${fault.what}: should not have failed: ${test}`),
  ];
}

function describeTest(node: NodeResult, { models }: PlanModels): string {
  const model = (node.attached ?? node.depends_on[0] ?? '').split('.').at(-1) ?? '';
  if (node.test) return testId(model, node.test, node.column ? [node.column] : []);
  return testId(model, 'unique_combination', models.get(model)?.unique_combination?.columns ?? []);
}
