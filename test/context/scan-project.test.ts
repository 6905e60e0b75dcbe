import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ProjectContext } from '../../src/context/context.ts';
import type { FactsStore } from '../../src/context/facts/known-facts.ts';
import { findProjectDir } from '../../src/context/project-dir.ts';
import { scanProject } from '../../src/context/scan-project.ts';
import { DEFAULT_STYLE } from '../../src/context/style.ts';
import { checkSupport } from '../../src/context/support.ts';
import { projectContext } from '../helpers/existing-nodes.ts';
import { problemsOf } from '../helpers/problems-of.ts';

let project: string;
beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'cartridge-scan-'));
});

async function write(files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(project, path)), { recursive: true });
    await writeFile(join(project, path), text);
  }
}

function scan(generated: readonly string[] = []): Promise<ProjectContext> {
  return scanProject(project, { config: {}, bases: new Map(generated.map((path) => [path, ''])) });
}

const PROJECT = 'name: jaffle\nprofile: home\nmodel-paths: ["models", "more/"]\n';
const PROFILES = `home:
  target: "{{ env_var('DBT_TARGET', 'dev') }}"
  outputs:
    dev: {type: duckdb, path: jaffle.duckdb, schema: analytics, threads: 4}
`;

it('takes a folder without dbt_project.yml for a project to be made', async () => {
  await write({ 'README.md': '# mine' });
  expect(await scan()).toEqual(projectContext());
});

it('finds the models, the sources and where dbt builds', async () => {
  await write({
    'dbt_project.yml': PROJECT,
    'profiles.yml': PROFILES,
    'models/staging/stg_shop__orders.sql': 'select 1',
    'models/staging/_shop__sources.yml':
      'sources:\n  - name: shop\n    tables: [{name: orders}, {name: customers}]\n  - nameless: 1\n',
    'models/broken.yml': 'sources: [',
    'models/notes.md': '# no model',
    'more/predict.py': 'def model(dbt, session): ...',
    'elsewhere/no_model.sql': 'select 1',
  });
  expect(await scan(['models/staging/stg_shop__orders.sql'])).toMatchObject({
    project_name: 'jaffle',
    warehouse_type: 'duckdb',
    is_incremental: true,
    is_new: false,
    existing_models: [
      { name: 'stg_shop__orders', path: 'models/staging/stg_shop__orders.sql', generated: true },
      { name: 'predict', path: 'more/predict.py', generated: false },
    ],
    existing_sources: [
      {
        name: 'shop',
        tables: [{ name: 'orders' }, { name: 'customers' }],
        path: 'models/staging/_shop__sources.yml',
        generated: false,
      },
    ],
    target: { schema: 'analytics', database_path: 'jaffle.duckdb' },
  });
});

it('puts cartridge.yml over the default style', async () => {
  const context = await scanProject(project, {
    config: {
      naming: { staging: 'base_{entity}', fact: undefined },
      folders: { marts: 'models/core' },
      adapter: 'duckdb',
    },
  });
  expect(context.style).toEqual({
    ...DEFAULT_STYLE,
    naming: { ...DEFAULT_STYLE.naming, staging: 'base_{entity}' },
    folders: { ...DEFAULT_STYLE.folders, marts: 'models/core' },
    materialized: DEFAULT_STYLE.materialized,
  });
  expect(context.warehouse_type).toBe('duckdb');
});

it('reads what a profile says, and leaves what only dbt can render', async () => {
  const outputs: [string, string | null, ProjectContext['target']][] = [
    ['{type: duckdb}', 'duckdb', { schema: 'main', database_path: null, attached: [] }],
    ["{type: duckdb, path: ':memory:', schema: x}", 'duckdb', { schema: 'x', database_path: null, attached: [] }],
    [
      '{type: duckdb, attach: [{path: ../shop.duckdb, alias: raw}, {path: other.duckdb}, text]}',
      'duckdb',
      { schema: 'main', database_path: null, attached: [{ path: '../shop.duckdb', alias: 'raw' }] },
    ],
    ['{type: duckdb, path: "{{ env_var(\'P\') }}", schema: "{{ env_var(\'S\') }}"}', 'duckdb', null],
    [
      '{type: postgres, host: h, password: secret, schema: public}',
      'postgres',
      { schema: 'public', database_path: null, attached: [] },
    ],
  ];
  for (const [output, type, target] of outputs) {
    await write({ 'dbt_project.yml': 'name: jaffle\n', 'profiles.yml': `jaffle:\n  outputs:\n    dev: ${output}\n` });
    const context = await scan();
    expect([context.warehouse_type, context.target]).toEqual([type, target]);
    expect(JSON.stringify(context)).not.toContain('secret');
  }
  await write({ 'profiles.yml': 'other:\n  outputs: {dev: {type: duckdb}}\n' });
  expect(await scan()).toMatchObject({ warehouse_type: null, target: null });
});

it('points at the line of a broken dbt_project.yml, and lets Jinja be', async () => {
  await write({ 'dbt_project.yml': 'name: jaffle\nmodels:\n  - a: [\n' });
  expect(await problemsOf(scan())).toEqual([
    {
      code: 'PROJECT_INVALID',
      message: 'dbt_project.yml is not YAML: deficient indentation',
      where: { file: 'dbt_project.yml', line: 4, column: 1 },
    },
  ]);
  await write({ 'dbt_project.yml': 'profile: x\nmodel-paths: {a: 1}\n' });
  expect((await problemsOf(scan())).map(({ message, where }) => [message, where?.line])).toEqual([
    ['name is missing', 1],
    ['model-paths must be a folder or a list of folders', 2],
  ]);
  await write({
    'dbt_project.yml':
      'name: jaffle\nprofile: "{{ env_var(\'P\') }}"\nmodel-paths: ["{{ var(\'m\') }}"]\nvars: {a: "{{ 1 }}"}\n',
  });
  expect(await scan()).toMatchObject({ project_name: 'jaffle' });
});

it('refuses a models folder that is a link out of the project', async () => {
  const elsewhere = await mkdtemp(join(tmpdir(), 'cartridge-elsewhere-'));
  await write({ 'dbt_project.yml': 'name: jaffle\n' });
  await symlink(elsewhere, join(project, 'models'));
  expect(await problemsOf(scan())).toMatchObject([
    { code: 'PATH_OUTSIDE_PROJECT', message: 'models leaves the project folder', where: { file: 'models' } },
  ]);
  await write({ 'dbt_project.yml': 'name: jaffle\nmodel-paths: ["../shared"]\n' });
  expect(await problemsOf(scan())).toMatchObject([{ code: 'PATH_OUTSIDE_PROJECT' }]);
});

it('follows links that stay inside, a circle of them once', async () => {
  await write({ 'dbt_project.yml': 'name: jaffle\n', 'shared/a.sql': 'select 1' });
  await mkdir(join(project, 'models'));
  await symlink('../shared', join(project, 'models/shared'));
  await symlink('.', join(project, 'models/loop'));
  expect((await scan()).existing_models.map((model) => model.path)).toEqual(['models/shared/a.sql']);
});

describe('the adapter', () => {
  const problems = async (files: Record<string, string>, adapter?: string) => {
    await write({ 'dbt_project.yml': 'name: jaffle\n', ...files });
    return checkSupport(await scanProject(project, { config: adapter === undefined ? {} : { adapter } }));
  };
  const profile = (type: string) => `jaffle: {outputs: {dev: {type: ${type}, schema: x}}}\n`;

  it('is one whose SQL is known, with models that people wrote', async () => {
    expect(await problems({ 'profiles.yml': profile('snowflake'), 'models/orders.sql': 'select 1' })).toEqual([]);
  });

  it('is named where its SQL is not known', async () => {
    expect(await problems({ 'profiles.yml': profile('oracle') })).toMatchObject([
      {
        code: 'ADAPTER_UNSUPPORTED',
        message: expect.stringMatching(/^the adapter oracle .*duckdb, postgres, .* are$/),
      },
    ]);
  });

  it('must be said where nothing tells and people have models; cartridge.yml can', async () => {
    const files = { 'models/orders.sql': 'select 1' };
    expect(await problems(files)).toMatchObject([
      { code: 'ADAPTER_UNSUPPORTED', where: { file: 'cartridge.yml', at: 'adapter' } },
    ]);
    expect(await problems(files, 'redshift')).toEqual([]);
    expect(await problems(files, 'oracle')).toMatchObject([{ message: expect.stringMatching(/^the adapter oracle/) }]);
  });
});

it('finds the project: the folder given, the nearest upwards, else the current one', async () => {
  await write({ 'deep/er/file.txt': '' });
  const deep = join(project, 'deep/er');
  expect(await findProjectDir(undefined, deep)).toBe(deep);
  await write({ 'dbt_project.yml': 'name: jaffle\n' });
  expect(await findProjectDir(undefined, deep)).toBe(project);
  expect(await findProjectDir('../new', deep)).toBe(join(project, 'deep/new'));
  expect(await problemsOf(findProjectDir('file.txt', deep))).toMatchObject([
    { code: 'PROJECT_INVALID', message: 'file.txt is a file, and is no project folder' },
  ]);
});

it('finds the same with what it kept of the last time, whatever has changed since', async () => {
  const kept = new Map<string, string>();
  const store: FactsStore = {
    load: async (name) => kept.get(name) ?? null,
    save: async (name, text) => {
      kept.set(name, text);
    },
  };
  const both = async (bases: ReadonlyMap<string, string> = new Map()) => {
    const context = await scanProject(project, { config: {}, bases, store });
    expect(context).toEqual(await scanProject(project, { config: {}, bases }));
    return context.conventions['sql.keywords']?.value;
  };
  await write({ 'dbt_project.yml': PROJECT, 'models/a.sql': 'select 1', 'models/b.sql': 'select 2' });
  expect([await both(), await both()]).toEqual(['lower', 'lower']);
  await write({ 'models/a.sql': 'SELECT 1', 'models/b.sql': 'SELECT 2' });
  expect(await both()).toBe('upper');
  expect(
    await both(
      new Map([
        ['models/a.sql', ''],
        ['models/b.sql', ''],
      ]),
    ),
  ).toBeUndefined();
  kept.set('conventions', `${kept.get('conventions')} `);
  expect(await both()).toBe('upper');
});
