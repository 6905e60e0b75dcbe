import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ExecutionPlan, Warning } from '../../../src/plan/plan.ts';
import { planActs } from '../../helpers/planned-acts.ts';
import { removeFolders, temporaryFolder } from '../../helpers/project-tree.ts';

/** A model that gives way to the staging model of another table, in a project of files. */

const column = (name: string) => ({ name, type: 'integer' });
const CATALOG = {
  name: 'shop',
  dialect: 'duckdb',
  tables: [
    { schema: 'erp', name: 'people', columns: [column('id'), column('shoe_size')], primary_key: ['id'] },
    { schema: 'crm', name: 'customers', columns: [column('id'), column('vip')], primary_key: ['id'] },
  ],
};

let projectDir: string;
beforeEach(() => {
  projectDir = temporaryFolder();
  write('dbt_project.yml', 'name: shop\nprofile: shop\n');
  write('requirements.txt', 'dbt-core==1.11.0\ndbt-duckdb\n');
  write('shop.json', JSON.stringify(CATALOG));
  write('models/sources.yml', 'sources:\n  - name: erp\n    tables: [{name: people}]\n');
  write('models/stg_people.sql', "select id as customer_id, shoe_size from {{ source('erp', 'people') }}\n");
});
afterEach(() => removeFolders([projectDir]));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(projectDir, path)), { recursive: true });
  writeFileSync(join(projectDir, path), text);
}

function ask(model = 'stg_people', by = 'crm.customers'): Promise<ExecutionPlan> {
  const request = `replace ${model} by ${by} and retire it`;
  return planActs({ projectDir, from: join(projectDir, 'shop.json'), request });
}

function retired({ actions }: ExecutionPlan) {
  return actions.find(({ type }) => type === 'retire_model');
}

function lost({ warnings }: ExecutionPlan): Warning[] {
  return warnings.filter(({ code }) => code === 'column_lost' || code === 'reference_left' || code === 'not_retired');
}

it('is turned off behind the model that takes its place, and says what that changes', async () => {
  write('models/names.sql', "select customer_id from {{ ref('stg_people') }}\n");
  const plan = await ask();
  const by = plan.actions.find(({ type }) => type === 'create_staging')?.name ?? '';
  expect(retired(plan)).toMatchObject({
    name: 'stg_people',
    file_path: 'models/stg_people.sql',
    description: `Turns stg_people off and puts ${by} in its place, in models/names.sql.`,
    dependencies: [`model:${by}`],
    risk: 'deletes',
    severity: 'moderate',
    impact: { files: ['models/stg_people.sql', 'models/names.sql'], downstream: ['names'] },
    spec: {
      kind: 'retired',
      replaced_by: by,
      moved: ['models/names.sql'],
      disabled: ['models/stg_people.sql'],
      missing: [],
    },
  });
  expect(lost(plan)).toEqual([]);
  expect(plan.goals).toMatchObject([{ status: 'met' }]);
});

describe('a column that the new model lacks', () => {
  it('is told of readers that name it, hand it on, or test against it', async () => {
    write('models/names.sql', "select p.shoe_size from {{ ref('stg_people') }} p\n");
    write('models/all_of_it.sql', "select * from {{ ref('stg_people') }}\n");
    write('models/but_that.sql', "select * exclude (shoe_size) from {{ ref('stg_people') }}\n");
    write(
      'models/schema.yml',
      `models:
  - name: names
    columns:
      - name: shoe_size
        data_tests: [{relationships: {arguments: {to: ref('stg_people'), field: shoe_size}}}]
`,
    );
    const plan = await ask();
    const by = plan.actions.find(({ type }) => type === 'create_staging')?.name ?? '';
    const text = (reader: string): string =>
      `${reader} reads shoe_size of stg_people, which ${by} does not have: name the column there, or change ${reader}`;
    expect(lost(plan)).toEqual(
      ['models/all_of_it.sql', 'models/but_that.sql', 'models/names.sql', 'a test of names'].map((reader) => ({
        code: 'column_lost',
        severity: 'breaking',
        text: text(reader),
      })),
    );
    expect(retired(plan)).toMatchObject({ severity: 'breaking', spec: { missing: ['shoe_size'] } });
  });
});

it('is told where a reference cannot be moved', async () => {
  write('dbt_project.yml', `name: shop\nprofile: shop\non-run-end:\n  - "analyze {{ ref('stg_people') }}"\n`);
  write('models/names.sql', "{% set name = 'stg_people' %}\nselect 1 as x from {{ ref(name) }}\n");
  write('models/aside.sql', "select 1 as x from {{ source('erp', 'people') }} -- {{ config(alias='stg_people') }}\n");
  const text = (place: string) =>
    `${place} names stg_people where it cannot be moved safely, and stays as it is: move it by hand`;
  expect(lost(await ask())).toEqual(
    ['dbt_project.yml:4', 'models/names.sql:1'].map((place) => ({
      code: 'reference_left',
      severity: 'breaking',
      text: text(place),
    })),
  );
});

describe('nothing is turned off', () => {
  it.each([
    ['a model with versions', 'versions: [{v: 1, defined_in: stg_people}]', 'it has versions, which readers may name'],
  ])('that is %s', async (_, properties, why) => {
    write('models/schema.yml', `models: [{name: stg_people, ${properties}}]\n`);
    const plan = await ask();
    expect(retired(plan)).toBeUndefined();
    expect(lost(plan)).toEqual([
      { code: 'not_retired', text: `stg_people cannot be replaced by the staging model of crm.customers: ${why}` },
    ]);
    expect(plan.goals).toMatchObject([{ status: 'unmet', reason: 'stg_people stays as it is' }]);
  });

  it('that reads the very table', async () => {
    const plan = await ask('stg_people', 'erp.people');
    expect(lost(plan)).toEqual([
      {
        code: 'not_retired',
        text: 'stg_people cannot be replaced by the staging model of erp.people: it reads that table itself',
      },
    ]);
  });
});
