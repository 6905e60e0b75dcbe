import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Problem } from '../../errors.ts';
import type { NodeResult } from '../../outside/dbt-results.ts';
import type { DbtRunResult } from '../../outside/run-dbt.ts';
import type { PlannedFile } from '../../plan/plan.ts';
import type { CheckOutcome } from '../level.ts';
import { count, newProblems } from '../level.ts';
import { readNodes } from '../nodes/read-nodes.ts';
import { readLayout } from '../shadow/dbt-layout.ts';
import type { Shadow } from '../shadow/read-shadow.ts';
import { readShadow } from '../shadow/read-shadow.ts';
import type { ShadowFolder } from '../shadow/shadow-folder.ts';
import { withShadowFolder } from '../shadow/shadow-folder.ts';
import type { DbtCheckInput } from './check-parse.ts';
import { hasProject } from './check-parse.ts';
import { countRows, findingProblems, nodeProblems } from './dbt-problems.ts';
import { prepareDatabase } from './throw-away-database.ts';
import { throwAwayProfile } from './throw-away-profile.ts';
import { whyNotBuild } from './why-not-build.ts';

/** The level `build`: the user's dbt builds and tests the project as it would be, into a throw-away database. */
export async function checkBuild(input: DbtCheckInput): Promise<CheckOutcome> {
  const { plan, projectDir, dbt } = input;
  const built = await buildShadow(input, plan.files);
  if ('why' in built) return { status: 'skipped', detail: built.why, problems: [] };
  const found = problemsOf(built);
  const before = found.length > 0 && (await hasProject(projectDir)) ? await buildShadow(input, []) : null;
  const problems = newProblems(found, before === null || 'why' in before ? [] : problemsOf(before));
  return {
    status: problems.length === 0 ? 'passed' : 'failed',
    detail: `${detailOf(built.nodes)} (dbt ${dbt.version})`,
    problems,
  };
}

type Built = DbtRunResult | { readonly why: string };

async function buildShadow(input: DbtCheckInput, planned: readonly PlannedFile[]): Promise<Built> {
  const { projectDir, signal } = input;
  const shadow = await readShadow(projectDir, planned);
  const why = whyNotBuild(shadow);
  if (why !== null) return { why };
  const { layout } = shadow;
  return withShadowFolder({ projectDir, layout, planned, signal }, (folder) => runBuild(input, shadow, folder));
}

async function runBuild(input: DbtCheckInput, shadow: Shadow, folder: ShadowFolder): Promise<Built> {
  const { projectDir, plan, dbt, signal, onEvent, dbtTimeoutMs } = input;
  const databases = join(folder.outputDir, 'databases');
  const profile = throwAwayProfile(
    textOf(shadow, 'profiles.yml'),
    readLayout(textOf(shadow, 'dbt_project.yml')).profile,
    {
      databaseOf: (fileName) => join(databases, fileName),
      externalRoot: join(folder.outputDir, 'external'),
    },
  );
  if ('why' in profile) return profile;
  await mkdir(databases);
  await mkdir(join(folder.outputDir, 'external'));
  await writeFile(join(folder.projectDir, 'profiles.yml'), profile.text);
  if (profile.ownPath !== null) {
    const own = resolve(projectDir, profile.ownPath);
    const { sources } = readNodes(shadow);
    await prepareDatabase({ own, target: join(databases, fileNameOf(own)), sources, catalog: plan.catalog });
  }
  const result = await dbt.build({
    cwd: projectDir,
    projectDir: folder.projectDir,
    profilesDir: folder.projectDir,
    outputDir: folder.outputDir,
    profile: { name: profile.profile, target: profile.target },
    timeoutMs: dbtTimeoutMs,
    signal,
    onProgress: ({ done, total, name }) => onEvent({ type: 'progress', stage: 'build', done, total, detail: name }),
  });
  signal?.throwIfAborted();
  if (result.noAnswer !== null) return { why: `dbt gave no answer: ${result.noAnswer}` };
  const driver = result.findings.find(({ name }) => name === 'DbDriverFailed');
  return driver ? { why: 'dbt v2 has no driver for duckdb here, and cannot fetch one' } : result;
}

function textOf({ files }: Shadow, path: string): string {
  return files.find((file) => file.path === path)?.content ?? '';
}

function fileNameOf(path: string): string {
  return path.replaceAll('\\', '/').split('/').at(-1) ?? path;
}

function problemsOf({ nodes, findings, ok }: DbtRunResult): Problem[] {
  const failed = nodeProblems(nodes);
  if (ok || failed.length > 0) return failed;
  const said = findingProblems(
    findings.filter(({ level }) => level === 'error'),
    'VERIFY_BUILD',
  );
  const [first] = said;
  return first ? said : [{ code: 'VERIFY_BUILD', message: 'dbt build failed and did not say why' }];
}

/** Tests of severity warn that are named; the rest are counted. */
const MOST_NAMED = 10;

function detailOf(nodes: readonly NodeResult[]): string {
  const tests = nodes.filter(({ id }) => /^(?:unit_)?test\./.test(id));
  const passed = tests.filter(({ status }) => status === 'pass' || status === 'warn').length;
  const others = nodes.length - tests.length;
  const built = nodes.filter(({ id, status }) => !/^(?:unit_)?test\./.test(id) && status === 'success').length;
  const words = `${built} of ${count(others, 'model')} built, ${passed} of ${count(tests.length, 'test')} passed`;
  const warned = tests.filter(({ status }) => status === 'warn');
  if (warned.length === 0) return words;
  const named = warned.slice(0, MOST_NAMED).map(({ name, failures }) => `${name} (${countRows(failures)})`);
  const rest = warned.length - named.length;
  return `${words}, ${warned.length} of them with a warning: ${named.join(', ')}${rest === 0 ? '' : ` and ${rest} more`}`;
}
