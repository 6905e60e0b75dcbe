import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '../../errors.ts';
import type { Dbt } from '../../outside/dbt.ts';
import type { Finding } from '../../outside/dbt-log.ts';
import type { DbtRunResult } from '../../outside/run-dbt.ts';
import type { PlannedFile } from '../../plan/plan.ts';
import type { CheckInput, CheckOutcome } from '../level.ts';
import { count, newProblems } from '../level.ts';
import { readShadow } from '../shadow/read-shadow.ts';
import { withShadowFolder } from '../shadow/shadow-folder.ts';
import { findingProblems } from './dbt-problems.ts';

/** A level that needs dbt. */
export type DbtCheckInput = CheckInput & { readonly dbt: Dbt };

/** The level `parse`: the user's dbt reads the project as it would be without an error, a warning or a deprecation. */
export async function checkParse(input: DbtCheckInput): Promise<CheckOutcome> {
  const { plan, projectDir, dbt } = input;
  const result = await parseShadow(input, plan.files);
  if (result.noAnswer !== null)
    return { status: 'skipped', detail: `dbt gave no answer: ${result.noAnswer}`, problems: [] };
  const found = problemsOf(result);
  const before = found.length > 0 && (await hasProject(projectDir)) ? problemsOf(await parseShadow(input, [])) : [];
  const problems = newProblems(found, before);
  const errors = newFindings(result.findings, { problems, level: 'error' });
  const warnings = newFindings(result.findings, { problems, level: 'warning' });
  return {
    status: problems.length === 0 ? 'passed' : 'failed',
    detail: `${errors === 0 ? 'no error' : count(errors, 'error')}, ${warnings === 0 ? 'no warning' : count(warnings, 'warning')} (dbt ${dbt.version})`,
    problems,
  };
}

async function parseShadow(
  { projectDir, dbt, signal, dbtTimeoutMs }: DbtCheckInput,
  planned: readonly PlannedFile[],
): Promise<DbtRunResult> {
  const { layout, files } = await readShadow(projectDir, planned);
  const hasProfiles = files.some(({ path }) => path === 'profiles.yml');
  return withShadowFolder({ projectDir, layout, planned, signal }, async (folder) => {
    const result = await dbt.parse({
      cwd: projectDir,
      projectDir: folder.projectDir,
      profilesDir: hasProfiles ? folder.projectDir : undefined,
      outputDir: folder.outputDir,
      timeoutMs: dbtTimeoutMs,
      signal,
    });
    signal?.throwIfAborted();
    return result;
  });
}

function problemsOf({ findings, ok }: DbtRunResult): Problem[] {
  const problems = findingProblems(findings, 'VERIFY_PARSE');
  if (ok || findings.some(({ level }) => level === 'error')) return problems;
  return [
    ...problems,
    {
      code: 'VERIFY_PARSE',
      message: 'dbt parse failed and did not say why',
      hint: 'Run dbt parse yourself after cartridge apply --verify bind.',
    },
  ];
}

function newFindings(
  findings: readonly Finding[],
  { problems, level }: { readonly problems: readonly Problem[]; readonly level: Finding['level'] },
): number {
  const counted = findingProblems(
    findings.filter((finding) => finding.level === level),
    'VERIFY_PARSE',
  );
  return counted.length - newProblems(counted, problems).length;
}

/** Whether there is a project that could have had problems before. */
export async function hasProject(projectDir: string): Promise<boolean> {
  return access(join(projectDir, 'dbt_project.yml')).then(
    () => true,
    () => false,
  );
}
