import { expect, it } from 'vitest';
import type { Finding } from '../../src/outside/dbt-log.ts';
import type { DbtRunResult } from '../../src/outside/run-dbt.ts';
import { parseProblems, parseWords } from './parse-project.ts';

function parsed(findings: readonly Finding[], ok = true): DbtRunResult {
  return { ok, findings, nodes: [], noAnswer: null, aborted: false };
}

const OLD_KEY: Finding = { level: 'warning', name: 'PropertyMovedToConfigDeprecation', message: 'meta moved' };

it('finds nothing where dbt says the same, or less', () => {
  expect(parseProblems(parsed([OLD_KEY, OLD_KEY]), parsed([OLD_KEY]), 'says no more')).toEqual([]);
});

it('finds what dbt says once more than before', () => {
  expect(parseProblems(parsed([OLD_KEY]), parsed([OLD_KEY, OLD_KEY]), 'says no more')).toEqual([
    'says an additional warning: PropertyMovedToConfigDeprecation: meta moved',
  ]);
  expect(parseProblems(parsed([OLD_KEY]), parsed([OLD_KEY, OLD_KEY]), 'accepts')).toEqual([]);
});

it('takes the same words in another order for the same', () => {
  const unused = (message: string): Finding => ({ level: 'warning', name: 'UnusedResourceConfigPath', message });
  const [before, after] = [parsed([unused('unused: - a - b')]), parsed([unused('unused: - b - a')])];
  expect(parseProblems(before, after, 'says no more')).toEqual([]);
});

it('finds nothing where dbt refused the project before', () => {
  expect(parseProblems(parsed([], false), parsed([OLD_KEY], false), 'says no more')).toEqual([]);
});

it('finds that dbt refuses what it took before', () => {
  const after = parsed([{ level: 'error', name: 'MainEncounteredError', message: 'two models named orders' }], false);
  expect(parseProblems(parsed([]), after, 'accepts')).toEqual([
    'refuses the project now: see below',
    'says an additional error: MainEncounteredError: two models named orders',
  ]);
  expect(parseWords(after)).toBe('refused, 1 errors, 0 warnings');
});
