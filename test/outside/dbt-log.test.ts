import { describe, expect, it } from 'vitest';
import { readDbtLogLine } from '../../src/outside/dbt-log.ts';
import { readNodeResults } from '../../src/outside/dbt-results.ts';
import { redact } from '../../src/outside/redact.ts';

const line = (kind: string, msg: string, data: unknown = {}): string => {
  const [level, name] = kind.split(' ');
  return JSON.stringify({ data, info: { level, name, msg } });
};

describe('readDbtLogLine', () => {
  it('reads an error of dbt 1, with the file that it names', () => {
    const msg =
      "Encountered an error:\nCompilation Error\n  Model 'model.shop.b' (models/b.sql) depends on a node named 'missing' which was not found";
    expect(readDbtLogLine(line('error MainEncounteredError', msg))).toEqual({
      finding: {
        level: 'error',
        name: 'MainEncounteredError',
        message:
          "Compilation Error\n  Model 'model.shop.b' (models/b.sql) depends on a node named 'missing' which was not found",
        file: 'models/b.sql',
      },
    });
  });

  it('reads a deprecation of dbt 1 as one paragraph', () => {
    const msg =
      "[WARNING][MissingArgumentsPropertyInGenericTestDeprecation]: Deprecated\nfunctionality\nFound top-level arguments to test `accepted_values` defined on 'a' in package\n'shop' (models/m.yml). Arguments to generic tests should be nested.";
    expect(readDbtLogLine(line('warn MissingArgumentsPropertyInGenericTestDeprecation', msg)).finding).toEqual({
      level: 'warning',
      name: 'MissingArgumentsPropertyInGenericTestDeprecation',
      message:
        "Found top-level arguments to test `accepted_values` defined on 'a' in package 'shop' (models/m.yml). Arguments to generic tests should be nested.",
      file: 'models/m.yml',
    });
  });

  it('reads an error of dbt v2 with its place and without its stack', () => {
    const msg =
      '[error] [DbtYamlValidationError (dbt1159)]: Deprecated test arguments\n  --> models/m.yml:7:39\n   0: <unknown>\n  11: start_thread\n             at ./nptl/pthread_create.c:442:8\n';
    expect(readDbtLogLine(line('error Generic', msg)).finding).toEqual({
      level: 'error',
      name: 'DbtYamlValidationError',
      message: 'Deprecated test arguments',
      file: 'models/m.yml',
      line: 7,
      column: 39,
    });
  });

  it('leaves summaries, results of single nodes and other lines alone', () => {
    expect(readDbtLogLine(line('warn DeprecationsSummary', 'x'))).toEqual({});
    expect(readDbtLogLine(line('error RunResultFailure', 'x'))).toEqual({});
    expect(readDbtLogLine(line('info MainReportVersion', 'x'))).toEqual({});
    expect(readDbtLogLine('Traceback (most recent call last):')).toEqual({});
    expect(readDbtLogLine('{"info": 1}')).toEqual({});
    expect(readDbtLogLine('{')).toEqual({});
  });

  it('tells how far a build is', () => {
    const data = { index: 2, total: 7, node_info: { node_name: 'a' } };
    expect(readDbtLogLine(line('info LogModelResult', 'x', data))).toEqual({
      progress: { done: 2, total: 7, name: 'a' },
    });
    const test = { index: 3, num_models: 7, node_info: { node_name: 't' } };
    expect(readDbtLogLine(line('error LogTestResult', 'x', test))).toEqual({
      progress: { done: 3, total: 7, name: 't' },
    });
  });
});

it('joins results with the files of the manifest', () => {
  const results = JSON.stringify({
    results: [{ unique_id: 'test.shop.unique_a.1', status: 'fail', message: 'Got 2', failures: 2 }],
  });
  const manifest = JSON.stringify({
    nodes: { 'test.shop.unique_a.1': { name: 'unique_a', original_file_path: 'models\\m.yml' } },
  });
  expect(readNodeResults(results, manifest)).toEqual([
    {
      id: 'test.shop.unique_a.1',
      name: 'unique_a',
      status: 'fail',
      message: 'Got 2',
      failures: 2,
      file: 'models/m.yml',
    },
  ]);
  expect(readNodeResults(results, null)).toMatchObject([{ name: 'unique_a.1' }]);
  expect(readNodeResults('{', null)).toEqual([]);
});

it('takes secrets, passwords in addresses, colours and control characters out of foreign words', () => {
  const env = { DB_PASSWORD: 'hunter22', HOME: '/home/ann', SHORT_KEY: 'abc' };
  expect(redact('\u001B[31mno\u001B[0m hunter22\0 at postgres://ann:pw@host/abc', env)).toBe(
    'no *** at postgres://ann:***@host/abc',
  );
  expect(redact('x'.repeat(5000), {})).toHaveLength(2004);
});
