import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateExecutionPlan } from '../../src/index.ts';
import type { ExecutionPlan } from '../../src/plan/plan.ts';
import { planText } from '../../src/store/plan-text.ts';
import { DBT_V2_PATH, dbtAt } from '../helpers/real-dbt.ts';
import type { FarPlanner } from './far-planner.ts';

/** A plan made again must change nothing; `when` says after what. */
export async function replanProblems(from: string, projectDir: string, when: string): Promise<string[]> {
  const { plan } = await generateExecutionPlan({ from, projectDir });
  return plan.files.map((file) => `planned again ${when}: ${file.path} changes`);
}

/**
 * The same input must give the same bytes: `copy` puts it, with its project folder, into another folder as it lies in
 * this one, and another process plans it in another time zone and locale.
 */
export async function sameBytesProblems(
  plan: ExecutionPlan,
  far: FarPlanner,
  copy: (folder: string) => Promise<{ readonly from: string; readonly projectDir: string }>,
): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'cartridge prove elsewhere '));
  try {
    const { from, projectDir } = await copy(folder);
    const [here, there] = [planText(plan).split('\n'), (await far.plan(from, projectDir)).split('\n')];
    const at = here.findIndex((line, index) => line !== there[index]);
    return at < 0 && here.length === there.length ? [] : [`elsewhere the plan differs: ${here[at]} ${there[at]}`];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The parser of dbt v2 refuses every key that dbt 1 merely deprecates. */
export async function strictParseProblems(projectDir: string): Promise<string[]> {
  const dbt = await dbtAt(DBT_V2_PATH);
  const outputDir = await mkdtemp(join(tmpdir(), 'cartridge-prove-v2-'));
  try {
    const parsed = await dbt.parse({
      cwd: projectDir,
      projectDir,
      profilesDir: projectDir,
      outputDir,
      timeoutMs: 60_000,
    });
    return [
      ...(parsed.ok ? [] : [`dbt v2 refuses the project: ${parsed.noAnswer ?? 'see below'}`]),
      ...parsed.findings.map((finding) => `dbt v2: ${JSON.stringify(finding)}`),
    ];
  } finally {
    await rm(outputDir, { recursive: true, force: true });
  }
}
