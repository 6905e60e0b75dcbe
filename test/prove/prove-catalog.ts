import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { applyPlan, generateExecutionPlan } from '../../src/index.ts';
import { openDuckdb } from '../../src/outside/duckdb.ts';
import type { ExecutionPlan } from '../../src/plan/plan.ts';
import type { BuildResult, DbtWorker, NodeResult } from './dbt-worker.ts';
import { loadDatabase } from './load-database.ts';
import type { PlanModels } from './planted-faults.ts';
import { modelsOf, relationshipTests, repeatedBy, stagingOf, testId, uniquenessTests } from './planted-faults.ts';
import type { Row } from './synthetic-rows.ts';
import { quote, syntheticRows } from './synthetic-rows.ts';
import type { Gold, TableKeys } from './table-keys.ts';
import { keysOf } from './table-keys.ts';

/** What came of one catalog: everything that was not as it must be, in words. */
export interface Proof {
  readonly name: string;
  readonly tables: number;
  readonly models: number;
  readonly tests: number;
  readonly marts: number;
  readonly faults: readonly string[];
  readonly problems: readonly string[];
}

export interface ProofInput {
  readonly name: string;
  readonly catalog: Catalog;
  readonly gold: Gold | undefined;
  /** An empty folder. */
  readonly folder: string;
  readonly worker: DbtWorker;
}

/**
 * Puts synthetic rows of a catalog into a DuckDB file, plans it, applies the plan into a fresh project and builds that
 * with real dbt; counts the rows of every mart; then plants a duplicate, a fan-out and an orphan, and builds again.
 */
export async function proveCatalog({ name, catalog, gold, folder, worker }: ProofInput): Promise<Proof> {
  const keys = keysOf(catalog, gold);
  const rows = syntheticRows(catalog, keys);
  const raw = join(folder, `${name}.duckdb`);
  const projectDir = join(folder, 'project');
  await mkdir(projectDir, { recursive: true });
  await writeFile(join(folder, 'keys.json'), JSON.stringify([...keys], null, 1));
  await loadDatabase(raw, { catalog, keys, rows, constraints: true });
  const { plan } = await generateExecutionPlan({ from: raw, projectDir });
  await applyPlan({ plan, projectDir, level: 'bind' });
  const models = modelsOf(plan);
  const built = await worker.build(projectDir);
  const problems = [...buildProblems(built), ...(await grainProblems(projectDir, { plan, rows }))];
  const faults: string[] = [];
  if (problems.length === 0) {
    for (const fault of plantFaults({ catalog, keys, rows, models })) {
      await loadDatabase(raw, { catalog, keys, rows: fault.rows, constraints: false });
      // Not `build`, which would skip every test below the first that fails.
      const tested = await worker.build(projectDir, ['run', 'test']);
      problems.push(...faultProblems(fault, failedTests(tested, models)));
      faults.push(fault.what);
    }
  }
  const tests = built.nodes.filter((node) => node.unique_id.startsWith('test.')).length;
  const marts = [...models.models.values()].filter((model) => model.kind === 'mart').length;
  return { name, tables: catalog.tables.length, models: models.models.size, tests, marts, faults, problems };
}

/** Everything that a build must not say. */
export function buildProblems(built: BuildResult): string[] {
  const failed = built.nodes.filter((node) => !['success', 'pass'].includes(node.status));
  return [
    ...(built.exception ? [built.exception] : []),
    ...failed.map((node) => `${node.status}: ${node.name}: ${node.message ?? ''}`),
    ...built.events.map(([level, event, message]) => `${level} ${event}: ${message.slice(0, 300)}`),
  ];
}

async function grainProblems(
  projectDir: string,
  { plan, rows }: { plan: ExecutionPlan; rows: ReadonlyMap<string, readonly Row[]> },
): Promise<string[]> {
  const { models, sources } = modelsOf(plan);
  const problems: string[] = [];
  const project = plan.actions.find((action) => action.type === 'create_project');
  const database = await openDuckdb(join(projectDir, String(project?.spec['database_path'])), { readOnly: true });
  try {
    for (const mart of models.values()) {
      if (mart.kind !== 'mart') continue;
      const base = models.get(mart.base.model);
      const table = sources
        .flatMap((source) => source.tables)
        .find((entry) => base?.kind === 'staging' && entry.name === base.table);
      const expected = rows.get(table?.identifier ?? table?.name ?? '')?.length;
      const [counted] = await database.query(`select count(*) as n from analytics.${quote(mart.name)}`);
      if (Number(counted?.['n']) !== expected) {
        problems.push(`${mart.name} has ${String(counted?.['n'])} rows, its grain ${String(expected)}`);
      }
    }
  } finally {
    await database.close();
  }
  return problems;
}

interface Fault {
  readonly what: string;
  readonly rows: ReadonlyMap<string, readonly Row[]>;
  readonly expected: readonly string[];
}

interface Planting {
  readonly catalog: Catalog;
  readonly keys: ReadonlyMap<string, TableKeys>;
  readonly rows: ReadonlyMap<string, readonly Row[]>;
  readonly models: PlanModels;
}

/** One duplicate, one fan-out and one orphan, each where the schema has room for it. */
function plantFaults(planting: Planting): Fault[] {
  const repeatable = planting.catalog.tables
    .map((table) => ({ table, staging: stagingOf(planting.models, table.name) }))
    .filter(({ table, staging }) => staging !== undefined && (planting.rows.get(table.name)?.length ?? 0) > 0)
    .map(({ table, staging }) => ({ table, affected: repeatedBy(planting.models, staging!.name) }))
    .filter(({ affected }) => uniquenessTests(planting.models, affected.slice(0, 1)).length > 0);
  const smallest = repeatable.toSorted((a, b) => a.affected.length - b.affected.length)[0];
  const largest = repeatable.toSorted((a, b) => b.affected.length - a.affected.length)[0];
  const faults: Fault[] = [];
  for (const [what, chosen] of [
    ['duplicate', smallest],
    ['fan-out', largest],
  ] as const) {
    if (!chosen || (what === 'fan-out' && chosen.affected.length < 3)) continue;
    const own = planting.rows.get(chosen.table.name)!;
    faults.push({
      what: `${what} in ${chosen.table.name}`,
      // A fan-out shows only where children point to the repeated row, so every row is repeated.
      rows: new Map(planting.rows).set(chosen.table.name, what === 'duplicate' ? [...own, own[0]!] : [...own, ...own]),
      expected: uniquenessTests(planting.models, chosen.affected),
    });
  }
  const orphan = plantOrphan(planting);
  return orphan ? [...faults, orphan] : faults;
}

function plantOrphan({ catalog, keys, rows, models }: Planting): Fault | undefined {
  for (const table of catalog.tables) {
    const { foreign, primary, unique } = keys.get(table.name)!;
    const staging = stagingOf(models, table.name);
    for (const key of foreign) {
      const column = key.columns[0]!;
      const shared =
        [...primary, ...unique.flat()].includes(column) ||
        foreign.filter((other) => other.columns.includes(column)).length > 1;
      const as = staging?.select.find((entry) => entry.from === column)?.as;
      const expected = staging && as ? relationshipTests(models, staging.name, as) : [];
      const own = rows.get(table.name) ?? [];
      if (key.columns.length > 1 || shared || expected.length === 0 || own.length === 0) continue;
      const type = table.columns.find((entry) => entry.name === column)!.type;
      const lost = /char|text|string|uuid/i.test(type)
        ? /uuid/i.test(type)
          ? '99999999-0000-4000-8000-000000000000'
          : 'nowhere'
        : '119';
      const changed = own.map((row, index) => (index === own.length - 1 ? { ...row, [column]: lost } : row));
      return { what: `orphan in ${table.name}.${column}`, rows: new Map(rows).set(table.name, changed), expected };
    }
  }
  return undefined;
}

/** The tests that failed or warned, by what they check. */
function failedTests(built: BuildResult, models: PlanModels): string[] {
  return built.nodes
    .filter((node) => node.unique_id.startsWith('test.') && ['fail', 'warn'].includes(node.status))
    .map((node) => describeTest(node, models));
}

function describeTest(node: NodeResult, { models }: PlanModels): string {
  const model = (node.attached ?? node.depends_on[0] ?? '').split('.').at(-1) ?? '';
  if (node.test) return testId(model, node.test, node.column ? [node.column] : []);
  return testId(model, 'unique_combination', models.get(model)?.unique_combination?.columns ?? []);
}

function faultProblems(fault: Fault, failed: readonly string[]): string[] {
  const missing = fault.expected.filter((test) => !failed.includes(test));
  const extra = failed.filter((test) => !fault.expected.includes(test));
  return [
    ...missing.map((test) => `${fault.what}: should have failed: ${test}`),
    ...extra.map((test) => `${fault.what}: should not have failed: ${test}`),
  ];
}
