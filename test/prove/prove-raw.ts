import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { applyPlan, generateExecutionPlan } from '../../src/index.ts';
import type { DbtWorker } from './dbt-worker.ts';
import { modelsOf } from './planted-faults.ts';

/** What came of one folder of files, built with its own rows. */
export interface RawProof {
  readonly name: string;
  readonly tables: number;
  readonly models: number;
  readonly tests: number;
  readonly marts: number;
  /** Tests of severity warn that found something, with the number of rows. */
  readonly warned: readonly string[];
  readonly problems: readonly string[];
}

/** Plans a folder of CSV, Parquet or JSON files into a fresh project beside a copy of it, applies and builds it with real dbt. */
export async function proveRaw({
  name,
  from,
  folder,
  worker,
}: {
  name: string;
  from: string;
  folder: string;
  worker: DbtWorker;
}): Promise<RawProof> {
  const projectDir = join(folder, 'project');
  await mkdir(projectDir, { recursive: true });
  const { plan, catalog } = await generateExecutionPlan({ from, projectDir });
  await applyPlan({ plan, projectDir, level: 'bind' });
  const built = await worker.build(projectDir);
  const isWarning = (status: string): boolean => status === 'warn';
  const warned = built.nodes.filter((node) => isWarning(node.status));
  const failed = built.nodes.filter((node) => !['success', 'pass', 'warn'].includes(node.status));
  // A test that warns is told by these events too; every other event counts.
  const told = new Set([
    'LogTestResult',
    'RunResultWarning',
    'RunResultWarningMessage',
    'EndOfRunSummary',
    'LogSkipBecauseError',
  ]);
  const problems = [
    ...(built.exception ? [built.exception] : []),
    ...failed.map((node) => `${node.status}: ${node.name}: ${node.message ?? ''}`),
    ...built.events
      .filter(([, event]) => !told.has(event))
      .map(([level, event, message]) => `${level} ${event}: ${message}`),
  ];
  const { models } = modelsOf(plan);
  return {
    name,
    tables: catalog.tables.length,
    models: models.size,
    tests: built.nodes.filter((node) => node.unique_id.startsWith('test.')).length,
    marts: [...models.values()].filter((model) => model.kind === 'mart').length,
    warned: warned.map((node) => `${node.name}: ${String(node.failures)}`),
    problems,
  };
}
