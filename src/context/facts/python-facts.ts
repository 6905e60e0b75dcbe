import { readFunctionCalls } from '../../sql/jinja-arguments.ts';
import type { SqlFacts } from './sql-facts.ts';
import { NO_SQL_FACTS, readGraphCalls } from './sql-facts.ts';

/**
 * Reads a model in Python: `dbt.ref`, `dbt.source` and `dbt.config` with plain arguments, those in comments and texts
 * passed over. Its strings and lists are near enough to Jinja's to be read the same way. Pure; never throws.
 */
export function readPythonFacts(text: string): SqlFacts {
  const calls = readFunctionCalls(withoutTexts(text), CALLS);
  const configs = calls.filter(({ name }) => name === 'config').flatMap(({ named }) => Object.entries(named));
  return {
    ...NO_SQL_FACTS,
    ...readGraphCalls(calls),
    config: Object.fromEntries(configs.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]))),
  };
}

const CALLS = /(?<![\w.])dbt\.(ref|source|config)\s*\(/g;

/** Comments and texts of several lines left out; other strings stay, since they are arguments. */
function withoutTexts(text: string): string {
  const token = /("""[^]*?(?:"""|$)|'''[^]*?(?:'''|$))|('(?:[^'\\\n]|\\[^])*'|"(?:[^"\\\n]|\\[^])*")|(#[^\n]*)/g;
  return text.replace(token, (_, __, string: string | undefined) => string ?? '');
}
