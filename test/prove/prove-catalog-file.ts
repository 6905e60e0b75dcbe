import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { applyPlan, generateExecutionPlan } from '../../src/index.ts';
import { buildProblems, grainProblems, warnings, withoutWarnings } from './check-build.ts';
import { replanProblems, sameBytesProblems, strictParseProblems } from './check-plan.ts';
import { loadDatabase } from './load-database.ts';
import { modelsOf } from './plan-models.ts';
import type { Proof, ProofTools } from './proof.ts';
import { proofCounts } from './proof.ts';
import type { CatalogToProve } from './prove-database.ts';
import { schemaOf } from './schema.ts';
import { syntheticRows } from './synthetic-rows.ts';
import { untestedKeys } from './untested-keys.ts';

/**
 * Plans a catalog file, which has no rows, and applies the plan; loads synthetic rows into the project's own database,
 * as its README says, and builds with real dbt. Then plans from that database, in which dbt built.
 */
export async function proveCatalogFile(
  { name, catalog, gold, folder }: CatalogToProve,
  { worker, far }: ProofTools,
): Promise<Proof> {
  const { from, projectDir } = await writeInput(name, catalog, folder);
  const { plan } = await generateExecutionPlan({ from, projectDir });
  // Elsewhere the file lists its tables backwards.
  const backwards = { ...catalog, tables: catalog.tables.toReversed() };
  const problems = await sameBytesProblems(plan, far, (elsewhere) => writeInput(name, backwards, elsewhere));
  await applyPlan({ plan, projectDir, level: 'bind' });
  const models = modelsOf(plan);
  const schema = schemaOf(catalog, gold);
  const rows = syntheticRows(schema);
  const own = join(projectDir, String(models.project?.database_path));
  await loadDatabase(own, { schema, rows, constraints: true });
  const built = await worker.build(projectDir);
  const declared = new Map([...schema.keys].map(([table, keys]) => [table, keys.declared]));
  const counts = new Map([...rows].map(([table, made]) => [table, made.length]));
  // Of a catalog that declares nothing, a key is a guess from names; its tests warn where the experts know better.
  const isGuess = !catalog.tables.some((table) => table.primary_key?.length || table.foreign_keys?.length);
  problems.push(
    ...buildProblems(isGuess ? withoutWarnings(built) : built),
    ...(await strictParseProblems(projectDir)),
    ...(await grainProblems(projectDir, models, counts)),
    ...untestedKeys(schema, declared, models),
    ...(await replanProblems(from, projectDir, 'from the catalog file after the build')),
    ...(await ownDatabaseProblems(own, projectDir)),
  );
  return {
    name,
    tables: catalog.tables.length,
    ...proofCounts(plan, built),
    faults: [],
    warned: isGuess ? warnings(built) : [],
    problems,
  };
}

async function writeInput(
  name: string,
  catalog: Catalog,
  folder: string,
): Promise<{ from: string; projectDir: string }> {
  const [from, projectDir] = [join(folder, `${name}.json`), join(folder, 'project')];
  await mkdir(projectDir, { recursive: true });
  await writeFile(from, JSON.stringify(catalog));
  return { from, projectDir };
}

/**
 * The database that dbt built into holds raw tables and models. Types and comments are DuckDB's there, so the first plan
 * from it may change texts, and a mart of a table with a type that is only text there; but it must see the same raw
 * tables, and the next one must change nothing.
 */
async function ownDatabaseProblems(own: string, projectDir: string): Promise<string[]> {
  const { plan } = await generateExecutionPlan({ from: own, projectDir });
  const added = plan.files
    .filter((file) => file.before_hash === null && file.path.startsWith('models/staging/'))
    .map((file) => file.path);
  await applyPlan({ plan, projectDir, level: 'bind' });
  return [
    ...added.map((path) => `planned from the own database: ${path} is new`),
    ...(await replanProblems(own, projectDir, 'from the own database')),
  ];
}
