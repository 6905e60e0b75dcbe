import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeTree } from '../helpers/project-tree.ts';
import { edited, planOf, SHOP_FILES, shopPlan, shown, verify } from '../helpers/verified-shop.ts';
import type { ShopFile } from '../helpers/verified-shop.ts';

let projectDir = '';
beforeEach(() => {
  projectDir = mkdtempSync(join(tmpdir(), 'cartridge-static-'));
});
afterEach(() => rmSync(projectDir, { recursive: true, force: true }));

/** What is said of the shop with one piece of one file replaced. */
async function said(path: ShopFile, from: string, to: string): Promise<string[]> {
  return shown(await verify(projectDir, shopPlan(edited(path, from, to)), { level: 'static' }));
}

const MODELS = 'models/staging/_models.yml';
const ORDERS = 'models/staging/stg_shop__orders.sql';

it('finds YAML that cannot be read, at its place', async () => {
  expect(await said(MODELS, '    description: Payments.', '    description: "Payments.')).toEqual([
    `${MODELS}:18:5 ${MODELS} is not YAML: deficient indentation`,
  ]);
});

it('finds a key that stands twice', async () => {
  expect(
    await said(MODELS, '    description: Payments.\n', '    description: Payments.\n    description: Again.\n'),
  ).toEqual([`${MODELS}:18:5 the key "description" stands twice`]);
});

it('finds open Jinja in SQL and in YAML, and blocks without an end', async () => {
  expect(await said(ORDERS, "'orders') }}", "'orders') }")).toEqual([`${ORDERS}:3:19 {{ is never closed by }}`]);
  expect(await said(ORDERS, 'status\n', 'status {% if a %}\n')).toEqual([
    `${ORDERS}:11:16 {% if %} is never closed by {% endif %}`,
  ]);
  expect(await said(MODELS, 'Payments.', '"50{% off, {# and {{ more"')).toEqual([
    `${MODELS}:17:5 {% is never closed by %}`,
  ]);
});

it('finds a semicolon, not one in a text or a comment', async () => {
  expect(await said(ORDERS, 'select * from renamed\n', "select *, ';' as x /* ; */ -- ;\nfrom renamed;\n")).toEqual([
    `${ORDERS}:17:13 stg_shop__orders holds a ";", which breaks the statement that dbt makes of it`,
  ]);
});

it('finds references to what is not there, in SQL and in tests', async () => {
  expect(await said('models/marts/fct_orders.sql', "ref('stg_shop__orders')", "ref('stg_shop__order')")).toEqual([
    'models/marts/fct_orders.sql:3:19 fct_orders refers to stg_shop__order, which is no model',
  ]);
  expect(await said(ORDERS, "source('shop', 'orders')", "source('shop', 'order')")).toEqual([
    `${ORDERS}:3:19 stg_shop__orders reads order, which the source shop does not declare`,
  ]);
  expect(await said(ORDERS, "source('shop', 'orders')", "source('shopp', 'orders')")).toEqual([
    `${ORDERS}:3:19 stg_shop__orders reads the source shopp, which is not declared`,
  ]);
  expect(await said(MODELS, "ref('stg_shop__orders')", "ref('orders')")).toEqual([
    `${MODELS}:23:13 the test relationships of stg_shop__payments refers to orders, which is no model`,
  ]);
});

it('offers the near name', async () => {
  const plan = shopPlan(edited('models/marts/fct_orders.sql', "ref('stg_shop__orders')", "ref('stg_shop__order')"));
  const { problems } = await verify(projectDir, plan);
  expect(problems[0]?.hint).toBe('Did you mean stg_shop__orders?');
});

it('wants one entry a model, and a model for each entry', async () => {
  expect(await said(MODELS, '- name: stg_shop__payments', '- name: stg_shop__orders')).toEqual([
    `${MODELS}:16:5 stg_shop__orders has a second entry; the first is at ${MODELS}:2`,
    'models/staging/stg_shop__payments.sql no YAML file describes stg_shop__payments',
  ]);
  expect(await said('models/marts/_models.yml', '- name: fct_orders', '- name: fct_order')).toEqual([
    'models/marts/_models.yml:2:5 there is no model fct_order',
    'models/marts/fct_orders.sql no YAML file describes fct_orders',
  ]);
  expect(await said('models/marts/_models.yml', '- name: amount', '- name: Order_ID')).toEqual([
    'models/marts/_models.yml:7:9 the column Order_ID is listed twice',
  ]);
});

it('wants each name once, compared without case', async () => {
  const plan = shopPlan({ 'models/marts/Stg_Shop__Orders.sql': 'select 1 as x\n' });
  expect(shown(await verify(projectDir, plan, { level: 'static' }))).toEqual([
    'models/staging/stg_shop__orders.sql the name stg_shop__orders is taken by models/marts/Stg_Shop__Orders.sql',
    'models/marts/Stg_Shop__Orders.sql no YAML file describes Stg_Shop__Orders',
  ]);
  expect(await said('models/staging/_sources.yml', '- name: payments', '- name: orders')).toContain(
    'models/staging/_sources.yml:11:9 the source table shop.orders is declared at models/staging/_sources.yml:6 already',
  );
});

it('names a circle of models', async () => {
  expect(await said(ORDERS, "source('shop', 'orders')", "ref('fct_orders')")).toEqual([
    'models/marts/fct_orders.sql models depend on each other in a circle: fct_orders -> stg_shop__orders -> fct_orders',
  ]);
});

it('refuses paths that leave the project, and those of git and of cartridge', async () => {
  const outside = mkdtempSync(join(tmpdir(), 'cartridge-outside-'));
  symlinkSync(outside, join(projectDir, 'models'));
  const paths = [
    '../x.sql',
    'a/../../x.sql',
    '/etc/x',
    'C:/x',
    'a\\b',
    'a//b',
    '.git/hooks/pre-commit',
    '.cartridge/x',
    'models/x.sql',
  ];
  const report = await verify(projectDir, planOf(paths.map((path) => ({ path, after: 'x' }))), { level: 'static' });
  expect(shown(report)).toEqual([
    '../x.sql "../x.sql" leaves the project folder',
    'a/../../x.sql "a/../../x.sql" leaves the project folder',
    '/etc/x "/etc/x" leaves the project folder',
    'C:/x "C:/x" leaves the project folder',
    'a\\b "a\\\\b" is not a path',
    'a//b "a//b" is not a path',
    '.git/hooks/pre-commit ".git/hooks/pre-commit" is kept by git or by cartridge',
    '.cartridge/x ".cartridge/x" is kept by git or by cartridge',
    'models/x.sql models/x.sql leaves the project folder',
  ]);
  rmSync(outside, { recursive: true });
});

it('refuses a plan that was changed after it was sealed, and two paths that are one file on some systems', async () => {
  const plan = shopPlan();
  const [first, ...rest] = plan.files;
  const tampered = { ...plan, files: [{ ...first!, content: 'changed' }, ...rest] };
  expect((await verify(projectDir, tampered)).problems.map(({ code }) => code)).toEqual(['PLAN_TAMPERED']);
  const twice = planOf([
    { path: 'README.md', after: '' },
    { path: 'Readme.md', after: '' },
  ]);
  expect(shown(await verify(projectDir, twice))).toEqual([
    'Readme.md Readme.md and README.md are one file on some systems',
  ]);
});

it('reads the project under the plan, and counts only what is new', async () => {
  writeTree(projectDir, { ...SHOP_FILES, 'models/old.sql': "select * from {{ ref('gone') }};\n" });
  mkdirSync(join(projectDir, 'seeds'));
  writeTree(projectDir, {
    'seeds/countries.csv': 'code\n',
    'snapshots/s.sql': '{% snapshot orders_history %}{% endsnapshot %}',
  });
  const plan = planOf([
    {
      path: 'models/dim_new.sql',
      after:
        "select 1 from {{ ref('fct_orders') }}, {{ ref('countries') }}, {{ ref('orders_history') }}, {{ ref('lost') }}\n",
    },
    { path: 'models/dim_new.yml', after: 'models:\n  - name: dim_new\n' },
  ]);
  const report = await verify(projectDir, plan, { level: 'static' });
  expect(shown(report)).toEqual(['models/dim_new.sql:1:93 dim_new refers to lost, which is no model']);
});

it('does not count what was wrong before, though its lines have moved or its circle is met elsewhere', async () => {
  const schema = 'models:\n  - name: twice\n  - name: twice\n';
  const project = {
    'dbt_project.yml': SHOP_FILES['dbt_project.yml'],
    'models/schema.yml': schema,
    'models/twice.sql': 'select 1',
    'models/round.sql': "select * from {{ ref('about') }}",
    'models/about.sql': "select * from {{ ref('round') }}",
  };
  writeTree(projectDir, project);
  const plan = planOf([
    { path: 'models/schema.yml', after: schema.replace('models:\n', 'models:\n  - name: a_new\n') },
    { path: 'models/a_new.sql', after: "select * from {{ ref('round') }}\n" },
  ]);
  expect(shown(await verify(projectDir, plan, { level: 'static' }))).toEqual([]);
  writeTree(projectDir, { ...project, 'models/schema.yml': 'models:\n  - name: twice\n' });
  expect(shown(await verify(projectDir, plan, { level: 'static' }))).toEqual([
    'models/schema.yml:4:5 twice has a second entry; the first is at models/schema.yml:3',
  ]);
});
