import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openDuckdb } from '../../src/outside/duckdb.ts';
import type { Tree } from './project-tree.ts';
import { readTree, temporaryFolder } from './project-tree.ts';
import { DBT_PATH, dbtAt } from './real-dbt.ts';

const FIXTURE = join(import.meta.dirname, '../fixtures/marina');

/**
 * A project that people wrote, in a folder of its own, with its database: a source of two tables, staging and a dimension;
 * two further raw tables that nobody has onboarded. Returns the folder.
 */
export async function marina(): Promise<string> {
  const projectDir = temporaryFolder();
  cpSync(FIXTURE, projectDir, { recursive: true });
  rmSync(join(projectDir, 'harbor.sql'));
  await runSql(projectDir, readFileSync(join(FIXTURE, 'harbor.sql'), 'utf8'));
  return projectDir;
}

/** Runs statements in the database of the project, which is also the one of the raw tables. */
export async function runSql(projectDir: string, sql: string): Promise<void> {
  const database = await openDuckdb(join(projectDir, 'marina.duckdb'));
  await database.run(sql).finally(() => database.close());
}

/** Every file that people or cartridge wrote: no database, nothing of dbt's. */
export function projectFiles(projectDir: string): Tree {
  const isWritten = (path: string): boolean => !/^(?:marina\.duckdb|target\/|logs\/)/.test(path);
  return Object.fromEntries(Object.entries(readTree(projectDir)).filter(([path]) => isWritten(path)));
}

/** What a real `dbt build` says that is not well, in this very database. */
export async function buildProblems(projectDir: string): Promise<string[]> {
  const dbt = await dbtAt(DBT_PATH);
  const output = temporaryFolder();
  const { ok, findings, nodes, noAnswer } = await dbt.build({
    cwd: projectDir,
    projectDir,
    profilesDir: projectDir,
    outputDir: output,
    timeoutMs: 120_000,
  });
  rmSync(output, { recursive: true });
  const failed = nodes.filter((node) => !['success', 'pass', 'no-op'].includes(node.status)).map((node) => node.name);
  const errors = findings.filter((finding) => finding.level === 'error').map((finding) => finding.message);
  return [...(ok ? [] : ['dbt build failed']), ...(noAnswer === null ? [] : [noAnswer]), ...failed, ...errors];
}
