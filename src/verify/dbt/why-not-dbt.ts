import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dbt } from '../../outside/dbt.ts';
import type { CheckInput } from '../level.ts';

/** Why dbt cannot run on the project as it would be, in words; null where it can. */
export async function whyNotDbt({ dbt, plan, projectDir, views }: CheckInput): Promise<string | null> {
  const reason = whyNotAdapter(dbt, plan.project.adapter);
  if (reason !== null) return reason;
  const { files, layout } = (await views.asPlanned()).shadow;
  const asksForPackages = files.some(({ path, content }) => PACKAGE_FILES.has(path) && /^packages:/m.test(content));
  if (!asksForPackages || (await exists(join(projectDir, layout.packages)))) return null;
  return 'the packages of the project are not installed (dbt deps)';
}

/** Why no dbt that was found can run a project on an adapter, in words; null where it can. */
export function whyNotAdapter(dbt: Dbt | null, adapter: string): string | null {
  if (dbt === null) return 'no dbt was found (--dbt, CARTRIDGE_DBT, the .venv of the project, PATH)';
  if (dbt.unusable !== null) return `${PLACES[dbt.foundBy]} is no dbt that runs: ${dbt.unusable}`;
  const isBuiltIn = !dbt.version?.startsWith('1.') && !dbt.version?.startsWith('0.');
  if (isBuiltIn || dbt.adapters.some(({ name }) => name === adapter)) return null;
  return `dbt ${dbt.version} has no adapter ${adapter} (pip install dbt-${adapter})`;
}

const PLACES: Readonly<Record<Dbt['foundBy'], string>> = {
  flag: 'what --dbt names',
  variable: 'what CARTRIDGE_DBT names',
  venv: 'dbt in the .venv of the project',
  path: 'dbt on the PATH',
};

const PACKAGE_FILES = new Set(['packages.yml', 'dependencies.yml']);

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
