import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import type { Style } from '../../../src/context/style.ts';
import { LAYERS } from '../../../src/context/style.ts';
import { openDuckdb } from '../../../src/outside/duckdb.ts';
import { draftPlan } from '../../../src/planner/draft-plan.ts';
import { renderActions } from '../../../src/planner/render/render-actions.ts';
import { loadTemplates } from '../../../src/templates.ts';
import { removeFolders, temporaryFolder, writeTree } from '../../helpers/project-tree.ts';
import { styleWith } from '../../helpers/styled.ts';
import { UNTIDY_SHOP, UNTIDY_SHOP_BELIEFS, UNTIDY_SHOP_SQL } from '../../helpers/untidy-shop.ts';

const DBT = join(import.meta.dirname, '../../../.venv/bin/dbt');
const DBT_V2 = join(import.meta.dirname, '../../../.venv/v2/bin/dbt');
const run = promisify(execFile);
const templates = await loadTemplates();

const folders: string[] = [];
afterAll(() => removeFolders(folders));

/** A project in a style, beside its raw tables. */
function project(style: Style): string {
  const folder = temporaryFolder();
  folders.push(folder);
  const { actions } = draftPlan({
    catalog: UNTIDY_SHOP,
    beliefs: UNTIDY_SHOP_BELIEFS,
    style,
    adapter: 'duckdb',
    newProject: {
      name: 'shop',
      database_path: 'shop.duckdb',
      schema: 'analytics',
      input: { kind: 'duckdb', path: '../raw.duckdb', alias: 'shop_raw' },
    },
    sourceDatabase: 'shop_raw',
    layers: LAYERS,
    tableNames: new Map(),
    takenNames: [],
  });
  const files = renderActions(actions, { style, templates });
  writeTree(join(folder, 'shop'), Object.fromEntries(files.map(({ path, content }) => [path, content])));
  return join(folder, 'shop');
}

/** As far from the default as a style can be. */
const FAR: Style = styleWith({
  docs: 'doc_blocks',
  folders: { intermediate: 'models/core', marts: 'models/core' },
  properties: { staging: '{model}.yml', intermediate: 'schema.yml', marts: 'schema.yml' },
  sources_file: 'models/sources.yml',
  yaml: { version: true, indent: 4, lists: 'flush', blank_lines: 0, data_type: true },
  sql: {
    keywords: 'upper',
    commas: 'leading',
    indent: 'tab',
    with: 'inline',
    blank_lines: false,
    staging_ctes: [],
    final_cte: null,
    quoting: 'always',
    casts: 'double_colon',
    column_groups: false,
    config_block: true,
  },
});

describe.skipIf(!existsSync(DBT_V2))('the strict parser of dbt v2', () => {
  it.each([
    ['far from the default', FAR],
    ['without descriptions', styleWith({ docs: 'none', sql: { staging_ctes: ['src'] } })],
    [
      'in one file a folder',
      styleWith({ properties: { staging: 'schema.yml' }, sources_file: 'models/staging/shop/schema.yml' }),
    ],
    ['whose tests have the older name', styleWith({ form: { tests_key: 'tests' } })],
  ])('takes a project %s', async (_, style) => {
    const { stdout } = await run(DBT_V2, ['parse'], { cwd: project(style) });
    expect(stdout).toMatch(/Finished 'parse' successfully/);
    expect(stdout).not.toMatch(/warning|error/i);
  });
});

describe.skipIf(!existsSync(DBT))('dbt', () => {
  it('builds a project that is far from the default, with every test, without a warning', async () => {
    const folder = project(FAR);
    const raw = await openDuckdb(join(folder, '../raw.duckdb'));
    await raw.run(UNTIDY_SHOP_SQL);
    await raw.close();
    const { stdout } = await run(DBT, ['--warn-error', 'build', '--no-use-colors'], { cwd: folder });
    expect(stdout).toMatch(/PASS=41 WARN=0 ERROR=0 SKIP=0/);
  });
});
