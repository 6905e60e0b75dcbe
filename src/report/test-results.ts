import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readNodeResults, readResultsTime } from '../outside/dbt-results.ts';
import type { TestResults } from './report.ts';

type Ran = Omit<TestResults, 'written'>;

const NOT_RUN: Ran = { ran_at: null, passed: 0, warned: 0, failed: 0, skipped: 0, failures: [] };

const FAILED = ['fail', 'error', 'runtime error'];

/** What the tests of the project said when dbt ran last, if that was after `since` (ISO 8601). Never throws. */
export async function readTestResults(projectDir: string, since: string): Promise<Ran> {
  const [results, manifest] = await Promise.all(
    ['run_results.json', 'manifest.json'].map((name) =>
      readFile(join(projectDir, 'target', name), 'utf8').catch(() => null),
    ),
  );
  return testResults({ results: results ?? null, manifest: manifest ?? null }, since);
}

/** The same of the texts of dbt's artifacts. One that is cut short or of another shape says nothing. Pure. */
export function testResults(
  { results, manifest }: { readonly results: string | null; readonly manifest: string | null },
  since: string,
): Ran {
  const ranAt = readResultsTime(results);
  const tests = readNodeResults(results, manifest).filter(({ id }) => id.startsWith('test.'));
  if (ranAt === null || Date.parse(ranAt) < Date.parse(since) || tests.length === 0) return NOT_RUN;
  const count = (...statuses: string[]): number => tests.filter(({ status }) => statuses.includes(status)).length;
  return {
    ran_at: ranAt,
    passed: count('pass', 'success'),
    warned: count('warn'),
    failed: count(...FAILED),
    skipped: count('skipped'),
    failures: tests
      .filter(({ status }) => ['warn', ...FAILED].includes(status))
      .map(({ name, status, failures, message }) => ({
        name,
        status,
        failing_rows: failures,
        message: message === '' ? null : message,
      }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}
