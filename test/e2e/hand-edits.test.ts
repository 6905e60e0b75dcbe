import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ExecutionPlan } from '../../src/index.ts';
import { applyPlan, generateExecutionPlan, rollbackRun } from '../../src/index.ts';
import { readBase } from '../../src/store/bases.ts';
import { problemsOf } from '../helpers/problems-of.ts';
import { readTree, removeFolders, temporaryFolder, writeTree } from '../helpers/project-tree.ts';

const ORDERS = ['id', 'customer_id', 'status', 'ordered_on'];
const TYPES: Readonly<Record<string, string>> = { status: 'text', segment: 'text', ordered_on: 'date', note: 'text' };
const STAGING = 'models/staging/shop/stg_shop__orders.sql';
const PROPERTIES = 'models/staging/shop/_shop__models.yml';
const SOURCES = 'models/staging/shop/_shop__sources.yml';

const SETTINGS = { 'dbt_project.yml': 'name: mine\nprofile: mine\n', 'cartridge.yml': 'adapter: duckdb\n' };

let folder: string;
let projectDir: string;
beforeEach(() => {
  folder = temporaryFolder();
  projectDir = join(folder, 'project');
});
afterEach(() => removeFolders([folder]));

/** The raw tables: orders of these columns, their customers, and maybe more. */
function writeShop(orders: readonly string[], more: Readonly<Record<string, readonly string[]>> = {}): void {
  const table = (name: string, columns: readonly string[]) => ({
    name,
    columns: columns.map((column) => ({ name: column, type: TYPES[column] ?? 'integer' })),
    primary_key: ['id'],
    foreign_keys: columns.includes('customer_id')
      ? [{ columns: ['customer_id'], ref_table: 'customers', ref_columns: ['id'] }]
      : [],
  });
  const tables = Object.entries({ orders, customers: ['id', 'segment'], ...more }).map(([name, list]) =>
    table(name, list),
  );
  writeTree(folder, { 'shop.json': JSON.stringify({ name: 'shop', dialect: 'duckdb', tables }) });
}

async function plan(adopt: readonly string[] = []): Promise<ExecutionPlan> {
  return (await generateExecutionPlan({ from: join(folder, 'shop.json'), projectDir, adopt })).plan;
}

async function apply(made: ExecutionPlan): Promise<void> {
  await applyPlan({ plan: made, projectDir, level: 'bind' });
}

function edit(path: string, ...changes: readonly (readonly [string, string])[]): void {
  let text = read(path);
  for (const [from, to] of changes) {
    expect(text).toContain(from);
    text = text.replace(from, to);
  }
  writeFileSync(join(projectDir, path), text);
}

function read(path: string): string {
  return readFileSync(join(projectDir, path), 'utf8');
}

function summary({ actions }: ExecutionPlan): string[] {
  return actions.map(({ type, name, severity, risk }) => `${type} ${name}: ${severity}, ${risk}`);
}

describe('in a project that cartridge made and people went on with', () => {
  beforeEach(async () => {
    writeShop(ORDERS);
    await apply(await plan());
  });

  it('what the raw tables gained comes in, every edit stays, and the next plan says no changes', async () => {
    edit(
      STAGING,
      ['        status,\n', '        status,\n        lower(status) as status_key,\n'],
      ['    from source', '    from source\n    -- test orders: ask Ann\n    where id > 0'],
    );
    edit(PROPERTIES, ['- name: status\n', '- name: status # see the wiki\n        tests: [not_null]\n']);
    writeShop([...ORDERS, 'note'], { refunds: ['id', 'customer_id'] });
    const grown = await plan();
    expect(summary(grown)).toMatchInlineSnapshot(`
      [
        "update_source shop: safe, regenerated",
        "update_staging stg_shop__orders: safe, merged",
        "create_staging stg_shop__refunds: safe, merged",
        "update_mart fct_orders: safe, regenerated",
        "create_mart fct_refunds: safe, regenerated",
      ]
    `);
    const before = [readTree(projectDir), readTree(projectDir, '.cartridge/base')];
    await apply(grown);
    expect(read(STAGING)).toMatchInlineSnapshot(`
      "with

      source as (

          select * from {{ source('shop', 'orders') }}

      ),

      renamed as (

          select
              ---------- ids
              id as order_id,
              customer_id,

              ---------- strings
              status,
              note,
              lower(status) as status_key,

              ---------- dates
              ordered_on

          from source
          -- test orders: ask Ann
          where id > 0

      )

      select * from renamed
      "
    `);
    expect(read(PROPERTIES)).toContain('- name: status # see the wiki\n        tests: [not_null]\n');
    expect(read(PROPERTIES)).toContain('- name: note\n');
    expect((await plan()).files).toEqual([]);

    await rollbackRun({ projectDir });
    expect([readTree(projectDir), readTree(projectDir, '.cartridge/base')]).toEqual(before);
    expect(summary(await plan())).toEqual(summary(grown));
  });

  it('what a person adds in another style rewrites nothing', async () => {
    writeFileSync(
      join(projectDir, 'models/marts/top_customers.sql'),
      "WITH c AS (\n  SELECT * FROM {{ ref('dim_customers') }}\n)\nSELECT\n  customer_id\n  , segment\nFROM c\n",
    );
    writeFileSync(
      join(projectDir, 'models/marts/top.yml'),
      'version: 2\nmodels:\n- name: top_customers\n  columns:\n  - name: customer_id\n    tests:\n    - unique\n',
    );
    expect((await plan()).files).toEqual([]);
  });

  it('what a person deleted stays away: a test, a column, a whole file', async () => {
    rmSync(join(projectDir, 'models/marts/fct_orders.sql'));
    edit(SOURCES, [/ +- name: status\n.*\n/.exec(read(SOURCES))?.[0] ?? '', '']);
    writeShop([...ORDERS, 'note']);
    const grown = await plan();
    expect(grown.warnings.map(({ code, text }) => `${code}: ${text}`)).toEqual([
      'deleted_by_hand: models/marts/fct_orders.sql was deleted by a person and stays away, though it would be written differently now',
    ]);
    await apply(grown);
    expect(readTree(projectDir)).not.toHaveProperty(['models/marts/fct_orders.sql']);
    expect(read(SOURCES)).toContain('- name: note\n');
    expect(read(SOURCES)).not.toContain('status');
    expect((await plan()).files).toEqual([]);
  });

  it('what a person moved to another file is maintained there', async () => {
    const entry = / {2}- name: stg_shop__orders\n(?: {4}.*\n)+/.exec(read(PROPERTIES))?.[0] ?? '';
    edit(PROPERTIES, [entry, '']);
    writeTree(projectDir, { 'models/orders.yml': `models:\n${entry}` });
    expect((await plan()).files).toEqual([]);
    writeShop([...ORDERS, 'note']);
    await apply(await plan());
    expect(read('models/orders.yml')).toContain('- name: note\n');
    expect(read(PROPERTIES)).not.toContain('stg_shop__orders');
    expect((await plan()).files).toEqual([]);
  });

  it('what cannot be merged is told, all of it, and nothing is planned', async () => {
    edit(STAGING, ['        status', '        upper(status) as status']);
    edit(PROPERTIES, ['- name: status\n', '- name: status\n        data_type: my_status\n']);
    writeShop(ORDERS.filter((column) => column !== 'status'));
    const problems = await problemsOf(plan());
    expect(problems.map(({ code, where }) => [code, where?.file, typeof where?.line])).toEqual([
      ['MERGE_CONFLICT', PROPERTIES, 'number'],
      ['MERGE_CONFLICT', STAGING, 'number'],
    ]);
  });
});

describe('in a project of people', () => {
  const THEIRS = `version: 2

sources:
  - name: shop   # loaded by Ann's script
    schema: shop
    tables:
      - {name: customers}

models:
  - name: stg_orders
    columns:
      - name: order_id
        tests: [unique]
`;
  const MODEL = "select\n  id as order_id, -- mine\n  status\nfrom {{ source('shop', 'orders') }}\n";

  it('nodes come into their files, and no byte of theirs changes', async () => {
    writeShop(ORDERS);
    writeTree(projectDir, { ...SETTINGS, 'models/schema.yml': THEIRS });
    const made = await plan();
    expect(made.strategy).toBe('brownfield');
    await apply(made);
    const added = read('models/schema.yml').split('\n');
    for (const line of THEIRS.trimEnd().split('\n')) expect(added).toContain(line);
    const base = await readBase(projectDir, 'models/schema.yml');
    expect(base).toContain('name: orders');
    expect(base).not.toContain('name: customers');
    expect((await plan()).files).toEqual([]);
    await rollbackRun({ projectDir });
    expect(readTree(projectDir)).toEqual({
      'cartridge.yml': '0644:adapter: duckdb\n',
      'dbt_project.yml': '0644:name: mine\nprofile: mine\n',
      'models/': '',
      'models/schema.yml': `0644:${THEIRS}`,
    });
  });

  it('a new raw column comes into their staging model, and not again once they took it out', async () => {
    const columns = ORDERS.map((name) => `          - name: ${name}\n`).join('');
    const table = (name: string, list: string): string => `      - name: ${name}\n        columns:\n${list}`;
    const customers = '          - name: id\n          - name: segment\n';
    const sources = `sources:\n  - name: shop\n    tables:\n${table('orders', columns)}${table('customers', customers)}`;
    const model =
      "select\n    id\n    , customer_id\n    , status\n    , ordered_on\nfrom {{ source('shop', 'orders') }}\n";
    writeTree(projectDir, { ...SETTINGS, 'models/schema.yml': sources, 'models/stg_orders.sql': model });
    writeShop([...ORDERS, 'note']);
    await apply(await plan());
    expect(read('models/schema.yml')).toContain('- name: note\n');
    expect(read('models/stg_orders.sql')).toBe(model.replace('ordered_on\n', 'ordered_on\n    , note\n'));
    expect((await plan()).files).toEqual([]);
    writeTree(projectDir, { 'models/stg_orders.sql': model });
    expect((await plan()).files).toEqual([]);
  });

  it('a model of theirs is maintained once it is given to us, their lines included', async () => {
    writeShop(ORDERS);
    await apply(await plan());
    rmSync(join(projectDir, '.cartridge'), { recursive: true });
    writeTree(projectDir, { [STAGING]: MODEL });
    expect(await problemsOf(plan(['models/none.sql']))).toMatchObject([{ code: 'ADOPT_UNKNOWN' }]);
    const made = await plan([STAGING]);
    expect(summary(made)).toMatchInlineSnapshot(`
      [
        "update_staging stg_shop__orders: moderate, merged",
      ]
    `);
    await apply(made);
    expect(read(STAGING)).toMatchInlineSnapshot(`
      "select
        id as order_id, -- mine
        customer_id,
        status,
        ordered_on
      from {{ source('shop', 'orders') }}
      "
    `);
    expect((await plan()).files).toEqual([]);
  });
});
