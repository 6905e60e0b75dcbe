import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Environment } from './command.ts';
import { runCommand } from './command.ts';
import type { CommandResult } from './command.ts';
import type { Finding, NodeProgress } from './dbt-log.ts';
import { readDbtLogLine } from './dbt-log.ts';
import { readNodeResults } from './dbt-results.ts';
import type { NodeResult } from './dbt-results.ts';
import { redact } from './redact.ts';

/** One run of dbt over a project. All paths are absolute. */
export interface DbtRun {
  /** The user's project folder: relative paths of profiles are read from there (dbt-facts.md 2.2). */
  readonly cwd: string;
  /** Project that dbt works on. */
  readonly projectDir: string;
  /** Folder of profiles.yml; absent: dbt looks for it itself. */
  readonly profilesDir?: string | undefined;
  /** Folder that takes dbt's target and logs. */
  readonly outputDir: string;
  /** Where the project's own profile and target must not be chosen by the environment. */
  readonly profile?: { readonly name: string; readonly target: string } | undefined;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: NodeProgress) => void) | undefined;
}

/** What dbt found. `findings` hold no path of this machine and no secret. */
export interface DbtRunResult {
  /** Whether dbt itself calls the run a success. */
  readonly ok: boolean;
  readonly findings: readonly Finding[];
  /** After a build: what became of every node. */
  readonly nodes: readonly NodeResult[];
  /** Why dbt gave no answer: it could not be started, took too long, or broke down before its log began. */
  readonly noAnswer: string | null;
  readonly aborted: boolean;
}

interface DbtProgram {
  readonly path: string;
  readonly version: string | null;
  readonly env: Environment;
  readonly command: 'parse' | 'build';
}

/** Runs `dbt parse` or `dbt build` with a JSON log and its output away from the project. Never throws. */
export async function runDbt(program: DbtProgram, run: DbtRun): Promise<DbtRunResult> {
  const findings: Finding[] = [];
  let isLogged = false;
  const result = await runCommand({
    command: program.path,
    args: argumentsOf(program, run),
    cwd: run.cwd,
    env: { ...program.env, ...OWN_ENVIRONMENT },
    timeoutMs: run.timeoutMs,
    signal: run.signal,
    onLine: (line) => {
      isLogged ||= line.startsWith('{');
      const { finding, progress } = readDbtLogLine(line);
      if (finding) findings.push(finding);
      if (progress) run.onProgress?.(progress);
    },
  });
  return {
    ok: result.code === 0,
    findings: findings.map((finding) => cleanFinding(finding, { run, env: program.env })),
    nodes: program.command === 'build' ? await readResults(run, program.env) : [],
    noAnswer: result.aborted ? null : noAnswer(result, { isLogged, run, env: program.env }),
    aborted: result.aborted,
  };
}

/** dbt v1 would else write `.user.yml` and report each run (dbt-facts.md 14). */
const OWN_ENVIRONMENT: Environment = {
  DBT_SEND_ANONYMOUS_USAGE_STATS: 'false',
  DO_NOT_TRACK: '1',
  PYTHONIOENCODING: 'utf-8',
};

function argumentsOf({ command, version }: DbtProgram, run: DbtRun): string[] {
  const [major, minor] = (version ?? '').split('.').map(Number);
  const isV1 = major === 1;
  return [
    '--log-format',
    'json',
    '--log-level',
    'info',
    ...(isV1 ? ['--no-use-colors', '--no-version-check'] : []),
    command,
    ...(isV1 ? ['--no-partial-parse'] : []),
    ...(isV1 && minor !== undefined && minor >= 10 ? ['--show-all-deprecations'] : []),
    '--project-dir',
    run.projectDir,
    ...(run.profilesDir === undefined ? [] : ['--profiles-dir', run.profilesDir]),
    ...(run.profile === undefined ? [] : ['--profile', run.profile.name, '--target', run.profile.target]),
    '--target-path',
    join(run.outputDir, 'target'),
    '--log-path',
    join(run.outputDir, 'logs'),
  ];
}

interface Cleaning {
  readonly run: DbtRun;
  readonly env: Environment;
}

function cleanFinding(finding: Finding, cleaning: Cleaning): Finding {
  return {
    ...finding,
    message: cleanText(finding.message, cleaning),
    ...(finding.file === undefined ? {} : { file: cleanText(finding.file, cleaning) }),
  };
}

/** Without paths of this machine: those of the project become relative to it. */
function cleanText(text: string, { run, env }: Cleaning): string {
  let clean = text;
  const { projectDir, outputDir, cwd } = run;
  // dbt v2 writes paths as seen from where it runs.
  for (const folder of [projectDir, outputDir, relative(cwd, projectDir), relative(cwd, outputDir), cwd]) {
    if (folder.length < 2) continue;
    clean = clean.replaceAll(`${folder}/`, '').replaceAll(`${folder}\\`, '').replaceAll(folder, '.');
  }
  return redact(clean, env);
}

function noAnswer(
  result: CommandResult,
  { isLogged, ...cleaning }: Cleaning & { readonly isLogged: boolean },
): string | null {
  if (result.notStarted !== null) return `it cannot be started (${result.notStarted})`;
  if (result.timedOut)
    return `it was still running after ${Math.round(cleaning.run.timeoutMs / 1000)} s and was stopped`;
  if (isLogged) return null;
  const words = cleanText(result.stderr || result.stdout, cleaning)
    .trim()
    .split('\n');
  const ending = result.code === null ? `was ended by ${result.signal}` : `ended with exit code ${result.code}`;
  return `it ${ending} and said: ${words[words.length - 1] || 'nothing'}`;
}

async function readResults(run: DbtRun, env: Environment): Promise<NodeResult[]> {
  const read = (name: string): Promise<string | null> =>
    readFile(join(run.outputDir, 'target', name), 'utf8').catch(() => null);
  const results = readNodeResults(await read('run_results.json'), await read('manifest.json'));
  return results.map((node) => ({ ...node, message: cleanText(node.message, { run, env }) }));
}
