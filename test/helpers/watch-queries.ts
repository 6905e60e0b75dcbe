import type { Duckdb } from '../../src/outside/duckdb.ts';

/** A database that remembers what it was asked. */
export function watchQueries(database: Duckdb): Duckdb & { readonly queries: readonly string[] } {
  const queries: string[] = [];
  return {
    ...database,
    queries,
    query: (sql, signal) => {
      queries.push(sql);
      return database.query(sql, signal);
    },
  };
}
