import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeFolders, temporaryFolder, writeTree } from '../helpers/project-tree.ts';
import { refused } from '../helpers/refused.ts';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
  const orders = { name: 'orders', columns: [{ name: 'id', type: 'integer' }] };
  writeTree(folder, { 'shop.json': JSON.stringify({ name: 'shop', dialect: 'pg', tables: [orders] }) });
});
afterEach(() => removeFolders([folder]));

/** Plans into a project of these files, which must be refused. */
function refuse(files: Record<string, string>, ...more: string[]): Promise<string> {
  writeTree(join(folder, 'dbt'), files);
  return refused(['plan', '--from', 'shop.json', '--project-dir', 'dbt', ...more], { cwd: folder });
}

describe('dbt_project.yml', () => {
  it('is not YAML', async () => {
    expect(await refuse({ 'dbt_project.yml': 'name: [x\nprofile: 3\n' })).toMatchInlineSnapshot(`
      "exit 1
      error: dbt_project.yml is not YAML: deficient indentation                            PROJECT_INVALID
        dbt_project.yml:2:1
      "
    `);
  });

  it('has several things wrong, each with its line', async () => {
    const text = "name: 'a b'\nprofile: {a: b}\nmodel-paths: 7\n";
    expect(await refuse({ 'dbt_project.yml': text })).toMatchInlineSnapshot(`
      "exit 1
      error: name must be letters, digits and _, and not begin with a digit                PROJECT_INVALID
        dbt_project.yml:1:1, name

      error: profile must be text                                                          PROJECT_INVALID
        dbt_project.yml:2:1, profile

      error: model-paths must be a folder or a list of folders                             PROJECT_INVALID
        dbt_project.yml:3:1, model-paths
      "
    `);
  });

  it('is empty', async () => {
    expect(await refuse({ 'dbt_project.yml': '' })).toMatchInlineSnapshot(`
      "exit 1
      error: name is missing                                                               PROJECT_INVALID
        dbt_project.yml:1:1, name
      "
    `);
  });

  it('is a folder', async () => {
    expect(await refuse({ 'dbt_project.yml/x': '' })).toMatchInlineSnapshot(`
      "exit 1
      error: dbt_project.yml cannot be read: it is a folder                                PROJECT_INVALID
      "
    `);
  });

  it('has models outside the project', async () => {
    expect(await refuse({ 'dbt_project.yml': "name: x\nmodel-paths: ['../models']\n" })).toMatchInlineSnapshot(`
      "exit 1
      error: ../models leaves the project folder                                      PATH_OUTSIDE_PROJECT
        cartridge reads and writes inside the project folder only.
      "
    `);
  });

  it('is on an adapter whose SQL is not known', async () => {
    const project = { 'dbt_project.yml': 'name: own\nprofile: own\n', 'models/a.sql': 'select 1' };
    const profiles = 'own:\n  target: dev\n  outputs:\n    dev: {type: oracle, schema: x, password: s3cret}\n';
    const said = await refuse({ ...project, 'profiles.yml': profiles });
    expect(said).toMatchInlineSnapshot(`
      "exit 1
      error: the adapter oracle is not supported yet; duckdb, postgres, redshift, snowflake, bigquery,
        databricks, spark, trino, athena, sqlserver, fabric, mysql, clickhouse are     ADAPTER_UNSUPPORTED
        Where its SQL is that of one of these, say so in cartridge.yml: adapter: NAME
      "
    `);
    expect(said).not.toContain('s3cret');
  });
});

describe('cartridge.yml', () => {
  it('has many things wrong: the first whole, the rest counted', async () => {
    const text = [
      'adapter: 3',
      'source_nam: x',
      'layers: [stagin]',
      'naming: {staging: foo, fact: "a b{entity}"}',
      'folders: {marts: ../x, staging: /abs}',
      'materialized: {marts: "{{ x }}"}',
      'sources: {shop: {tables: {Orders: {nam: x}}}}',
      'provider: skynet',
    ];
    expect(await refuse({ 'cartridge.yml': text.join('\n') })).toMatchInlineSnapshot(`
      "exit 1
      error: adapter must be text                                                           CONFIG_INVALID
        cartridge.yml:1:1, adapter

      error: unknown key "source_nam"; did you mean "source_name"?                          CONFIG_INVALID
        cartridge.yml:2:1, source_nam

      error: layers[0] must be staging, intermediate or marts                               CONFIG_INVALID
        cartridge.yml:3:10, layers[0]

      error: naming.staging must hold {entity}, or every table would get the same name      CONFIG_INVALID
        cartridge.yml:4:10, naming.staging

      error: naming.fact must be letters, digits, _, {source} and {entity}                  CONFIG_INVALID
        cartridge.yml:4:24, naming.fact

      and 5 more problems: 5 CONFIG_INVALID
      "
    `);
  });

  it('is not YAML, or a list, or has a key twice', async () => {
    expect(await refuse({ 'cartridge.yml': 'layers: [staging\n' })).toMatchInlineSnapshot(`
      "exit 1
      error: cartridge.yml is not YAML: deficient indentation                               CONFIG_INVALID
        cartridge.yml:2:1
      "
    `);
    expect(await refuse({ 'cartridge.yml': '- adapter\n' })).toMatchInlineSnapshot(`
      "exit 1
      error: cartridge.yml must be a mapping                                                CONFIG_INVALID
        cartridge.yml:1:1
      "
    `);
    expect(await refuse({ 'cartridge.yml': 'adapter: duckdb\nadapter: postgres\n' })).toMatchInlineSnapshot(`
      "exit 1
      error: adapter is there twice                                                         CONFIG_INVALID
        cartridge.yml:2:1, adapter
      "
    `);
  });

  it('names templates that are not there, and an adapter that is not supported', async () => {
    expect(await refuse({ 'cartridge.yml': 'templates: mine\n' })).toMatchInlineSnapshot(`
      "exit 1
      error: the folder of templates, mine, cannot be read                                TEMPLATE_INVALID
        cartridge.yml, templates
        It is looked for in the project folder.
      "
    `);
    expect(await refuse({ 'cartridge.yml': 'adapter: snowflake\n' })).toMatchInlineSnapshot(`
      "exit 1
      error: a new project on snowflake is not supported yet; one on duckdb is         ADAPTER_UNSUPPORTED
        Say adapter: duckdb in cartridge.yml or nothing, or plan in a dbt project that is there.
      "
    `);
  });
});

describe('a link out of the project', () => {
  it('in the place of the models', async () => {
    mkdirSync(join(folder, 'elsewhere'));
    mkdirSync(join(folder, 'dbt'));
    symlinkSync('../elsewhere', join(folder, 'dbt/models'));
    expect(await refuse({})).toMatchInlineSnapshot(`
      "exit 1
      error: models leaves the project folder                                         PATH_OUTSIDE_PROJECT
        It is a link, or lies behind one. Replace the link by a folder, or plan in the project that it
        points to.
      "
    `);
  });

  it('in the place of .cartridge', async () => {
    mkdirSync(join(folder, 'elsewhere'));
    mkdirSync(join(folder, 'dbt'));
    symlinkSync('../elsewhere', join(folder, 'dbt/.cartridge'));
    expect(await refuse({})).toMatchInlineSnapshot(`
      "exit 1
      error: .cartridge is a link to a folder outside the project                     PATH_OUTSIDE_PROJECT
        cartridge writes inside the project only. Replace the link by a folder, or plan in the project
        that it points to.
      "
    `);
  });
});

describe('the project folder', () => {
  it('is a file, or lies below one', async () => {
    const from = ['plan', '--from', 'shop.json', '--project-dir'];
    expect(await refused([...from, 'shop.json'], { cwd: folder })).toMatchInlineSnapshot(`
      "exit 1
      error: shop.json is a file, and is no project folder                                 PROJECT_INVALID
        --project-dir takes the folder that holds dbt_project.yml, or that is to become a project.
      "
    `);
    expect(await refused([...from, 'shop.json/dbt'], { cwd: folder })).toMatchInlineSnapshot(`
      "exit 1
      error: shop.json/dbt lies below a file, and is no project folder                     PROJECT_INVALID
        --project-dir takes the folder that holds dbt_project.yml, or that is to become a project.
      "
    `);
  });
});

describe('flags', () => {
  it('have values that mean nothing', async () => {
    expect(await refuse({}, '--layers', 'stagin')).toMatchInlineSnapshot(`
      "exit 2
      error: there is no layer "stagin"                                                              USAGE
        Layers are staging, intermediate, marts: --layers staging,marts
      "
    `);
    expect(await refuse({}, '--provider', 'skynet')).toMatchInlineSnapshot(`
      "exit 2
      error: --provider cannot be "skynet"                                                           USAGE
        It takes offline, auto, openai, anthropic, gemini.
      "
    `);
    expect(await refuse({}, '--source-name', 'my shop')).toMatchInlineSnapshot(`
      "exit 2
      error: "my shop" cannot name a source of dbt                                                   USAGE
        It must be letters, digits and _, and not begin with a digit: --source-name my_shop
      "
    `);
    expect(await refuse({}, '--source-name', '')).toMatchInlineSnapshot(`
      "exit 2
      error: "" cannot name a source of dbt                                                          USAGE
        It must be letters, digits and _, and not begin with a digit: --source-name shop
      "
    `);
    expect(await refuse({}, '--from', 'shop.json')).toMatchInlineSnapshot(`
      "exit 2
      error: --from is given twice                                                                   USAGE
        It takes one value.
      "
    `);
  });

  it('name a place for the plan that cannot be written', async () => {
    writeTree(folder, { 'dbt/.cartridge/plans/x': '' });
    expect(await refuse({}, '--out', 'missing/plan.json')).toMatchInlineSnapshot(`
      "exit 1
      error: missing/plan.json cannot be written: its folder does not exist                FILE_UNWRITABLE
        Nothing of the project was changed. Put this right and run the command again.
      "
    `);
    expect(await refuse({}, '--out', 'dbt')).toMatchInlineSnapshot(`
      "exit 1
      error: dbt cannot be written: a folder is where a file should be                     FILE_UNWRITABLE
        Nothing of the project was changed. Put this right and run the command again.
      "
    `);
    expect(await refuse({}, '--out', 'shop.json/plan.json')).toMatchInlineSnapshot(`
      "exit 1
      error: shop.json/plan.json cannot be written: a file is where a folder should be     FILE_UNWRITABLE
        Nothing of the project was changed. Put this right and run the command again.
      "
    `);
  });
});
