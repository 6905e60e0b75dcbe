import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Dbt } from '../../src/outside/dbt.ts';
import { findDbt } from '../../src/outside/dbt.ts';

const VENV = join(import.meta.dirname, '../../.venv');
/** dbt 1 with dbt-duckdb, and dbt v2, whose parser refuses every deprecated key. */
export const DBT_PATH = join(VENV, 'bin/dbt');
export const DBT_V2_PATH = join(VENV, 'v2/bin/dbt');
export const hasDbt = existsSync(DBT_PATH);
export const hasDbtV2 = existsSync(DBT_V2_PATH);

/** A dbt at a path, with the environment of this process. */
export async function dbtAt(path: string): Promise<Dbt> {
  const dbt = await findDbt({ flag: path, projectDir: import.meta.dirname, env: process.env });
  if (dbt === null) throw new Error('no dbt');
  return dbt;
}

/** Puts a program that pretends to be dbt 1.11 into the `.venv` of a project: a shell script after its answer to --version. */
export function fakeDbt(projectDir: string, script: string): string {
  const path = join(projectDir, '.venv/bin/dbt');
  const version = 'Core:\n  - installed: 1.11.16\n\nPlugins:\n  - duckdb: 1.11.1 - Up to date!\n';
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/bin/sh\nif [ "$1" = --version ]; then printf '%s' '${version}'; exit 0; fi\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}
