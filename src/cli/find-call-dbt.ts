import { resolve } from 'node:path';
import { type Dbt, findDbt } from '../outside/dbt.ts';
import type { Call } from './command.ts';
import { optionText } from './option-values.ts';

/** The dbt to run: `--dbt`, `CARTRIDGE_DBT`, the project's `.venv`, PATH, in that order; null if there is none. */
export async function findCallDbt({ options, io }: Call, projectDir: string): Promise<Dbt | null> {
  const absolute = (path: string | undefined): string | undefined => (path ? resolve(io.cwd, path) : undefined);
  return await findDbt({
    flag: absolute(optionText(options, 'dbt')),
    variable: absolute(io.env['CARTRIDGE_DBT']),
    projectDir,
    searchPath: io.env['PATH'] ?? io.env['Path'],
    env: io.env,
    signal: io.signal,
  });
}
