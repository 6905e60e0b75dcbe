// Adds a source to each of the public projects in projects.json, and proves that cartridge was a good guest there: dbt
// parses the project as well as before, no line of it was touched, a second plan is empty, rollback restores every byte.
//   npm run prove:brownfield -- FOLDER_OF_PROJECTS CATALOGS
// FOLDER_OF_PROJECTS holds their clones, each named owner+name; CATALOGS holds catalog files.
// --dbts FOLDER (environments of dbt with the adapters of the projects, each named as its version: 1.6, 1.11; .venv unless
// told), --verify LEVEL (static unless told), --only ID (again for more), --diff (prints every diff),
// --keep DIR (leaves the projects there, as rolled back)
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DBT_PATH, DBT_V2_PATH, dbtAt } from '../helpers/real-dbt.ts';
import { prepareProject } from './prepare-project.ts';
import type { BrownfieldProof, Judge } from './prove-project.ts';
import { proveProject } from './prove-project.ts';
import type { PublicProject } from './public-project.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    dbts: { type: 'string' },
    verify: { type: 'string', default: 'static' },
    only: { type: 'string', multiple: true },
    diff: { type: 'boolean', default: false },
    keep: { type: 'string' },
  },
});
const [clones, catalogs] = positionals;

if (clones === undefined || catalogs === undefined) {
  console.error('Which projects, and which tables? npm run prove:brownfield -- FOLDER_OF_PROJECTS CATALOGS');
  process.exitCode = 2;
} else {
  process.exitCode = await proveAll(resolve(clones), resolve(catalogs));
}

async function proveAll(from: string, catalogFolder: string): Promise<number> {
  const all = JSON.parse(readFileSync(join(import.meta.dirname, 'projects.json'), 'utf8')) as PublicProject[];
  const projects = all.filter(({ id }) => !values.only || values.only.includes(id));
  let proved = 0;
  for (const project of projects) {
    const proof = await proveOne(project, { from, catalogFolder });
    if (proof.problems.length === 0) proved++;
    console.log(linesOf(project, proof).join('\n'));
  }
  console.log(`proved: ${proved} of ${projects.length} projects`);
  return projects.length > 0 && proved === projects.length ? 0 : 1;
}

interface Given {
  readonly from: string;
  readonly catalogFolder: string;
}

async function proveOne(project: PublicProject, { from, catalogFolder }: Given): Promise<BrownfieldProof> {
  const folder = values.keep ? join(values.keep, project.id) : mkdtempSync(join(tmpdir(), 'cartridge-brownfield-'));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  // Projects read them while dbt renders.
  Object.assign(process.env, project.env);
  try {
    const projectDir = prepareProject(project, from, folder);
    const catalog = join(catalogFolder, `${project.catalog}.json`);
    return await proveProject({ projectDir, catalog, judges: await judgesOf(project), verify: values.verify });
  } catch (error) {
    return { facts: [], diff: [], problems: [error instanceof Error ? (error.stack ?? error.message) : String(error)] };
  } finally {
    if (!values.keep) rmSync(folder, { recursive: true, force: true });
  }
}

/** The project's own dbt and the newest one, and dbt v2 where the form that the own one asks for is today's. */
async function judgesOf({ dbt: own }: PublicProject): Promise<Judge[]> {
  const folder = values.dbts && resolve(values.dbts);
  const versions = folder
    ? readdirSync(folder)
        .filter(isVersion)
        .toSorted((one, other) => minorOf(one) - minorOf(other))
    : [];
  const newest = versions[versions.length - 1];
  const isToday = own !== null && minorOf(own) >= 10;
  const paths = [
    ...(folder && own !== null && own !== newest && versions.includes(own) ? [join(folder, own, 'bin', 'dbt')] : []),
    folder && newest !== undefined ? join(folder, newest, 'bin', 'dbt') : DBT_PATH,
    ...(isToday ? [DBT_V2_PATH] : []),
  ];
  const dbts = await Promise.all(paths.map(dbtAt));
  return dbts.map((dbt) => ({ dbt, rule: isToday || dbt.version?.startsWith(`${own}.`) ? 'says no more' : 'accepts' }));
}

function isVersion(name: string): boolean {
  return /^1\.\d+$/.test(name);
}

function minorOf(version: string): number {
  return Number(version.split('.')[1]);
}

function linesOf(project: PublicProject, { facts, diff, problems }: BrownfieldProof): string[] {
  return [
    `${problems.length === 0 ? 'ok  ' : 'BAD '} ${project.id} (${project.adapter}) + ${project.catalog}: ${facts.join(', ')}`,
    ...problems.map((problem) => `       ${problem.replaceAll('\n', '\n       ')}`),
    ...(values.diff ? diff : []),
  ];
}
