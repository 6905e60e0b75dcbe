import { expect, it } from 'vitest';
import { readLayout } from '../../src/context/dbt-layout.ts';

it('has the folders of dbt where dbt_project.yml says nothing, or cannot be read', () => {
  const layout = {
    models: ['models'],
    tests: ['tests'],
    seeds: ['seeds'],
    snapshots: ['snapshots'],
    macros: ['macros'],
    analyses: ['analyses'],
    functions: ['functions'],
    all: ['analyses', 'functions', 'macros', 'models', 'seeds', 'snapshots', 'tests'],
    packages: 'dbt_packages',
    profile: '',
  };
  expect(readLayout(undefined)).toEqual(layout);
  expect(readLayout('a: [')).toEqual(layout);
  expect(readLayout('name: shop\n')).toEqual({ ...layout, profile: 'shop' });
});

it('reads its own folders, and none outside of the project', () => {
  const text = `name: shop
profile: warehouse
model-paths: ["./transform/", "more\\\\models"]
seed-paths: data
macro-paths: ["../macros", "/macros", "{{ var('m') }}", "."]
packages-install-path: ../packages
`;
  expect(readLayout(text)).toMatchObject({
    models: ['transform', 'more/models'],
    seeds: ['data'],
    all: ['analyses', 'data', 'functions', 'macros', 'more/models', 'snapshots', 'tests', 'transform'],
    packages: 'dbt_packages',
    profile: 'warehouse',
  });
  expect(readLayout('source-paths: [old]\ndata-paths: [csv]\n')).toMatchObject({ models: ['old'], seeds: ['csv'] });
});
