import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ExecutionPlan } from '../../../src/plan/plan.ts';
import { planActs } from '../../helpers/planned-acts.ts';
import { removeFolders, temporaryFolder } from '../../helpers/project-tree.ts';

/** What rules know of models that people wrote, in a project of files; the raw tables are a catalog file. */

const CATALOG = {
  name: 'shop',
  dialect: 'duckdb',
  tables: [
    {
      schema: 'raw',
      name: 'customers',
      columns: [
        { name: 'id', type: 'integer', nullable: false },
        { name: 'email', type: 'varchar', nullable: false, comment: 'Where we write to.' },
      ],
      primary_key: ['id'],
    },
    {
      schema: 'raw',
      name: 'order_lines',
      columns: [
        { name: 'order_id', type: 'integer', nullable: false },
        { name: 'line', type: 'integer', nullable: false },
        { name: 'customer_id', type: 'integer' },
        { name: 'amount', type: 'decimal(10,2)' },
      ],
      primary_key: ['order_id', 'line'],
      foreign_keys: [{ columns: ['customer_id'], ref_schema: 'raw', ref_table: 'customers', ref_columns: ['id'] }],
    },
  ],
};

let projectDir: string;
beforeEach(() => {
  projectDir = temporaryFolder();
  write('dbt_project.yml', 'name: shop\nprofile: shop\n');
  write('requirements.txt', 'dbt-core==1.11.0\ndbt-duckdb\n');
  write('shop.json', JSON.stringify(CATALOG));
  write('models/sources.yml', 'sources:\n  - name: raw\n    tables: [{name: customers}, {name: order_lines}]\n');
  write('models/staging/stg_customers.sql', "select id as customer_id, email from {{ source('raw', 'customers') }}\n");
  write(
    'models/staging/stg_order_lines.sql',
    "select order_id, line as line_number, customer_id, amount from {{ source('raw', 'order_lines') }}\n",
  );
});
afterEach(() => removeFolders([projectDir]));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(projectDir, path)), { recursive: true });
  writeFileSync(join(projectDir, path), text);
}

function ask(request: string): Promise<ExecutionPlan> {
  return planActs({ projectDir, from: join(projectDir, 'shop.json'), request });
}

function fileOf(plan: ExecutionPlan, path: string): string {
  return (
    plan.files.find((file) => file.path === path)?.content ??
    `no ${path}, but ${plan.files.map((file) => file.path).join(', ')}`
  );
}

describe('tests', () => {
  it('of staging models come from the keys, references and columns of the raw tables', async () => {
    const plan = await ask('add tests to stg_customers and stg_order_lines');
    expect(fileOf(plan, 'models/staging/_raw__models.yml')).toBe(`models:
  - name: stg_customers
    columns:
      - name: customer_id
        data_tests:
          - unique
          - not_null
      - name: email
        data_tests:
          - not_null

  - name: stg_order_lines
    columns:
      - name: order_id
        data_tests:
          - not_null
      - name: line_number
        data_tests:
          - not_null
      - name: customer_id
        data_tests:
          - relationships:
              arguments:
                to: ref('stg_customers')
                field: customer_id
`);
    expect(fileOf(plan, 'tests/assert_stg_order_lines_unique_order_id_line_number.sql')).toContain(
      'group by order_id, line_number',
    );
    expect(
      plan.actions.map(({ type, name, risk, severity, impact, goal_id }) => ({
        type,
        name,
        risk,
        severity,
        tests: impact.tests,
        goal_id,
      })),
    ).toEqual([
      { type: 'add_tests', name: 'stg_customers', risk: 'new', severity: 'safe', tests: 3, goal_id: 'g1' },
      { type: 'add_tests', name: 'stg_order_lines', risk: 'new', severity: 'safe', tests: 4, goal_id: 'g1' },
    ]);
    expect(plan.goals).toMatchObject([{ status: 'met' }]);
  });

  it('of a mart come from its parents, as far as its rows allow', async () => {
    write(
      'models/marts/sales.sql',
      `with lines as (select * from {{ ref('stg_order_lines') }}), customers as (select * from {{ ref('stg_customers') }})
       select lines.order_id, lines.line_number, customers.customer_id, customers.email, lines.amount * 2 as doubled
       from lines left join customers on lines.customer_id = customers.customer_id`,
    );
    write(
      'models/marts/per_customer.sql',
      "select customer_id, sum(amount) as total from {{ ref('stg_order_lines') }} group by customer_id\n",
    );
    write('models/marts/_marts__models.yml', 'models:\n  - name: per_customer\n');
    const plan = await ask('add tests to sales and per_customer');
    expect(fileOf(plan, 'models/marts/_marts__models.yml')).toBe(`models:
  - name: per_customer
    columns:
      - name: customer_id
        data_tests:
          - unique
          - relationships:
              arguments:
                to: ref('stg_customers')
                field: customer_id

  - name: sales
    columns:
      - name: order_id
        data_tests:
          - not_null
      - name: line_number
        data_tests:
          - not_null
`);
    const [test] = plan.files.filter(({ path }) => path.startsWith('tests/'));
    expect(test?.content).toContain("{{ config(severity='warn') }}");
  });

  it('that a model has, in whatever form, are not added again', async () => {
    write(
      'models/staging/schema.yml',
      `models:
  - name: stg_customers
    columns:
      - name: CUSTOMER_ID
        data_tests: [{dbt_utils.unique_combination_of_columns: {arguments: {combination_of_columns: [customer_id]}}}, not_null]
      - name: email
        data_tests: [{not_null: {config: {enabled: false}}}]
  - name: stg_order_lines
    columns:
      - {name: order_id, data_tests: [not_null]}
      - {name: line_number, data_tests: [not_null]}
      - name: customer_id
        data_tests: [{relationships: {arguments: {to: "ref('other_customers')", field: id}}}]
`,
    );
    write(
      'tests/unique_lines.sql',
      "select order_id, line_number from {{ ref('stg_order_lines') }} group by 1, 2 having count(*) > 1\n",
    );
    const plan = await ask('add tests to stg_customers and stg_order_lines');
    expect(plan.actions).toEqual([]);
    expect(plan.warnings).toContainEqual({
      code: 'nothing_to_add',
      text: 'stg_customers, stg_order_lines: every test that the rules know of is there already',
    });
  });

  it('go into a file of the model where the project has one for each', async () => {
    write('cartridge.yml', "style: {properties.staging: '{model}.yml'}\n");
    const plan = await ask('add tests to stg_customers');
    expect(plan.files.map(({ path }) => path)).toEqual(['models/staging/stg_customers.yml']);
  });

  it('are not added to what is turned off', async () => {
    write(
      'models/staging/stg_customers.sql',
      "{{ config(enabled=false) }} select id as customer_id from {{ source('raw', 'customers') }}\n",
    );
    expect((await ask('add tests to stg_order_lines and document stg_order_lines')).actions).toHaveLength(2);
  });
});

describe('descriptions', () => {
  it('come from comments, parents and rules, and a docs block of a parent is referred to again', async () => {
    write('cartridge.yml', 'style: {docs: inline}\n');
    write(
      'models/staging/schema.yml',
      `models:
  - name: stg_customers
    description: ''
    columns:
      - name: customer_id
        description: "{{ doc('customer_id') }}"
      - name: email
`,
    );
    write(
      'models/marts/dim_customers.sql',
      "select customer_id, lower(email) as login, email as address from {{ ref('stg_customers') }}\n",
    );
    const plan = await ask('document stg_customers and dim_customers');
    expect(fileOf(plan, 'models/staging/schema.yml')).toBe(`models:
  - name: stg_customers
    description: 'Customers from raw, renamed and typed: one row a customer.'
    columns:
      - name: customer_id
        description: "{{ doc('customer_id') }}"
      - name: email
        description: Where we write to.
`);
    expect(fileOf(plan, 'models/marts/schema.yml')).toBe(`models:
  - name: dim_customers
    description: Customers, made of stg_customers.
    columns:
      - name: customer_id
        description: "{{ doc('customer_id') }}"
      - name: login
        description: Login of the customer.
      - name: address
        description: Where we write to.
`);
  });

  it('stand in docs blocks where the project has them there', async () => {
    write('cartridge.yml', 'style: {docs: doc_blocks}\n');
    write('models/staging/stg_customers.md', '# Ours\n\n{% docs other %}\nx\n{% enddocs %}\n');
    const plan = await ask('document stg_customers');
    expect(fileOf(plan, 'models/staging/stg_customers.md')).toBe(`# Ours

{% docs other %}
x
{% enddocs %}

{% docs stg_customers %}
Customers from raw, renamed and typed: one row a customer.
{% enddocs %}

{% docs stg_customers__customer_id %}
Primary key of customers.
{% enddocs %}

{% docs stg_customers__email %}
Where we write to.
{% enddocs %}
`);
    expect(fileOf(plan, 'models/staging/_raw__models.yml')).toContain(
      `description: "{{ doc('stg_customers__email') }}"`,
    );
  });

  it('of a model are better than those of rules', async () => {
    const words = new Map([
      ['stg_customers', { model: 'People who bought.', columns: new Map([['email', 'Their {{ address }}.']]) }],
    ]);
    const plan = await planActs({
      projectDir,
      from: join(projectDir, 'shop.json'),
      request: 'document stg_customers',
      words,
    });
    const text = fileOf(plan, 'models/staging/_raw__models.yml');
    expect(text).toContain('description: People who bought.');
    expect(text).toContain("Their {{ '{' }}{ address }}.");
  });
});
