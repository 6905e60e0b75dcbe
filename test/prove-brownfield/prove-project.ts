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
  /** Must parse the project as well afterwards as before. */
  readonly dbt: Dbt;
  /** Must accept it afterwards as well where it accepts it before: dbt v2 refuses most projects of today. */
  readonly strictDbt: Dbt;
  readonly verify: string;
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
  const cartridge = userOf(projectDir);
  const parsedBefore = await parseBoth(project);
  if (!parsedBefore.lenient.ok) return failed([`dbt refuses it before: ${JSON.stringify(parsedBefore.lenient)}`]);
  const before = readFolder(projectDir);

  const { plan, problems } = await planFrom(cartridge, projectDir, catalog);
  if (plan === null) return failed(problems);
  const planned = plan.files.map(({ path }) => path);
  problems.push(...differingPaths(before, readFolder(projectDir)).map((path) => `plan itself changed ${path}`));

  problems.push(...(await cartridge(['apply', '--yes', '--verify', verify])));
  const change = { before, after: readFolder(projectDir), planned };
  const parsedAfter = await parseBoth(project);
  problems.push(
    ...changeProblems(change),
    ...parseProblems(parsedBefore.lenient, parsedAfter.lenient),
    ...(parsedBefore.strict.ok ? parseProblems(parsedBefore.strict, parsedAfter.strict) : []),
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
      `dbt ${project.dbt.version}: ${parseWords(parsedBefore.lenient)} -> ${parseWords(parsedAfter.lenient)}`,
      `dbt v2: ${parsedBefore.strict.ok ? `ok -> ${parseWords(parsedAfter.strict)}` : 'refuses it as it is'}`,
    ],
    diff: diffLines(change),
    problems,
  };
}

/** Runs a command of cartridge in the project; what it says where it fails. */
type Cartridge = (argv: readonly string[]) => Promise<string[]>;

function userOf(projectDir: string): Cartridge {
  return async (argv) => {
    const { status, stdout, stderr } = await runCartridge([...argv, '--project-dir', projectDir]);
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

interface Parsed {
  readonly lenient: DbtRunResult;
  readonly strict: DbtRunResult;
}

async function parseBoth({ dbt, strictDbt, projectDir }: ProjectToProve): Promise<Parsed> {
  return { lenient: await parseProject(dbt, projectDir), strict: await parseProject(strictDbt, projectDir) };
}

function failed(problems: readonly string[]): BrownfieldProof {
  return { facts: [], diff: [], problems };
}
