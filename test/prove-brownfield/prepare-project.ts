import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { PublicProject } from './public-project.ts';
import { stubPackage } from './stub-packages.ts';

/** Folders of a clone that are none of its files, and those that dbt writes into a project. */
const NOT_COPIED = new Set(['.git', '.venv', 'node_modules']);
const WRITTEN_BY_DBT = new Set(['dbt_packages', 'target', 'logs']);

/**
 * Copies a clone into an empty folder and makes its dbt project parse there: stubs for its packages, and a profile where
 * the project has none. The whole clone, for files around the project say which dbt it runs on. Returns the project's folder.
 */
export function prepareProject(project: PublicProject, clones: string, into: string): string {
  const clone = join(clones, project.repository.replace('/', '+'));
  const from = join(clone, project.folder);
  const isCopied = (path: string): boolean =>
    !NOT_COPIED.has(basename(path)) && !(dirname(path) === from && WRITTEN_BY_DBT.has(basename(path)));
  cpSync(clone, into, { recursive: true, filter: isCopied });
  // Where the repository ends: it is looked for upwards.
  mkdirSync(join(into, '.git'));
  const projectDir = join(into, project.folder);
  for (const path of project.leave_out ?? []) rmSync(join(projectDir, path));
  const texts = textsOf(projectDir);
  for (const [name, models] of Object.entries(project.packages)) {
    writeFiles(join(projectDir, project.packages_folder ?? 'dbt_packages', name), stubPackage(name, texts, models));
  }
  if (!existsSync(join(projectDir, 'profiles.yml'))) {
    writeFiles(projectDir, { 'profiles.yml': profileText(projectDir, project.adapter) });
  }
  return projectDir;
}

function textsOf(projectDir: string): string[] {
  return readdirSync(projectDir, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(sql|ya?ml)$/.test(path))
    .map((path) => readFileSync(join(projectDir, path), 'utf8'));
}

function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** What each adapter must be told before it parses; nothing is connected to. */
const OUTPUTS: Readonly<Record<string, Readonly<Record<string, string | number>>>> = {
  bigquery: { method: 'oauth', project: 'none', dataset: 'analytics' },
  databricks: { host: 'none', http_path: 'none', token: 'none', schema: 'analytics' },
  duckdb: { path: 'none.duckdb', schema: 'analytics' },
  postgres: { host: 'none', port: 5432, user: 'none', password: 'none', dbname: 'none', schema: 'analytics' },
  redshift: { host: 'none', port: 5439, user: 'none', password: 'none', dbname: 'none', schema: 'analytics' },
  snowflake: { account: 'none', user: 'none', password: 'none', database: 'none', schema: 'analytics' },
};

function profileText(projectDir: string, adapter: string): string {
  const [, profile] =
    /^profile:\s*["']?([\w-]+)/m.exec(readFileSync(join(projectDir, 'dbt_project.yml'), 'utf8')) ?? [];
  return JSON.stringify({
    [profile ?? 'none']: { target: 'dev', outputs: { dev: { type: adapter, threads: 1, ...OUTPUTS[adapter] } } },
  });
}
