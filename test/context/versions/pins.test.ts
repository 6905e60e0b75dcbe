import { expect, it } from 'vitest';
import { readPins } from '../../../src/context/versions/pins.ts';
import {
  compareVersions,
  isAtLeast,
  lowestVersion,
  readRequirement,
} from '../../../src/context/versions/version-numbers.ts';

it('reads requirements as pip, poetry and dbt write them', () => {
  const read = (text: string) => {
    const bound = readRequirement(text);
    return bound && `${bound.is_exact ? '' : '>='}${bound.version}`;
  };
  expect(['==1.9.1', '= 1.9.1', '1.7.3', 'v1.8.0', '1.9.0rc2'].map(read)).toEqual([
    '1.9.1',
    '1.9.1',
    '1.7.3',
    '1.8.0',
    '1.9.0',
  ]);
  expect(['~=1.9.0', '^1.8', '>=1.8,<2.0', '<2, >=1.10.8', '==1.9.*', '1.9', '>1.0, >=1.5.2'].map(read)).toEqual([
    '>=1.9.0',
    '>=1.8',
    '>=1.8',
    '>=1.10.8',
    '>=1.9',
    '>=1.9',
    '>=1.5.2',
  ]);
  expect(['<2', '!=1.4', 'latest', ''].map(read)).toEqual([null, null, null, null]);
});

it('compares versions by their numbers', () => {
  expect(compareVersions('1.9.9', '1.10.0')).toBeLessThan(0);
  expect([isAtLeast('1.10', '1.10.0'), isAtLeast('2025.7.1+abc', '1.11.0'), isAtLeast('1.7.20', '1.8')]).toEqual([
    true,
    true,
    false,
  ]);
  expect(lowestVersion(['1.10.1', '1.9.4', '1.11'])).toBe('1.9.4');
});

/** `core 1.9.1`, `snowflake >=1.8`, `duckdb`. */
function pins(text: string, kind: Parameters<typeof readPins>[1]): string[] {
  return readPins(text, kind).map(({ package: name, bound, line }) =>
    [`${line}:`, name, bound && `${bound.is_exact ? '' : '>='}${bound.version}`].filter(Boolean).join(' '),
  );
}

it('finds what files of dependencies ask for', () => {
  const requirements = `# dbt-core==1.0.0
dbt-core==1.9.1  # why
dbt-snowflake[extra]>=1.8,<1.10
dbt_duckdb ; python_version > "3.9"
dbt-metabase==1.2.3
dbt-bigquery-extras==1.0
dbt-athena-community~=1.7.0
`;
  expect(pins(requirements, 'dependencies')).toEqual([
    '2: core 1.9.1',
    '3: snowflake >=1.8',
    '4: duckdb',
    '7: athena >=1.7.0',
  ]);
  const pyproject = `dependencies = ["dbt-core>=1.8,<2", 'dbt-postgres']
[tool.poetry.dependencies]
dbt-core = "^1.7.2"
dbt-redshift = {version = "1.7.1", extras = ["x"]}
`;
  expect(pins(pyproject, 'dependencies')).toEqual([
    '1: core >=1.8',
    '1: postgres',
    '3: core >=1.7.2',
    '4: redshift 1.7.1',
  ]);
  expect(pins('"dbt-core": {\n "hashes": [],\n "version": "==1.9.1" }', 'dependencies')).toEqual(['1: core 1.9.1']);
});

it('finds what lock files hold, not what their packages ask for', () => {
  const lock = `[[package]]
name = "dbt-core"
version = "1.9.2"
[package.dependencies]
dbt-adapters = ">=1.10"
[[package]]
name = "dbt-snowflake"
version = "1.9.1"
dependencies = [{ name = "dbt-core" }]
dbt-core = ">=1.8"
`;
  expect(pins(lock, 'lock')).toEqual(['2: core 1.9.2', '7: snowflake 1.9.1']);
});

it('finds what scripts install, and images', () => {
  const script = `FROM ghcr.io/dbt-labs/dbt-bigquery:1.8.2
# pip install dbt-core==1.0.0
RUN pip install dbt-core~=1.9.0 dbt-snowflake
  name: build on dbt-redshift
  image: dbt-postgres
`;
  expect(pins(script, 'script')).toEqual(['1: bigquery 1.8.2', '3: core >=1.9.0', '3: snowflake']);
});
