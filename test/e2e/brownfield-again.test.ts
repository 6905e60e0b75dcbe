import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Table } from '../../src/catalog/catalog.ts';
import { applyPlan, generateExecutionPlan } from '../../src/index.ts';
import type { ExecutionPlan } from '../../src/plan/plan.ts';
import { readTree, removeFolders, temporaryFolder, writeTree } from '../helpers/project-tree.ts';
import { CUSTOMERS, ORDERS, smallShop } from '../helpers/small-shop.ts';

const [{ created_at: _at, ...own }] = [Object.fromEntries(CUSTOMERS.columns.map((column) => [column.name, column]))];
const CLIENTS: Table = { ...CUSTOMERS, columns: Object.values(own) };
const COUNTRY = { name: 'country', type: 'varchar' };

const PROJECT = {
  'dbt_project.yml': 'name: shop\nprofile: shop\nmodels:\n  shop:\n    marts:\n      +materialized: table\n',
  'profiles.yml': 'shop:\n  target: dev\n  outputs:\n    dev: {type: duckdb, path: shop.duckdb, schema: analytics}\n',
  'models/staging/schema.yml': `version: 2

sources:
  - name: ecom   # the web shop
    schema: raw
    tables:
      - name: customers
        columns: [{name: id}, {name: name}, {name: email}]

models:
  - name: stg_customers
    columns:
      - name: customer_id
        tests: [unique, not_null]
      - name: customer_name
`,
  'models/staging/stg_customers.sql': `select
    id as customer_id
    , name as customer_name
    , email -- as they wrote it
from {{ source('ecom', 'customers') }}
`,
  'models/marts/dim_customers.sql': "select * from {{ ref('stg_customers') }}\n",
  'models/marts/schema.yml': 'version: 2\nmodels:\n  - name: dim_customers\n    columns: [{name: customer_id}]\n',
};

let project: string;
beforeEach(() => {
  project = temporaryFolder();
  writeTree(project, PROJECT);
});
afterEach(() => removeFolders([project]));

/** Plans for tables, and applies what changes. */
async function onboard(...tables: readonly Table[]): Promise<ExecutionPlan> {
  const from = join(project, 'raw.json');
  writeFileSync(from, JSON.stringify(smallShop(...tables)));
  const { plan } = await generateExecutionPlan({ from, projectDir: project });
  if (plan.files.length > 0) await applyPlan({ plan, projectDir: project, level: 'static' });
  return plan;
}

function read(path: string): string {
  return readFileSync(join(project, path), 'utf8');
}

/** Whether every line of a text is there still, in order. */
function keepsLines(before: string, after: string): boolean {
  const lines = after.split('\n');
  return before.split('\n').every((line) => {
    const at = lines.indexOf(line);
    lines.splice(0, at + 1);
    return at !== -1;
  });
}

it('adds to what people have, again and again, and says so when nothing is left to do', async () => {
  const first = await onboard(CLIENTS, ORDERS);
  expect(first.strategy).toBe('brownfield');
  expect(first.actions.map(({ type, name }) => `${type} ${name}`)).toEqual([
    'update_source ecom',
    'create_staging stg_orders',
    'create_mart fct_orders',
  ]);
  for (const [path, text] of Object.entries(PROJECT)) expect(keepsLines(text, read(path))).toBe(true);
  expect((await onboard(CLIENTS, ORDERS)).files).toEqual([]);

  // A raw column comes to a table that people staged.
  const wider = { ...CLIENTS, columns: [...CLIENTS.columns, COUNTRY] };
  const second = await onboard(wider, ORDERS);
  expect(second.actions.map(({ type, name }) => `${type} ${name}`)).toEqual([
    'update_source ecom',
    'update_staging stg_customers',
  ]);
  expect(read('models/staging/stg_customers.sql')).toBe(
    PROJECT['models/staging/stg_customers.sql'].replace('wrote it\n', 'wrote it\n    , country\n'),
  );
  const tree = readTree(project);
  for (const tables of [[wider, ORDERS], [wider]]) expect((await onboard(...tables)).files).toEqual([]);
  expect({ ...readTree(project), 'raw.json': '' }).toEqual({ ...tree, 'raw.json': '' });

  // It goes again: theirs is told, and left to them.
  const third = await onboard(CLIENTS, ORDERS);
  expect(third.warnings).toContainEqual({
    code: 'column_dropped',
    severity: 'breaking',
    text: 'raw.customers has no column country any more; stg_customers, dim_customers stand on it',
  });
  expect(read('models/staging/stg_customers.sql')).toContain(', country\n');
});
