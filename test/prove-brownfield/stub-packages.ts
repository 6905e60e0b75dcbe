/** Where a package is used: its macros in SQL and in Jinja of YAML, its generic tests in YAML. */
interface Usage {
  readonly macros: readonly string[];
  readonly tests: readonly string[];
}

/**
 * The smallest package that lets a project parse which uses it, as texts by path: every macro and generic test that
 * `texts` name, each taking any arguments and giving nothing. Pure. Packages of the hub cannot be had everywhere.
 */
export function stubPackage(
  name: string,
  texts: readonly string[],
  models: readonly string[] = [],
): Record<string, string> {
  const { macros, tests } = usageOf(name, texts);
  return {
    'dbt_project.yml': `name: ${name}\nversion: 1.0.0\nconfig-version: 2\n`,
    'macros/stubs.sql': [
      // Jinja takes arguments that a macro does not name only where its body mentions them.
      ...macros.map((macro) => `{% macro ${macro}() %}{% do [varargs, kwargs] %}{% endmacro %}`),
      ...tests.map(
        (test) => `{% test ${test}(model) %}{% do [varargs, kwargs] %}select 1 as x where 1 = 0{% endtest %}`,
      ),
      '',
    ].join('\n'),
    ...Object.fromEntries(models.map((model) => [`models/${model}.sql`, 'select 1 as id\n'])),
  };
}

function usageOf(name: string, texts: readonly string[]): Usage {
  const names = (pattern: RegExp): Set<string> =>
    new Set(texts.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1] ?? '')));
  const tests = names(new RegExp(`^\\s*- ["']?${name}\\.(\\w+)["']?\\s*(?::|$)`, 'gm'));
  const macros = names(new RegExp(`\\b${name}\\.(\\w+)\\s*\\(`, 'g'));
  // A project may call a generic test by the macro that dbt makes of it.
  for (const test of tests) macros.delete(`test_${test}`);
  return { macros: [...macros].toSorted(), tests: [...tests].toSorted() };
}
