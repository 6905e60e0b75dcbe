import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Dbt } from '../../src/outside/dbt.ts';
import type { DbtRunResult } from '../../src/outside/run-dbt.ts';
import type { ExecutionPlan } from '../../src/plan/plan.ts';
import { runCartridge } from '../helpers/run-cartridge.ts';
import { changeProblems, diffLines } from './change-problems.ts';
import { differingPaths, readFolder } from './folder-state.ts';
import { parseProblems, parseProject, parseWords } from './parse-project.ts';

/** A prepared project, and a catalog of raw tables that it does not have. */
export interface ProjectToProve {
  readonly projectDir: string;
  readonly catalog: string;
  readonly judges: readonly Judge[];
  readonly verify: string;
}

/** A dbt that parses the project before and after. One that refuses it before says nothing of what was added. */
export interface Judge {
  readonly dbt: Dbt;
  /**
   * What it must say afterwards: nothing more than before; or only that it accepts the project, where the project's own
   * dbt is older and asks for a form of properties that this one warns of.
   */
  readonly rule: 'says no more' | 'accepts';
}

/** What came of one project: facts for a line, the diff, and everything that was not as it must be, in words. */
export interface BrownfieldProof {
  readonly facts: readonly string[];
  readonly diff: readonly string[];
  readonly problems: readonly string[];
}

/** Adds the tables to the project as a user would, looks at every byte, takes all back, and looks again. */
export async function proveProject(project: ProjectToProve): Promise<BrownfieldProof> {
  const { projectDir, catalog, verify } = project;
  const cartridge = userOf(project);
  const parsedBefore = await parseAll(project);
  if (!parsedBefore.some(({ ok }) => ok)) return failed(['no dbt accepts it before', ...parsedBefore.map(parseWords)]);
  const before = readFolder(projectDir);

  const { plan, problems } = await planFrom(cartridge, projectDir, catalog);
  if (plan === null) return failed(problems);
  const planned = plan.files.map(({ path }) => path);
  problems.push(...differingPaths(before, readFolder(projectDir)).map((path) => `plan itself changed ${path}`));

  const refused = await cartridge(['apply', '--yes', '--verify', verify]);
  if (refused.length > 0) return failed([...problems, ...refused]);
  const change = { before, after: readFolder(projectDir), planned };
  const parsedAfter = await parseAll(project);
  const judged = project.judges.map((judge, at) => ({ ...judge, before: parsedBefore[at]!, after: parsedAfter[at]! }));
  problems.push(
    ...changeProblems(change),
    ...judged.flatMap(({ dbt, rule, before: was, after: is }) =>
      parseProblems(was, is, rule).map((problem) => `dbt ${dbt.version} ${problem}`),
    ),
    ...(await replanProblems(cartridge, projectDir, catalog)),
  );

  problems.push(...(await cartridge(['rollback', '--yes'])));
  const left = differingPaths(before, readFolder(projectDir));
  problems.push(...left.map((path) => `after rollback ${path} is not as it was`));
  const added = planned.filter((path) => !before.has(path)).length;
  return {
    facts: [
      `${plan.actions.length} actions`,
      `${added} new files`,
      `${planned.length - added} changed`,
      ...judged.map(({ dbt, before: was, after: is }) => `dbt ${dbt.version}: ${parseWords(was)} -> ${parseWords(is)}`),
    ],
    diff: diffLines(change),
    problems,
  };
}

/** Runs a command of cartridge in the project; what it says where it fails. */
type Cartridge = (argv: readonly string[]) => Promise<string[]>;

/** Somebody with the first dbt at hand. */
function userOf({ projectDir, judges }: ProjectToProve): Cartridge {
  const env = { ...process.env, CARTRIDGE_DBT: judges[0]?.dbt.path ?? '' };
  return async (argv) => {
    const { status, stdout, stderr } = await runCartridge([...argv, '--project-dir', projectDir], { env });
    return status === 0 ? [] : [`cartridge ${argv[0]} ended with ${status}: ${(stderr || stdout).trim()}`];
  };
}

interface Planned {
  readonly plan: ExecutionPlan | null;
  readonly problems: string[];
}

async function planFrom(cartridge: Cartridge, projectDir: string, catalog: string): Promise<Planned> {
  const out = join(projectDir, '.cartridge', 'proof.json');
  const problems = await cartridge(['plan', '--from', catalog, '--out', out]);
  if (problems.length > 0) return { plan: null, problems };
  return { plan: JSON.parse(readFileSync(out, 'utf8')) as ExecutionPlan, problems };
}

/** Planned again, nothing is to be done. */
async function replanProblems(cartridge: Cartridge, projectDir: string, catalog: string): Promise<string[]> {
  const { plan, problems } = await planFrom(cartridge, projectDir, catalog);
  const left = plan?.actions.map(({ type, name }) => `planned again: ${type} ${name}`) ?? [];
  return [...problems, ...left, ...(plan?.files.map(({ path }) => `planned again: ${path} changes`) ?? [])];
}

async function parseAll({ judges, projectDir }: ProjectToProve): Promise<DbtRunResult[]> {
  const results: DbtRunResult[] = [];
  for (const { dbt } of judges) results.push(await parseProject(dbt, projectDir));
  return results;
}

function failed(problems: readonly string[]): BrownfieldProof {
  return { facts: [], diff: [], problems };
}
