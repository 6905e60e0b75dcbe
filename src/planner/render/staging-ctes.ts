/** The CTEs of a staging model: one that takes the source in, one that renames; null: there is none. */
export interface StagingCtes {
  readonly input: string | null;
  readonly output: string | null;
}

/** Names by which a CTE says that it only takes the source in. */
const INPUTS = /^(?:source|src|raw|base|input|import)(?:_|$)/;

/**
 * Which of the project's CTEs a model needs: the first takes the source in, the last renames; what stands between them
 * does what no generated model does. One alone is told by its name. Pure.
 */
export function stagingCtes(names: readonly string[]): StagingCtes {
  const [first = null] = names;
  const last = names.at(-1) ?? null;
  if (first !== last) return { input: first, output: last };
  return first !== null && INPUTS.test(first) ? { input: first, output: null } : { input: null, output: first };
}
