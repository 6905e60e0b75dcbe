import { access, constants, stat } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import type { Environment } from './command.ts';
import type { DbtInstallation } from './dbt-installation.ts';
import { inspectDbt } from './dbt-installation.ts';
import type { DbtRun, DbtRunResult } from './run-dbt.ts';
import { runDbt } from './run-dbt.ts';

/** The user's own dbt. Where `unusable` is set, something stands where dbt was looked for and cannot be used. */
export interface Dbt extends DbtInstallation {
  /** Absolute. Not for plans or logs. */
  readonly path: string;
  /** Which of the four places it was found in. */
  readonly foundBy: 'flag' | 'variable' | 'venv' | 'path';
  parse(run: DbtRun): Promise<DbtRunResult>;
  build(run: DbtRun): Promise<DbtRunResult>;
}

/** Where to look for dbt. */
export interface DbtSearch {
  /** Value of `--dbt`. */
  readonly flag?: string | undefined;
  /** Value of CARTRIDGE_DBT. */
  readonly variable?: string | undefined;
  readonly projectDir: string;
  /** Value of PATH. */
  readonly searchPath?: string | undefined;
  /** The environment that dbt will run in: profiles read their secrets from it. */
  readonly env: Environment;
  /** Ends a dbt that does not say its version. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Finds dbt: what was asked for, else the project's own `.venv`, else PATH (DESIGN.md section 4). The first that is
 * there counts, so that a broken one is told of, not passed over. Null where there is none.
 */
export async function findDbt(search: DbtSearch): Promise<Dbt | null> {
  for (const { path, foundBy } of candidates(search)) {
    const isAskedFor = foundBy === 'flag' || foundBy === 'variable';
    const isThere = await isExecutable(path);
    if (!isThere && !isAskedFor) continue;
    const installation = isThere ? await inspectDbt(path, search) : NOT_THERE;
    return dbtAt(path, foundBy, { installation, env: search.env });
  }
  return null;
}

const NOT_THERE: DbtInstallation = { version: null, adapters: [], unusable: 'there is no such program' };

function dbtAt(
  path: string,
  foundBy: Dbt['foundBy'],
  { installation, env }: { installation: DbtInstallation; env: Environment },
): Dbt {
  const { version } = installation;
  return {
    ...installation,
    path,
    foundBy,
    parse: (run) => runDbt({ path, version, env, command: 'parse' }, run),
    build: (run) => runDbt({ path, version, env, command: 'build' }, run),
  };
}

/** Names under which programs are installed; the second on Windows. */
const PROGRAMS = process.platform === 'win32' ? ['dbt.exe', 'dbt'] : ['dbt'];

function* candidates(search: DbtSearch): Generator<{ path: string; foundBy: Dbt['foundBy'] }> {
  if (search.flag) yield { path: resolve(search.flag), foundBy: 'flag' };
  if (search.variable) yield { path: resolve(search.variable), foundBy: 'variable' };
  for (const folder of ['bin', 'Scripts']) {
    for (const program of PROGRAMS) {
      yield { path: resolve(search.projectDir, '.venv', folder, program), foundBy: 'venv' };
    }
  }
  for (const folder of (search.searchPath ?? '').split(delimiter)) {
    if (folder === '') continue;
    for (const program of PROGRAMS) yield { path: join(resolve(folder), program), foundBy: 'path' };
  }
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
