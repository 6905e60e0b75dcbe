import { afterAll, expect, it } from 'vitest';
import { loadTemplates } from '../src/templates.ts';
import { problemsOf } from './helpers/problems-of.ts';
import { removeFolders, temporaryFolder, writeTree } from './helpers/project-tree.ts';

const folders: string[] = [];
afterAll(() => removeFolders(folders));

function override(files: Record<string, string>): string {
  const folder = temporaryFolder();
  folders.push(folder);
  writeTree(folder, files);
  return folder;
}

const STAGING = {
  source: 'shop',
  table: 'orders',
  input: 'source',
  output: 'renamed',
  materialized: null,
  groups: [{ heading: 'ids', columns: ['id'] }],
  list: ['---------- ids', 'id\n'],
  margin: '    ',
  depth: 8,
};

it('renders the shipped templates', async () => {
  const templates = await loadTemplates();
  expect(templates.render('models/staging.sql', STAGING)).toBe(`with

source as (

    select * from {{ source('shop', 'orders') }}

),

renamed as (

    select
        ---------- ids
        id

    from source

)

select * from renamed
`);
});

it('takes a template of the user before the shipped one, with the same helpers', async () => {
  const folder = override({
    'models/staging.sql.hbs':
      'select {{ident "Order"}}, \\{{ var("x") }}, {{yaml "no"}} from {{source source table}} -- {{ref "m"}} {{config a="b"}}\n',
  });
  const templates = await loadTemplates(folder);
  expect(templates.render('models/staging.sql', STAGING)).toBe(
    `select "Order", {{ var("x") }}, "no" from {{ source('shop', 'orders') }} -- {{ ref('m') }} {{ config(a='b') }}\n`,
  );
  expect(templates.render('project/gitignore', { lines: ['target/'] })).toBe('target/\n');
});

it('refuses every template that is not valid at once, with its line', async () => {
  const folder = override({
    'models/staging.sql.hbs': 'select\n{{#each groups}}\n',
    'models/mart.sql.hbs': 'select 1\n\n{{upper name}}\n',
    'models/stagin.sql.hbs': '',
  });
  expect(await problemsOf(loadTemplates(folder))).toMatchObject([
    {
      code: 'TEMPLATE_INVALID',
      message: 'there is no template models/stagin.sql.hbs to replace',
      where: { file: 'models/stagin.sql.hbs' },
    },
    {
      code: 'TEMPLATE_INVALID',
      message: 'the template models/staging.sql.hbs cannot be rendered: it ends within a block',
      where: { file: 'models/staging.sql.hbs', line: 3 },
    },
    {
      code: 'TEMPLATE_INVALID',
      message: 'the template models/mart.sql.hbs cannot be rendered: there is no helper upper',
      where: { file: 'models/mart.sql.hbs', line: 3 },
    },
  ]);
});

it('refuses a value that a template is not given, with the line', async () => {
  const templates = await loadTemplates(override({ 'models/staging.sql.hbs': 'select\n  {{colour}}\n' }));
  expect(
    await problemsOf(Promise.resolve(STAGING).then((data) => templates.render('models/staging.sql', data))),
  ).toEqual([
    {
      code: 'TEMPLATE_INVALID',
      message: 'the template models/staging.sql.hbs cannot be rendered: "colour" not defined',
      where: { file: 'models/staging.sql.hbs', line: 2 },
      hint: 'templates/README.md lists what each template is given and the helpers.',
    },
  ]);
});

it('refuses a folder that is not there', async () => {
  expect(await problemsOf(loadTemplates('no/such/folder'))).toMatchObject([
    { code: 'TEMPLATE_INVALID', message: 'the folder of templates, folder, cannot be read' },
  ]);
});
