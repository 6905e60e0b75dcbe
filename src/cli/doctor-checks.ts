import { access, constants, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { readConfig } from '../config.ts';
import type { ProjectContext } from '../context/context.ts';
import { scanProject } from '../context/scan-project.ts';
import { CartridgeError } from '../errors.ts';
import { readStatus } from '../executor/read-status.ts';
import type { Dbt } from '../outside/dbt.ts';
import { openDuckdb } from '../outside/duckdb.ts';
import { readAllBases } from '../store/bases.ts';
import { listPlans } from '../store/plans.ts';
import type { Call } from './command.ts';
import { findCallDbt } from './find-call-dbt.ts';
import { optionText } from './option-values.ts';
import { count } from './words/count.ts';
import type { DoctorCheck } from './words/doctor-lines.ts';
import { shortenPaths } from './words/shorten-paths.ts';

const OLDEST_NODE = [20, 19] as const;

/** Looks at everything that plan, apply and dbt build will need here, in the order in which they need it. */
export async function runDoctorChecks(call: Call, projectDir: string): Promise<DoctorCheck[]> {
  const dbt = await findCallDbt(call, projectDir);
  const project = await checkProject(projectDir);
  const from = optionText(call.options, 'from');
  const database = project.context?.target?.database_path;
  const files = [
    ...(from === undefined ? [] : [{ shown: from, path: resolve(call.io.cwd, from) }]),
    ...(database ? [{ shown: basename(database), path: resolve(projectDir, database) }] : []),
  ];
  return [
    checkNode(process.versions.node),
    ...checkDbt(dbt),
    ...project.checks,
    ...(await Promise.all(files.map(checkDatabase))).flat(),
    await checkState(projectDir),
  ];
}

/** Pure. */
export function checkNode(version: string): DoctorCheck {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isOldEnough = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  if (isOldEnough) return { name: 'node', state: 'ok', found: version };
  return {
    name: 'node',
    state: 'problem',
    found: version,
    means: `cartridge needs ${OLDEST_NODE.join('.')} or newer.`,
  };
}

const INSTALL_DBT =
  'To install it into the project:\n  python3 -m venv .venv\n  .venv/bin/pip install "dbt-core>=1.11,<1.12" dbt-duckdb "duckdb<2"';
const PLACES = { flag: '--dbt', variable: 'CARTRIDGE_DBT', venv: "the project's .venv", path: 'PATH' } as const;

/** Pure: what can be told of a dbt that was found, or was not. */
export function checkDbt(dbt: Pick<Dbt, 'version' | 'adapters' | 'unusable' | 'foundBy'> | null): DoctorCheck[] {
  if (dbt === null) {
    const means = `Plans are made and verified without it (static, bind); to build the models it is needed. ${INSTALL_DBT}`;
    return [{ name: 'dbt', state: 'note', found: 'not found', means }];
  }
  const place = PLACES[dbt.foundBy];
  if (dbt.unusable !== null || dbt.version === null) {
    const found = `found by ${place}, cannot be used`;
    return [
      {
        name: 'dbt',
        state: 'problem',
        found,
        means: `${dbt.unusable ?? 'it does not say its version'}. ${INSTALL_DBT}`,
      },
    ];
  }
  const check: DoctorCheck = { name: 'dbt', state: 'ok', found: `${dbt.version}, found by ${place}` };
  const adapters = dbt.adapters.map(({ name, version }) => `${name} ${version}`).join(', ');
  const isBuiltIn = !dbt.version.startsWith('1.');
  if (isBuiltIn) return [check];
  if (dbt.adapters.some(({ name }) => name === 'duckdb'))
    return [check, { name: 'adapters', state: 'ok', found: adapters }];
  const means =
    'Projects made here build with dbt-duckdb. To install it beside this dbt: pip install dbt-duckdb "duckdb<2"';
  return [check, { name: 'adapters', state: 'note', found: adapters === '' ? 'none' : adapters, means }];
}

async function checkProject(projectDir: string): Promise<{ checks: DoctorCheck[]; context?: ProjectContext }> {
  try {
    const config = await readConfig(projectDir);
    const context = await scanProject(projectDir, { config, bases: await readAllBases(projectDir) });
    return { context, checks: [...projectChecks(context), ...(await checkWritable(projectDir))] };
  } catch (error) {
    if (!(error instanceof CartridgeError)) throw error;
    return { checks: error.problems.map((problem) => problemCheck('project', problem)) };
  }
}

function projectChecks(context: ProjectContext): DoctorCheck[] {
  if (context.is_new) return [{ name: 'project', state: 'ok', found: 'none yet; cartridge plan makes one' }];
  const models = count(context.existing_models.filter((model) => model.package === null).length, 'model');
  const project: DoctorCheck = {
    name: 'project',
    state: 'ok',
    found: `${context.project_name ?? 'without a name'}, ${models}`,
  };
  if (context.target === null) {
    const means =
      'dbt looks in DBT_PROFILES_DIR and in ~/.dbt then; cartridge reads neither, because they may hold passwords.';
    return [project, { name: 'profile', state: 'note', found: 'no profiles.yml in the project', means }];
  }
  return [
    project,
    { name: 'profile', state: 'ok', found: `${context.warehouse_type ?? 'duckdb'}, schema ${context.target.schema}` },
  ];
}

async function checkWritable(projectDir: string): Promise<DoctorCheck[]> {
  try {
    await access(projectDir, constants.W_OK);
    return [];
  } catch {
    const isThere = await stat(projectDir).catch(() => null);
    if (!isThere) return [];
    return [
      {
        name: 'folder',
        state: 'problem',
        found: 'the project folder cannot be written to',
        means: 'apply would fail there.',
      },
    ];
  }
}

/** Whether a DuckDB file can be opened now: not newer than our DuckDB, not held by another program. */
async function checkDatabase({ shown, path }: { shown: string; path: string }): Promise<DoctorCheck[]> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) return [];
  try {
    const duckdb = await openDuckdb(path, { readOnly: true });
    await duckdb.close();
    return [{ name: 'database', state: 'ok', found: `${shown} can be read` }];
  } catch (error) {
    if (!(error instanceof CartridgeError)) throw error;
    return error.problems.map((problem) => problemCheck('database', shortenPaths(problem, [[path, shown]])));
  }
}

/** What `.cartridge/` says of plans, runs and locks. */
async function checkState(projectDir: string): Promise<DoctorCheck> {
  const { state, holder, run, problem } = readStatus(projectDir);
  if (problem) return { name: '.cartridge', state: 'problem', found: problem.message, means: problem.hint ?? '' };
  if (state === 'working' && holder) {
    const means = 'apply and rollback wait for nobody: run them when it has ended. The lock goes with that process.';
    return { name: '.cartridge', state: 'note', found: `locked by process ${holder.pid} on ${holder.host}`, means };
  }
  const plans = count((await listPlans(projectDir)).length, 'plan');
  return {
    name: '.cartridge',
    state: 'ok',
    found: `${plans}, ${run === null ? 'no run' : `newest run ${run.run_id}`}`,
  };
}

function problemCheck(name: string, problem: { message: string; hint?: string }): DoctorCheck {
  return {
    name,
    state: 'problem',
    found: problem.message,
    ...(problem.hint === undefined ? {} : { means: problem.hint }),
  };
}
