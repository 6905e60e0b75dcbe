import { execFile } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_STYLE, LAYERS } from '../../src/context/style.ts';
import { openDuckdb } from '../../src/outside/duckdb.ts';
import { draftPlan } from '../../src/planner/draft-plan.ts';
import type { DraftInput, RenderedFile } from '../../src/planner/draft.ts';
import { renderActions } from '../../src/planner/render/render-actions.ts';
import { loadTemplates } from '../../src/templates.ts';
import { readTree, removeFolders, temporaryFolder, writeTree } from '../helpers/project-tree.ts';
import { UNTIDY_SHOP, UNTIDY_SHOP_BELIEFS, UNTIDY_SHOP_SQL } from '../helpers/untidy-shop.ts';

/** What a user gets for the untidy shop, to be read as a person reads a pull request. UPDATE_GOLDEN=1 writes it anew. */
const GOLDEN = join(import.meta.dirname, '../fixtures/golden/untidy_shop');
const DBT = join(import.meta.dirname, '../../.venv/bin/dbt');
const DBT_V2 = join(import.meta.dirname, '../../.venv/v2/bin/dbt');
const run = promisify(execFile);

const INPUT: DraftInput = {
  catalog: UNTIDY_SHOP,
  beliefs: UNTIDY_SHOP_BELIEFS,
  style: DEFAULT_STYLE,
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
};

let files: RenderedFile[];
let folder: string;
let project: string;
beforeAll(async () => {
  files = renderActions(draftPlan(INPUT).actions, { style: DEFAULT_STYLE, templates: await loadTemplates() });
  folder = temporaryFolder();
  project = join(folder, 'shop');
  writeTree(project, Object.fromEntries(files.map((file) => [file.path, file.content])));
});
afterAll(() => removeFolders([folder]));

it('writes the project that is committed under test/fixtures/golden', () => {
  if (process.env.UPDATE_GOLDEN) {
    rmSync(GOLDEN, { recursive: true, force: true });
    writeTree(GOLDEN, Object.fromEntries(files.map((file) => [file.path, file.content])));
  }
  expect(readTree(project)).toEqual(readTree(GOLDEN));
});

it('writes the same bytes whatever the order of tables, beliefs and relationships', async () => {
  const { tables, relationships } = UNTIDY_SHOP_BELIEFS;
  const reversed = draftPlan({
    ...INPUT,
    catalog: { ...UNTIDY_SHOP, tables: UNTIDY_SHOP.tables.toReversed() },
    beliefs: { ...UNTIDY_SHOP_BELIEFS, tables: tables.toReversed(), relationships: relationships.toReversed() },
  });
  const templates = await loadTemplates();
  expect(renderActions(reversed.actions, { style: DEFAULT_STYLE, templates })).toEqual(files);
});

it('says what each action contributed to a file', () => {
  const models = files.find((file) => file.path.endsWith('_shop__models.yml'))!;
  expect(models.parts.map((part) => part.action)).toEqual([
    'create_staging stg_shop__orders',
    'create_staging stg_shop__order_items',
    'create_staging stg_shop__produkte_and_preise_x',
    'create_staging stg_shop__customers',
    'create_staging stg_shop__schema_migrations',
  ]);
  expect(models.content).toBe(`models:\n${models.parts.map((part) => part.text).join('\n\n')}\n`);
});

it('keeps lines that people read within 100 characters', () => {
  const long = files.flatMap((file) =>
    file.content.split('\n').filter((line) => line.length > 100 && !line.includes('|')),
  );
  expect(long).toEqual([]);
});

describe('with dbt', () => {
  it.skipIf(!existsSync(DBT))('builds on the raw tables without a warning', async () => {
    const raw = await openDuckdb(join(folder, 'raw.duckdb'));
    await raw.run(UNTIDY_SHOP_SQL);
    await raw.close();
    const { stdout } = await run(DBT, ['--warn-error', 'build', '--no-use-colors'], { cwd: project });
    expect(stdout).toMatch(/WARN=0 ERROR=0 SKIP=0/);
    const built = await openDuckdb(join(project, 'shop.duckdb'), { readOnly: true });
    const rows = await built.query(
      'select order_id, amount, order_item_count from analytics.fct_orders order by order_id',
    );
    await built.close();
    expect(rows.map((row) => Object.values(row).map(String))).toEqual([
      ['10', '19.99', '2'],
      ['11', '0.05', '1'],
    ]);
  });

  it.skipIf(!existsSync(DBT_V2))('passes the strict parser of dbt v2', async () => {
    const { stdout } = await run(DBT_V2, ['parse'], { cwd: project });
    expect(stdout).toMatch(/Finished 'parse' successfully/);
    expect(stdout).not.toMatch(/warning|error/i);
  });
});
