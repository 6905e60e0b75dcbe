import type { Problem } from '../../errors.ts';
import type { Dbt } from '../../outside/dbt.ts';
import type { Finding } from '../../outside/dbt-log.ts';
import type { DbtRunResult } from '../../outside/run-dbt.ts';
import type { CheckInput, CheckOutcome } from '../level.ts';
import { count, newProblems } from '../level.ts';
import type { ProjectView } from '../project-views.ts';
import { holds } from '../shadow/read-shadow.ts';
import { withShadowFolder } from '../shadow/shadow-folder.ts';
import { findingProblems } from './dbt-problems.ts';

/** A level that needs dbt. */
export type DbtCheckInput = CheckInput & { readonly dbt: Dbt };

/** The level `parse`: the user's dbt reads the project as it would be without an error, a warning or a deprecation. */
export async function checkParse(input: DbtCheckInput): Promise<CheckOutcome> {
  const result = await parseView(input, await input.views.asPlanned());
  if (result.noAnswer !== null)
    return { status: 'skipped', detail: `dbt gave no answer: ${result.noAnswer}`, problems: [] };
  const found = [...problemsOf(result, 'error'), ...problemsOf(result, 'warning')];
  const before = found.length === 0 ? [] : await problemsBefore(input);
  const errors = newProblems(problemsOf(result, 'error'), before);
  const warnings = newProblems(problemsOf(result, 'warning'), before);
  const words = [countOrNo(errors, 'error'), countOrNo(warnings, 'warning')].join(', ');
  const problems = [...errors, ...warnings];
  return {
    status: problems.length === 0 ? 'passed' : 'failed',
    detail: `${words} (dbt ${input.dbt.version})${problems.length === 0 ? '' : unknownVersion(input)}`,
    problems,
  };
}

/** YAML has another form for every version of dbt, and what the project does not tell a plan cannot know. */
function unknownVersion({ plan }: DbtCheckInput): string {
  if (plan.strategy !== 'brownfield' || plan.project.dbt_version !== null) return '';
  return '; nothing in the project told the plan which dbt it runs: say it by require-dbt-version in dbt_project.yml';
}

async function problemsBefore(input: DbtCheckInput): Promise<Problem[]> {
  const view = await input.views.asIs();
  if (!holds(view.shadow, 'dbt_project.yml')) return [];
  const result = await parseView(input, view);
  return [...problemsOf(result, 'error'), ...problemsOf(result, 'warning')];
}

async function parseView(
  { projectDir, dbt, signal, dbtTimeoutMs }: DbtCheckInput,
  { shadow, planned }: ProjectView,
): Promise<DbtRunResult> {
  return withShadowFolder({ projectDir, layout: shadow.layout, planned, signal }, async (folder) => {
    const result = await dbt.parse({
      cwd: projectDir,
      projectDir: folder.projectDir,
      profilesDir: holds(shadow, 'profiles.yml') ? folder.projectDir : undefined,
      outputDir: folder.outputDir,
      timeoutMs: dbtTimeoutMs,
      signal,
    });
    signal?.throwIfAborted();
    return result;
  });
}

function problemsOf({ findings, ok }: DbtRunResult, level: Finding['level']): Problem[] {
  const ofLevel = findings.filter((finding) => finding.level === level);
  if (level === 'error' && ofLevel.length === 0 && !ok) return [SILENT];
  return findingProblems(ofLevel, 'VERIFY_PARSE');
}

const SILENT: Problem = {
  code: 'VERIFY_PARSE',
  message: 'dbt parse failed and did not say why',
  hint: 'Apply with --verify bind, then run dbt parse yourself.',
};

function countOrNo(problems: readonly Problem[], noun: string): string {
  return problems.length === 0 ? `no ${noun}` : count(problems.length, noun);
}
