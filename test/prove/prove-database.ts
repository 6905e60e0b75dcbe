import { copyFile, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { applyPlan, generateExecutionPlan } from '../../src/index.ts';
import { brokenRows } from './break-rows.ts';
import { buildProblems, grainProblems } from './check-build.ts';
import { replanProblems, sameBytesProblems, strictParseProblems } from './check-plan.ts';
import { heldKeys } from './held-keys.ts';
import { loadDatabase, replaceRows } from './load-database.ts';
import { modelsOf } from './plan-models.ts';
import { plantFaults } from './plant-faults.ts';
import type { Proof, ProofTools } from './proof.ts';
import { proofCounts } from './proof.ts';
import { faultProblems } from './prove-faults.ts';
import type { Schema } from './schema.ts';
import { schemaOf } from './schema.ts';
import type { Rows } from './synthetic-rows.ts';
import { syntheticRows } from './synthetic-rows.ts';
import type { Gold } from './table-keys.ts';
import { untestedKeys } from './untested-keys.ts';

export interface CatalogToProve {
  readonly name: string;
  readonly catalog: Catalog;
  readonly gold: Gold | undefined;
  /** An empty folder. */
  readonly folder: string;
}

/**
 * Puts synthetic rows of a catalog into a DuckDB file, plans it, applies the plan into a fresh project and builds that
 * with real dbt; counts the rows of every mart; plans again; then plants a duplicate, a fan-out and an orphan.
 */
export async function proveDatabase(
  { name, catalog, gold, folder }: CatalogToProve,
  { worker, far }: ProofTools,
): Promise<Proof> {
  const schema = schemaOf(catalog, gold);
  const rows = syntheticRows(schema);
  const raw = join(folder, `${name}.duckdb`);
  const projectDir = join(folder, 'project');
  await mkdir(projectDir, { recursive: true });
  await loadDatabase(raw, { schema, rows, constraints: true });
  const { plan } = await generateExecutionPlan({ from: raw, projectDir });
  const problems = await sameBytesProblems(plan, far, (elsewhere) => copyDatabase(raw, elsewhere));
  await applyPlan({ plan, projectDir, level: 'bind' });
  const built = await worker.build(projectDir);
  const models = modelsOf(plan);
  const counts = new Map([...rows].map(([table, own]) => [table, own.length]));
  problems.push(
    ...buildProblems(built),
    ...(await strictParseProblems(projectDir)),
    ...(await grainProblems(projectDir, models, counts)),
    ...untestedKeys(schema, heldKeys(schema), models),
    ...(await replanProblems(raw, projectDir, 'after the build')),
    ...(await flipProblems({ schema, rows, folder: join(folder, 'undeclared') })),
  );
  const faults = problems.length === 0 ? plantFaults({ schema, rows, plan: models }) : [];
  if (faults.length > 0) {
    await loadDatabase(raw, { schema, rows, constraints: false });
    problems.push(...(await faultProblems({ projectDir, plan: models, raw, schema }, faults, worker)));
  }
  return {
    name,
    tables: catalog.tables.length,
    ...proofCounts(plan, built),
    faults: faults.map(({ what }) => what),
    warned: [],
    problems,
  };
}

async function copyDatabase(raw: string, folder: string): Promise<{ from: string; projectDir: string }> {
  const [from, projectDir] = [join(folder, basename(raw)), join(folder, 'project')];
  await mkdir(projectDir);
  await copyFile(raw, from);
  return { from, projectDir };
}

/** Where nothing is declared, keys are inferred from the rows; rows that break them later must not flip the plan. */
async function flipProblems({
  schema,
  rows,
  folder,
}: {
  schema: Schema;
  rows: Rows;
  folder: string;
}): Promise<string[]> {
  const raw = join(folder, 'raw.duckdb');
  const projectDir = join(folder, 'project');
  await mkdir(projectDir, { recursive: true });
  await loadDatabase(raw, { schema, rows, constraints: false });
  const { plan } = await generateExecutionPlan({ from: raw, projectDir });
  await applyPlan({ plan, projectDir, level: 'bind' });
  const problems: string[] = [];
  for (const broken of brokenRows(schema, rows)) {
    await replaceRows(raw, { schema, rows: broken.rows });
    problems.push(...(await replanProblems(raw, projectDir, broken.what)));
  }
  return problems;
}
