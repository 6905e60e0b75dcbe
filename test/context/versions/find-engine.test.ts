import { beforeEach, describe, expect, it } from 'vitest';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ProjectContext } from '../../../src/context/context.ts';
import type { DbtForm } from '../../../src/context/dbt-form.ts';
import { NEWEST_FORM } from '../../../src/context/dbt-form.ts';
import { scanProject } from '../../../src/context/scan-project.ts';

let repository: string;
beforeEach(async () => {
  repository = await mkdtemp(join(tmpdir(), 'cartridge-engine-'));
});

interface Surroundings {
  readonly adapter?: string;
  /** Version of the dbt at hand. */
  readonly installed?: string;
  readonly bases?: Readonly<Record<string, string>>;
}

/** Writes files of a repository whose dbt project is `data/dbt`, and scans that. */
async function scan(
  files: Record<string, string>,
  { adapter, installed, bases = {} }: Surroundings = {},
): Promise<ProjectContext> {
  const all = { 'data/dbt/dbt_project.yml': 'name: shop\nprofile: shop\n', '.git/HEAD': '', ...files };
  for (const [path, text] of Object.entries(all)) {
    await mkdir(dirname(join(repository, path)), { recursive: true });
    await writeFile(join(repository, path), text);
  }
  return scanProject(join(repository, 'data/dbt'), {
    config: adapter === undefined ? {} : { adapter },
    bases: new Map(Object.entries(bases)),
    ...(installed === undefined ? {} : { askVersion: () => Promise.resolve(installed) }),
  });
}

const MANIFEST =
  '{"metadata": {"dbt_schema_version": "x", "dbt_version": "1.9.4", "adapter_type": "redshift"}, "nodes": {';

describe('the version of dbt', () => {
  const versionOf = async (files: Record<string, string>) => {
    const { dbt_version: found } = await scan(files);
    return found && `${found.is_exact ? '' : '>='}${found.version} by ${found.found_by} in ${found.file}:${found.line}`;
  };

  it('is unknown where nothing tells', async () => {
    expect(await versionOf({ '../requirements.txt': 'dbt-core==1.0.0' })).toBeNull();
  });

  it('is that of the last run first, then the nearest pin, the strongest of its folder', async () => {
    expect(await versionOf({ 'requirements.txt': '# ours\ndbt-core==1.7.1\n' })).toBe(
      '1.7.1 by dbt-core pinned in ../../requirements.txt:2',
    );
    expect(await versionOf({ 'data/Dockerfile': 'FROM x\nRUN pip install dbt-core==1.8.2\n' })).toBe(
      '1.8.2 by dbt-core pinned in ../Dockerfile:2',
    );
    expect(await versionOf({ 'data/uv.lock': '[[package]]\nname = "dbt-core"\nversion = "1.8.9"\n' })).toBe(
      '1.8.9 by dbt-core pinned in ../uv.lock:2',
    );
    expect(
      await versionOf({
        'data/.venv/lib/python3.12/site-packages/dbt_core-1.10.2.dist-info/METADATA': 'Name: dbt-core',
      }),
    ).toBe('1.10.2 by dbt-core installed in ../.venv:null');
    expect(await versionOf({ 'data/dbt/logs/dbt.log': 'Running with dbt=1.8.0\n..\nRunning with dbt=1.9.1\n' })).toBe(
      '1.9.1 by the last run of dbt in logs/dbt.log:null',
    );
    expect(await versionOf({ 'data/dbt/target/manifest.json': MANIFEST })).toBe(
      '1.9.4 by the last run of dbt in target/manifest.json:null',
    );
  });

  it('is the lowest of a matrix', async () => {
    const matrix = 'jobs:\n  a: pip install dbt-core==1.9.1\n  b: pip install dbt-core==1.7.4\n';
    expect(await versionOf({ '.github/workflows/ci.yml': matrix })).toBe(
      '>=1.7.4 by dbt-core pinned in ../../.github/workflows/ci.yml:3',
    );
  });

  it('is known from below by what the project asks for and uses', async () => {
    const project = 'name: shop\nrequire-dbt-version: [">=1.5.0", "<2.0.0"]\n';
    expect(await versionOf({ 'data/dbt/dbt_project.yml': project })).toBe(
      '>=1.5.0 by require-dbt-version in dbt_project.yml:null',
    );
    expect(await versionOf({ 'data/dbt/requirements.txt': 'dbt-snowflake==1.6.5\n' })).toBe(
      '>=1.6.0 by dbt-snowflake pinned in requirements.txt:1',
    );
    expect(await versionOf({ 'data/dbt/models/a.yml': 'models: [{name: a, data_tests: [x]}]\n' })).toBe(
      '>=1.8.0 by use of data_tests: in null:null',
    );
  });
});

describe('the adapter', () => {
  const adapterOf = async (files: Record<string, string>, configured?: string) => {
    const { adapter: found, warehouse_type } = await scan(
      files,
      configured === undefined ? {} : { adapter: configured },
    );
    expect(warehouse_type).toBe(found?.name ?? null);
    return found && `${found.is_sure ? '' : 'perhaps '}${found.name} by ${found.found_by} in ${found.file}`;
  };

  it('is unknown where nothing tells, or several are meant', async () => {
    expect(await adapterOf({})).toBeNull();
    expect(await adapterOf({ 'requirements.txt': 'dbt-snowflake\ndbt-bigquery\n' })).toBeNull();
  });

  it('is guessed by what one adapter alone has', async () => {
    const profile = 'name: shop\nprofile: shop-snowflake_prod\n';
    expect(await adapterOf({ 'data/dbt/models/a.sql': '{{ config(require_partition_filter=true) }}' })).toBe(
      'perhaps bigquery by configs that no other adapter has in null',
    );
    expect(await adapterOf({ 'data/dbt/dbt_project.yml': profile })).toBe(
      'perhaps snowflake by the name of the profile in dbt_project.yml',
    );
  });

  it('is the one that is asked for, that a profile names, that ran last, that a person says', async () => {
    expect(await adapterOf({ 'requirements.txt': 'dbt-core\ndbt-postgres>=1.8\n' })).toBe(
      'postgres by dbt-postgres asked for in ../../requirements.txt',
    );
    const profiles = 'shop:\n  outputs:\n    dev: {type: trino, password: secret}\n    ci: {type: trino}\n';
    expect(await adapterOf({ 'data/dbt/profiles/ci/profiles.yml': profiles })).toBe(
      'trino by the profile in profiles/ci/profiles.yml',
    );
    expect(await adapterOf({ 'data/dbt/target/manifest.json': MANIFEST })).toBe(
      'redshift by the last run of dbt in target/manifest.json',
    );
    expect(await adapterOf({}, 'databricks')).toBe('databricks by adapter: in cartridge.yml');
  });
});

describe('the form of properties', () => {
  const formOf = async (files: Record<string, string>) => (await scan(files)).style.form;
  const pin = (version: string) => ({ 'requirements.txt': `dbt-core==${version}\n` });
  const MODEL = { 'data/dbt/models/a.sql': 'select 1' };
  const OLD: DbtForm = {
    tests_key: 'tests',
    test_arguments: 'inline',
    source_config: 'top_level',
    column_config: 'top_level',
  };

  it('is the newest where there is nothing yet', async () => {
    expect(await formOf({})).toEqual(NEWEST_FORM);
  });

  it.each<[string, Partial<DbtForm>]>([
    ['1.7.20', {}],
    ['1.8.2', { tests_key: 'data_tests' }],
    ['1.10.4', { tests_key: 'data_tests' }],
    ['1.10.7', { tests_key: 'data_tests', source_config: 'nested' }],
    ['1.10.8', { tests_key: 'data_tests', source_config: 'nested', test_arguments: 'nested' }],
    ['1.10.13', NEWEST_FORM],
    ['2.0.1', NEWEST_FORM],
    ['2025.7.1', NEWEST_FORM],
  ])('is that of dbt %s', async (version, change) => {
    expect(await formOf({ ...MODEL, ...pin(version) })).toEqual({ ...OLD, ...change });
  });

  it('keeps to tests: where people write so, and dbt takes both', async () => {
    const properties = { 'data/dbt/models/a.yml': 'models: [{name: a, tests: [unique]}]\n' };
    expect(await formOf({ ...MODEL, ...properties, ...pin('1.11.2') })).toEqual({ ...NEWEST_FORM, tests_key: 'tests' });
    expect((await formOf({ ...MODEL, ...properties, ...pin('1.8.2') })).tests_key).toBe('data_tests');
  });

  it('is that of the dbt at hand where nothing says more, unless the project asks for a newer one', async () => {
    const written = async (files: Record<string, string>, installed: string) =>
      (await scan({ ...MODEL, ...files }, { installed })).style.form;
    expect(await written({}, '1.11.2')).toEqual(NEWEST_FORM);
    const { dbt_version: found } = await scan(MODEL, { installed: '1.11.2' });
    expect(found).toMatchObject({ version: '1.11.2', is_exact: true, found_by: 'the dbt that is installed here' });
    const required = { 'data/dbt/dbt_project.yml': 'name: shop\nrequire-dbt-version: ">=1.10.13"\n' };
    expect(await written(required, '1.9.4')).toEqual(NEWEST_FORM);
    expect(await written(pin('1.9.4'), '1.11.2')).toEqual({ ...OLD, tests_key: 'data_tests' });
  });

  it('stays what cartridge wrote where less is known than then', async () => {
    const nested =
      'models: [{name: b, columns: [{name: c, config: {meta: {a: 1}}, data_tests: [x: {arguments: {y: 1}}]}]}]\n';
    const { style } = await scan(
      {
        ...MODEL,
        'data/dbt/models/b.yml': nested,
        'data/dbt/models/a.yml': 'models: [{name: a, tests: [x: {y: 1}]}]\n',
      },
      { bases: { 'models/b.yml': nested, 'models/b.sql': 'select 1' } },
    );
    expect(style.form).toEqual({ ...NEWEST_FORM, source_config: 'top_level' });
  });

  it('obeys the flag that keeps arguments where they were', async () => {
    const project = (value: boolean) => ({
      'data/dbt/dbt_project.yml': `name: shop\nflags: {require_generic_test_arguments_property: ${value}}\n`,
    });
    expect((await formOf({ ...MODEL, ...pin('1.11.2'), ...project(false) })).test_arguments).toBe('inline');
    expect((await formOf({ ...MODEL, ...pin('1.10.6'), ...project(true) })).test_arguments).toBe('nested');
  });

  it('is what people use where the version is not known, else what every dbt 1 takes', async () => {
    expect(await formOf(MODEL)).toEqual({ ...OLD, tests_key: 'data_tests' });
    const properties = `
sources: [{name: s, config: {tags: [x]}, tables: [{name: t, columns: [{name: c, config: {meta: {a: 1}}}]}]}]
models: [{name: a, tests: [accepted_values: {values: [1], column_name: c}]}]
`;
    expect(await formOf({ ...MODEL, 'data/dbt/models/a.yml': properties })).toEqual({
      tests_key: 'tests',
      test_arguments: 'inline',
      source_config: 'nested',
      column_config: 'nested',
    });
  });
});
