import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { applyPlan, generateExecutionPlan } from '../../src/index.ts';
import { openDuckdb } from '../../src/outside/duckdb.ts';
import { sqlString } from '../../src/sql/identifiers.ts';
import { buildProblems, grainProblems, warnings, withoutWarnings } from './check-build.ts';
import { replanProblems, sameBytesProblems, strictParseProblems } from './check-plan.ts';
import { modelsOf } from './plan-models.ts';
import type { Proof, ProofTools } from './proof.ts';
import { proofCounts } from './proof.ts';

export interface FolderToProve {
  readonly name: string;
  /** A folder of CSV files. */
  readonly from: string;
  /** An empty folder. */
  readonly folder: string;
}

/** Plans a folder of CSV files with their own rows into a fresh project, applies and builds it with real dbt. */
export async function proveRaw({ name, from, folder }: FolderToProve, { worker, far }: ProofTools): Promise<Proof> {
  const input = await copyFolder(from, folder);
  const { projectDir } = input;
  const { plan, catalog } = await generateExecutionPlan(input);
  const problems = await sameBytesProblems(plan, far, (elsewhere) => copyFolder(from, elsewhere));
  await applyPlan({ plan, projectDir, level: 'bind' });
  const built = await worker.build(projectDir);
  problems.push(
    // Rows of life break what is only probable.
    ...buildProblems(withoutWarnings(built)),
    ...(await strictParseProblems(projectDir)),
    ...(await grainProblems(projectDir, modelsOf(plan), await countRows(input.from))),
    ...(await replanProblems(input.from, projectDir, 'after the build')),
  );
  return {
    name,
    tables: catalog.tables.length,
    ...proofCounts(plan, built),
    faults: [],
    warned: warnings(built),
    problems,
  };
}

async function copyFolder(from: string, folder: string): Promise<{ from: string; projectDir: string }> {
  const [to, projectDir] = [join(folder, basename(from)), join(folder, 'project')];
  await mkdir(projectDir, { recursive: true });
  await mkdir(to);
  for (const file of await readdir(from)) await copyFile(join(from, file), join(to, file));
  return { from: to, projectDir };
}

/** Rows of each CSV file, by the name of its table. */
async function countRows(folder: string): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  const database = await openDuckdb(':memory:');
  try {
    for (const file of await readdir(folder)) {
      const path = sqlString(join(folder, file));
      const [counted] = await database.query(`select count(*) as n from read_csv(${path}, all_varchar = true)`);
      counts.set(basename(file, '.csv'), Number(counted?.['n']));
    }
  } finally {
    await database.close();
  }
  return counts;
}
