import { expect, it } from 'vitest';
import { throwAwayProfile } from '../../../src/verify/dbt/throw-away-profile.ts';
import { whyNotBuild } from '../../../src/verify/dbt/why-not-build.ts';
import { readLayout } from '../../../src/context/dbt-layout.ts';

const places = { databaseOf: (name: string) => `/shadow/${name}`, externalRoot: '/shadow/external' };
const profile = (output: string): string =>
  `shop:\n  target: dev\n  outputs:\n    prod: {type: duckdb, path: prod.duckdb}\n    dev: ${output}\n`;

it('builds into a file of the same name, keeps the rest, and attaches everything read-only', () => {
  const text = profile(
    '{type: duckdb, path: data/shop.duckdb, schema: analytics, password: "{{ env_var(\'P\') }}", attach: [{path: raw.duckdb, alias: raw}, {path: x.duckdb, read_only: false}]}',
  );
  const made = throwAwayProfile(text, 'shop', places);
  expect(made).toMatchObject({ profile: 'shop', target: 'dev', ownPath: 'data/shop.duckdb' });
  expect('text' in made && JSON.parse(made.text)).toEqual({
    shop: {
      target: 'dev',
      outputs: {
        dev: {
          type: 'duckdb',
          path: '/shadow/shop.duckdb',
          schema: 'analytics',
          password: "{{ env_var('P') }}",
          external_root: '/shadow/external',
          attach: [
            { path: 'raw.duckdb', alias: 'raw', read_only: true },
            { path: 'x.duckdb', read_only: true },
          ],
        },
      },
    },
  });
});

it('keeps a database in memory there', () => {
  expect(throwAwayProfile(profile('{type: duckdb}'), 'shop', places)).toMatchObject({ ownPath: null });
});

it.each([
  ['{type: snowflake}', 'it builds only on duckdb, and the profile is of snowflake'],
  ['{type: duckdb, path: "md:shop"}', 'the profile writes to another machine'],
  ['{type: duckdb, path: "{{ env_var(\'DB\') }}"}', 'the path of the database in profiles.yml is not plain'],
  ['{type: duckdb, path: a.duckdb, remote: {host: x}}', 'the profile writes to another machine'],
])('does not build with %s', (output, why) => {
  expect(throwAwayProfile(profile(output), 'shop', places)).toEqual({ why });
});

it('does not build a project that could write past its database', () => {
  const why = (path: string, content: string): string | null => {
    const files = [
      { path: 'profiles.yml', content: '', isPlanned: true },
      { path, content, isPlanned: true },
    ];
    return whyNotBuild({ layout: readLayout(undefined), files });
  };
  expect(why('models/a.sql', "{{ config(materialized='external') }} select 1")).toBe(
    'models/a.sql makes an external model, which writes files',
  );
  expect(why('models/a.sql', "{{ config(post_hook='drop table x') }}")).toBe(
    'models/a.sql has hooks, which could write anywhere',
  );
  expect(why('dbt_project.yml', 'name: x\non-run-end: [drop]\n')).toBe(
    'dbt_project.yml has hooks, which could write anywhere',
  );
  expect(why('macros/m.sql', "{% set x = run_query('drop table x') %}")).toBe(
    'macros/m.sql runs SQL of its own, which could write anywhere',
  );
  expect(why('models/a.py', '')).toBe('models/a.py runs Python, which could write anywhere');
  expect(why('models/a.yml', 'description: a post-hook is no config here\n')).toBeNull();
  expect(whyNotBuild({ layout: readLayout(undefined), files: [] })).toBe(
    'the profile is not in the project folder, so that where it writes cannot be changed',
  );
});
