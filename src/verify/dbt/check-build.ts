import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Problem } from '../../errors.ts';
import type { NodeResult } from '../../outside/dbt-results.ts';
import type { DbtRunResult } from '../../outside/run-dbt.ts';
import type { CheckOutcome } from '../level.ts';
import { count, newProblems } from '../level.ts';
import type { ProjectView } from '../project-views.ts';
import type { Shadow } from '../shadow/read-shadow.ts';
import { holds } from '../shadow/read-shadow.ts';
import type { ShadowFolder } from '../shadow/shadow-folder.ts';
import { withShadowFolder } from '../shadow/shadow-folder.ts';
import type { DbtCheckInput } from './check-parse.ts';
import { countRows, findingProblems, nodeProblems } from './dbt-problems.ts';
import { prepareDatabase } from './throw-away-database.ts';
import { throwAwayProfile } from './throw-away-profile.ts';
import { whyNotBuild } from './why-not-build.ts';

/** The level `build`: the user's dbt builds and tests the project as it would be, into a throw-away database. */
export async function checkBuild(input: DbtCheckInput): Promise<CheckOutcome> {
  const built = await buildView(input, await input.views.asPlanned());
  if ('why' in built) return { status: 'skipped', detail: built.why, problems: [] };
  const found = problemsOf(built);
  const problems = found.length === 0 ? [] : newProblems(found, await problemsBefore(input));
  return {
    status: problems.length === 0 ? 'passed' : 'failed',
    detail: `${detailOf(built.nodes)} (dbt ${input.dbt.version})`,
    problems,
  };
}

type Built = DbtRunResult | { readonly why: string };

async function problemsBefore(input: DbtCheckInput): Promise<Problem[]> {
  const view = await input.views.asIs();
  if (!holds(view.shadow, 'dbt_project.yml')) return [];
  const built = await buildView(input, view);
  return 'why' in built ? [] : problemsOf(built);
}

async function buildView(input: DbtCheckInput, view: ProjectView): Promise<Built> {
  const { projectDir, signal } = input;
  const { shadow, planned } = view;
  const why = whyNotBuild(shadow);
  if (why !== null) return { why };
  return withShadowFolder({ projectDir, layout: shadow.layout, planned, signal }, (folder) =>
    runBuild(input, view, folder),
  );
}

async function runBuild(input: DbtCheckInput, { shadow, nodes }: ProjectView, folder: ShadowFolder): Promise<Built> {
  const { projectDir, plan, dbt, signal, onEvent, dbtTimeoutMs } = input;
  const databases = join(folder.outputDir, 'databases');
  const profile = throwAwayProfile(textOf(shadow, 'profiles.yml'), shadow.layout.profile, {
    databaseOf: (fileName) => join(databases, fileName),
    externalRoot: join(folder.outputDir, 'external'),
  });
  if ('why' in profile) return profile;
  await mkdir(databases);
  await mkdir(join(folder.outputDir, 'external'));
  await writeFile(join(folder.projectDir, 'profiles.yml'), profile.text);
  if (profile.ownPath !== null) {
    const own = resolve(projectDir, profile.ownPath);
    const target = join(databases, basename(own));
    await prepareDatabase({ own, target, sources: nodes.sources, catalog: plan.catalog });
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
