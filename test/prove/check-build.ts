import { join } from 'node:path';
import { openDuckdb } from '../../src/outside/duckdb.ts';
import type { BuildResult, NodeResult } from './dbt-worker.ts';
import type { PlanModels } from './plan-models.ts';
import { rawTableOf } from './plan-models.ts';
import { quote } from './synthetic-rows.ts';

/** Everything that a build must not say: an error, a warning, a deprecation, a test that found something. */
export function buildProblems(built: BuildResult): string[] {
  const failed = built.nodes.filter((node) => !['success', 'pass'].includes(node.status));
  return [
    ...(built.exception ? [built.exception] : []),
    ...failed.map((node) => `${node.status}: ${node.name}: ${node.message ?? ''}`),
    ...built.events.map(([level, event, message]) => `${level} ${event}: ${message.slice(0, 300)}`),
  ];
}

/** Tests of severity warn that found something, with the number of rows. */
export function warnings(built: BuildResult): string[] {
  return built.nodes.filter(isWarning).map((node) => `${node.name}: ${String(node.failures)}`);
}

/**
 * A build without its tests that warned, for the report to tell of. The events by which dbt tells of them go with them;
 * every other event counts.
 */
export function withoutWarnings(built: BuildResult): BuildResult {
  const told = new Set(['LogTestResult', 'RunResultWarning', 'RunResultWarningMessage', 'EndOfRunSummary']);
  return {
    ...built,
    nodes: built.nodes.filter((node) => !isWarning(node)),
    events: built.events.filter(([level, event]) => !(level === 'warn' && told.has(event))),
  };
}

function isWarning(node: NodeResult): boolean {
  return node.status === 'warn' && node.unique_id.startsWith('test.');
}

/** Every mart must have the rows of the raw table that its grain is; `counts`: rows by raw table. */
export async function grainProblems(
  projectDir: string,
  plan: PlanModels,
  counts: ReadonlyMap<string, number>,
): Promise<string[]> {
  const problems: string[] = [];
  const database = await openDuckdb(join(projectDir, String(plan.project?.database_path)), { readOnly: true });
  try {
    const [current] = await database.query('select current_database() as name');
    const analytics = `${quote(String(current?.['name']))}.analytics`;
    for (const mart of plan.models.values()) {
      if (mart.kind !== 'mart') continue;
      const expected = counts.get(rawTableOf(plan, mart.base.model) ?? '');
      const [counted] = await database.query(`select count(*) as n from ${analytics}.${quote(mart.name)}`);
      if (Number(counted?.['n']) !== expected)
        problems.push(`${mart.name} has ${String(counted?.['n'])} rows, its grain ${String(expected)}`);
    }
  } finally {
    await database.close();
  }
  return problems;
}
