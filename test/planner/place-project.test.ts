import { describe, expect, it } from 'vitest';
import { externalLocation, findSourceDatabase, placeNewProject } from '../../src/planner/place-project.ts';

describe('a new project', () => {
  it('attaches a raw DuckDB file under a name that is not its own', () => {
    expect(placeNewProject('shop', { kind: 'duckdb', path: '../shop.duckdb' })).toEqual({
      databasePath: 'shop.duckdb',
      input: { kind: 'duckdb', path: '../shop.duckdb', alias: 'shop_raw' },
      sourceDatabase: 'shop_raw',
    });
  });

  it('never takes the raw file for its own', () => {
    expect(placeNewProject('shop', { kind: 'duckdb', path: 'shop.duckdb' }).databasePath).toBe('shop_dbt.duckdb');
  });

  it.each(['main', 'temp', 'system'])('never calls its database %s, which DuckDB would call otherwise', (name) => {
    expect(placeNewProject(name, { kind: 'catalog' }).databasePath).toBe(`${name}_dbt.duckdb`);
    expect(placeNewProject(name, { kind: 'duckdb', path: `../${name}.duckdb` }).databasePath).toBe(
      `${name}_dbt.duckdb`,
    );
  });

  it('keeps raw tables of a catalog file in its own database', () => {
    expect(placeNewProject('shop', { kind: 'catalog' })).toEqual({
      databasePath: 'shop.duckdb',
      input: { kind: 'catalog' },
    });
  });
});

describe('a project that is there', () => {
  const target = {
    schema: 'analytics',
    database_path: './own.duckdb',
    attached: [{ path: '../shop.duckdb', alias: 'lake' }],
  };

  it('reads its own database and those that it attaches', () => {
    expect(findSourceDatabase({ target, adapter: 'duckdb' }, { kind: 'duckdb', path: 'own.duckdb' })).toEqual({
      sourceDatabase: undefined,
    });
    expect(findSourceDatabase({ target, adapter: 'duckdb' }, { kind: 'duckdb', path: '../shop.duckdb' })).toEqual({
      sourceDatabase: 'lake',
    });
  });

  it('is told how to reach another', () => {
    expect(findSourceDatabase({ target, adapter: 'duckdb' }, { kind: 'duckdb', path: '../crm.duckdb' })).toEqual({
      problem: {
        code: 'PROJECT_UNSUPPORTED',
        message: "the project's profile does not reach ../crm.duckdb",
        where: { file: 'profiles.yml' },
        hint: 'Attach it, then plan again:\n  attach:\n    - {path: "../crm.duckdb", alias: raw, read_only: true}',
      },
    });
  });
});

it('cannot reach files from another warehouse', () => {
  expect(findSourceDatabase({ target: null, adapter: 'snowflake' }, { kind: 'files', path: '../raw' })).toMatchObject({
    problem: { code: 'PROJECT_UNSUPPORTED', message: 'the project is on snowflake, which cannot reach ../raw' },
  });
  expect(findSourceDatabase({ target: null, adapter: 'snowflake' }, { kind: 'catalog' })).toEqual({});
});

it('doubles the braces of a file name, which dbt-duckdb would fill in', () => {
  expect(externalLocation({ path: "raw/o'd {x}.csv", format: 'csv' })).toBe(
    "read_csv('raw/o''d {{x}}.csv', header = true, sample_size = -1)",
  );
});
