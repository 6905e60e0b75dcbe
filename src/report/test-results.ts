import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { TestResults } from './report.ts';

/** What of `target/run_results.json` counts here (dbt's run-results artifact, v4 to v6). */
const resultsSchema = z.looseObject({
  metadata: z.looseObject({ generated_at: z.string() }),
  results: z.array(
    z.looseObject({
      unique_id: z.string(),
      status: z.string(),
      failures: z.number().nullish(),
      message: z.string().nullish(),
    }),
  ),
});

type Ran = Omit<TestResults, 'written'>;

const NOT_RUN: Ran = { ran_at: null, passed: 0, warned: 0, failed: 0, skipped: 0, failures: [] };

/** What the tests of the project said when dbt ran last, if that was after `since` (ISO 8601). Never throws. */
export async function readTestResults(projectDir: string, since: string): Promise<Ran> {
  const text = await readFile(join(projectDir, 'target', 'run_results.json'), 'utf8').catch(() => '');
  return testResults(text, since);
}

/** The same of a text. A file that is cut short or of another shape says nothing. Pure. */
export function testResults(text: string, since: string): Ran {
  const parsed = resultsSchema.safeParse(jsonOrNull(text));
  if (!parsed.success) return NOT_RUN;
  const { metadata, results } = parsed.data;
  const at = Date.parse(metadata.generated_at);
  const tests = results.filter(({ unique_id }) => unique_id.startsWith('test.'));
  if (Number.isNaN(at) || at < Date.parse(since) || tests.length === 0) return NOT_RUN;
  const count = (...statuses: string[]): number => tests.filter(({ status }) => statuses.includes(status)).length;
  return {
    ran_at: new Date(at).toISOString(),
    passed: count('pass', 'success'),
    warned: count('warn'),
    failed: count('fail', 'error'),
    skipped: count('skipped'),
    failures: tests
      .filter(({ status }) => ['warn', 'fail', 'error'].includes(status))
      .map(({ unique_id, status, failures, message }) => ({
        name: unique_id.split('.')[2] ?? unique_id,
        status,
        failing_rows: failures ?? null,
        message: message ?? null,
      }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
