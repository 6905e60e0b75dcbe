import type { ErrorCode, Problem } from '../../errors.ts';
import type { Finding } from '../../outside/dbt-log.ts';
import type { NodeResult } from '../../outside/dbt-results.ts';

/** What dbt found, as problems: its first line is the message, the rest the hint. Pure. */
export function findingProblems(findings: readonly Finding[], code: ErrorCode): Problem[] {
  return findings.map(({ name, message, file, line, column }) => {
    const [first = name, ...rest] = linesOf(message);
    return {
      code,
      message: first,
      ...(file === undefined
        ? {}
        : { where: { file, ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) } }),
      ...(rest.length === 0 ? {} : { hint: rest.join('\n') }),
    };
  });
}

/** The nodes of a build that failed, as problems; those that were only skipped because of them are left out. Pure. */
export function nodeProblems(nodes: readonly NodeResult[]): Problem[] {
  return nodes
    .filter(({ status }) => FAILED.has(status))
    .map(({ name, status, failures, message, file }) => {
      const isTest = status === 'fail';
      const [first = status, ...rest] = linesOf(message).filter((line) => !HEAD.test(line));
      const where = file === undefined ? {} : { where: { file } };
      if (isTest) return { code: 'VERIFY_BUILD', message: `the test ${name} found ${countRows(failures)}`, ...where };
      return {
        code: 'VERIFY_BUILD',
        message: `${name}: ${first}`,
        ...where,
        ...(rest.length === 0 ? {} : { hint: rest.join('\n') }),
      };
    });
}

const FAILED = new Set(['error', 'fail', 'runtime error']);

/** `Runtime Error in model x (models/x.sql)`, and where dbt put the compiled SQL: of the shadow, which is gone. */
const HEAD = /^(?:\w+ Error in \w+ .*\(.+\)|compiled code at .*)$/;

/** `3 rows`, as a test reports them. */
export function countRows(failures: number | null): string {
  return `${failures ?? 'some'} ${failures === 1 ? 'row' : 'rows'}`;
}

function linesOf(message: string): string[] {
  const lines = message.split('\n').map((line) => line.trimEnd());
  const words = lines.filter((line) => line !== '');
  // `Compilation Error` alone on a line says nothing that the next one does not.
  return words.length > 1 && /^\w+ Error$/.test(words[0] ?? '') ? words.slice(1).map((line) => line.trim()) : words;
}
