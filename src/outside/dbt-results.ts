import * as z from 'zod';

/** What became of one node of a build. */
export interface NodeResult {
  /** `model.shop.fct_orders`. */
  readonly id: string;
  readonly name: string;
  /** dbt's word: success, error, skipped, pass, fail, warn, runtime error. */
  readonly status: string;
  readonly message: string;
  /** Rows that a test found; null for other nodes. */
  readonly failures: number | null;
  /** Relative to the dbt project. */
  readonly file?: string;
}

const resultsSchema = z.object({
  results: z.array(
    z.object({
      unique_id: z.string(),
      status: z.string(),
      message: z.unknown().optional(),
      failures: z.number().nullish(),
    }),
  ),
});

const timeSchema = z.object({ metadata: z.object({ generated_at: z.string() }) });

const manifestSchema = z.object({
  nodes: z.record(z.string(), z.object({ name: z.string(), original_file_path: z.string().optional() })),
});

/** Joins run_results.json with the files that manifest.json knows (dbt-facts.md 7). Empty where dbt wrote none. */
export function readNodeResults(results: string | null, manifest: string | null): NodeResult[] {
  const parsed = resultsSchema.safeParse(parseJson(results));
  if (!parsed.success) return [];
  const nodes = manifestSchema.safeParse(parseJson(manifest)).data?.nodes ?? {};
  return parsed.data.results.map(({ unique_id, status, message, failures }) => {
    const node = nodes[unique_id];
    return {
      id: unique_id,
      name: node?.name ?? unique_id.split('.').slice(2).join('.'),
      status,
      message: typeof message === 'string' ? message : '',
      failures: failures ?? null,
      ...(node?.original_file_path === undefined ? {} : { file: node.original_file_path.replaceAll('\\', '/') }),
    };
  });
}

/** When dbt wrote run_results.json, ISO 8601 in UTC; null where it does not say. */
export function readResultsTime(results: string | null): string | null {
  const at = Date.parse(timeSchema.safeParse(parseJson(results)).data?.metadata.generated_at ?? '');
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

function parseJson(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
