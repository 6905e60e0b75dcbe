import { expect, it } from 'vitest';
import type { Finding } from '../../src/outside/dbt-log.ts';
import type { DbtRunResult } from '../../src/outside/run-dbt.ts';
import { parseProblems, parseWords } from './parse-project.ts';

function parsed(findings: readonly Finding[], ok = true): DbtRunResult {
  return { ok, findings, nodes: [], noAnswer: null, aborted: false };
}

const OLD_KEY: Finding = { level: 'warning', name: 'PropertyMovedToConfigDeprecation', message: 'meta moved' };

it('finds nothing where dbt says the same, or less', () => {
  expect(parseProblems(parsed([OLD_KEY, OLD_KEY]), parsed([OLD_KEY]))).toEqual([]);
});

it('finds what dbt says once more than before', () => {
  expect(parseProblems(parsed([OLD_KEY]), parsed([OLD_KEY, OLD_KEY]))).toEqual([
    'dbt: warning PropertyMovedToConfigDeprecation: meta moved',
  ]);
});

it('finds that dbt refuses what it took before', () => {
  const after = parsed([{ level: 'error', name: 'MainEncounteredError', message: 'two models named orders' }], false);
  expect(parseProblems(parsed([]), after)).toEqual([
    'dbt refuses the project now: see below',
    'dbt: error MainEncounteredError: two models named orders',
  ]);
  expect(parseWords(after)).toBe('refused, 1 errors, 0 warnings');
});
