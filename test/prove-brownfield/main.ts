// Adds a source to each of the public projects in projects.json, and proves that cartridge was a good guest there: dbt
// parses the project as well as before, no line of it was touched, a second plan is empty, rollback restores every byte.
//   npm run prove:brownfield -- FOLDER_OF_PROJECTS CATALOGS
// FOLDER_OF_PROJECTS holds their clones, each named owner+name; CATALOGS holds catalog files.
// --dbt PATH (a dbt 1 with the adapters of the projects; .venv unless told), --verify LEVEL (static unless told),
// --only ID (again for more), --diff (prints every diff), --keep DIR (leaves the projects there, as rolled back)
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Dbt } from '../../src/outside/dbt.ts';
import { DBT_PATH, DBT_V2_PATH, dbtAt } from '../helpers/real-dbt.ts';
import { prepareProject } from './prepare-project.ts';
import type { BrownfieldProof } from './prove-project.ts';
import { proveProject } from './prove-project.ts';
import type { PublicProject } from './public-project.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    dbt: { type: 'string', default: DBT_PATH },
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
  const [dbt, strictDbt] = [await dbtAt(resolve(values.dbt)), await dbtAt(DBT_V2_PATH)];
  let proved = 0;
  for (const project of projects) {
    const proof = await proveOne(project, { from, catalogFolder, dbt, strictDbt });
    if (proof.problems.length === 0) proved++;
    console.log(linesOf(project, proof).join('\n'));
  }
  console.log(`proved: ${proved} of ${projects.length} projects`);
  return projects.length > 0 && proved === projects.length ? 0 : 1;
}

interface Given {
  readonly from: string;
  readonly catalogFolder: string;
  readonly dbt: Dbt;
  readonly strictDbt: Dbt;
}

async function proveOne(
  project: PublicProject,
  { from, catalogFolder, dbt, strictDbt }: Given,
): Promise<BrownfieldProof> {
  const folder = values.keep ? join(values.keep, project.id) : mkdtempSync(join(tmpdir(), 'cartridge-brownfield-'));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  // Projects read them while dbt renders.
  Object.assign(process.env, project.env);
  try {
    const projectDir = prepareProject(project, from, folder);
    const catalog = join(catalogFolder, `${project.catalog}.json`);
    return await proveProject({ projectDir, catalog, dbt, strictDbt, verify: values.verify });
  } catch (error) {
    return { facts: [], diff: [], problems: [error instanceof Error ? (error.stack ?? error.message) : String(error)] };
  } finally {
    if (!values.keep) rmSync(folder, { recursive: true, force: true });
  }
}

function linesOf(project: PublicProject, { facts, diff, problems }: BrownfieldProof): string[] {
  return [
    `${problems.length === 0 ? 'ok  ' : 'BAD '} ${project.id} (${project.adapter}) + ${project.catalog}: ${facts.join(', ')}`,
    ...problems.map((problem) => `       ${problem.replaceAll('\n', '\n       ')}`),
    ...(values.diff ? diff : []),
  ];
}
