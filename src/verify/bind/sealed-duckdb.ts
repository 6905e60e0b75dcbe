import type { Duckdb } from '../../outside/duckdb.ts';
import { openDuckdb } from '../../outside/duckdb.ts';

/** Schema that models are compiled into. */
export const MODEL_SCHEMA = 'models';

/**
 * A DuckDB in memory for SQL that is not trusted: it reaches no file and no network, and cannot allow itself to. `settings`:
 * statements that are run before the lock.
 */
export async function openSealedDuckdb(settings: readonly string[] = []): Promise<Duckdb> {
  const duckdb = await openDuckdb(':memory:');
  const sealing = [
    'set errors_as_json = true',
    ...settings,
    'set enable_external_access = false',
    'set lock_configuration = true',
  ];
  await duckdb.run(sealing.join('; '));
  await duckdb.run(`create schema ${MODEL_SCHEMA}`);
  return duckdb;
}
