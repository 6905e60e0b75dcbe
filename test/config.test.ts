import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { configSchema, parseConfig, readConfig } from '../src/config.ts';

const WHOLE = `
adapter: duckdb
source_name: shop
layers: [staging, marts]
naming: { staging: "stg_{source}__{entity}", intermediate: "int_{entity}", fact: "fct_{entity}", dimension: "dim_{entity}" }
folders: { staging: "models/staging/{source}", marts: models/core }
materialized: { marts: table }
templates: my templates
sources: { shop: { tables: { "Order Items": { name: order_lines } } } }
provider: offline
model: gpt-5
report: off
style: { sql.commas: leading, yaml.indent: 4, sql.final_cte: null }
`;

function messages(text: string): string[] {
  return parseConfig(text).problems.map(({ message, where }) => `${where?.line}:${where?.column} ${message}`);
}

it('takes every setting', () => {
  expect(parseConfig(WHOLE)).toMatchObject({
    problems: [],
    config: {
      source_name: 'shop',
      layers: ['staging', 'marts'],
      sources: { shop: { tables: { 'Order Items': { name: 'order_lines' } } } },
      report: 'off',
      style: { 'sql.commas': 'leading', 'yaml.indent': 4, 'sql.final_cte': null },
    },
  });
});

it('checks each convention of style by its own rule', () => {
  const text = `style:
  commas: leading
  sql.comas: leading
  sql.commas: before
  yaml.indent: two
  sql.indent: wide
  folders.staging: ../staging
  properties.staging: ../schema/_{folder}__models.yml
  properties.marts: "{entity}.yml"
  sources_file: models/sources
  primary_key: "{entity}_key"
  sql.staging_ctes: source
`;
  expect(messages(text)).toEqual([
    '2:3 unknown key "commas" in style; did you mean "sql.commas"?',
    '3:3 unknown key "sql.comas" in style; did you mean "sql.commas"?',
    '4:3 style.sql.commas must be trailing or leading',
    '5:3 style.yaml.indent must be a number',
    '6:3 style.sql.indent must be a number of spaces or tab',
    '7:3 style.folders.staging must be a folder inside the project, without .. and not absolute',
    '9:3 style.properties.marts must be a file beside the models, and may hold {source}, {folder} and {model}',
    '10:3 style.sources_file must be a file ending in .yml or .yaml, written with /',
    '12:3 style.sql.staging_ctes must be a list',
  ]);
});

it('reads a missing, an empty and a commented-out file as no settings', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cartridge-config-'));
  expect(await readConfig(folder)).toEqual({});
  await writeFile(join(folder, 'cartridge.yml'), '');
  expect(await readConfig(folder)).toEqual({});
  await writeFile(join(folder, 'cartridge.yml'), '# adapter: duckdb\n');
  expect(await readConfig(folder)).toEqual({});
});

it('reports every problem at once, in the order of the lines', async () => {
  const text = `nameing:
  staging: x
naming:
  stagin: a
  fact: fct
  dimension: 3
layers: [staging, mart]
folders: {staging: ../x, marts: "models/{entity}"}
report: yes
sources:
  shop:
    tabels: {}
    tables: {a: {nam: b}, c: {name: "1 x"}}
layers: []
`;
  expect(messages(text)).toEqual([
    '1:1 unknown key "nameing"; did you mean "naming"?',
    '4:3 unknown key "stagin" in naming; did you mean "staging"?',
    '5:3 naming.fact must hold {entity}, or every table would get the same name',
    '6:3 naming.dimension must be text',
    '8:11 folders.staging must be a folder inside the project, without .. and not absolute',
    '8:26 folders.marts may hold {source}, and no other { or }',
    '9:1 report must be off, rules or model',
    '12:5 unknown key "tabels" in sources.shop; did you mean "tables"?',
    '13:18 unknown key "nam" in sources.shop.tables.a; did you mean "name"?',
    '13:31 sources.shop.tables.c.name must be letters, digits and _, and not begin with a digit',
    '14:1 layers is there twice',
    '14:1 layers must not be empty',
  ]);
  const folder = await mkdtemp(join(tmpdir(), 'cartridge-config-'));
  await writeFile(join(folder, 'cartridge.yml'), text);
  await expect(readConfig(folder)).rejects.toMatchObject({ code: 'CONFIG_INVALID', problems: { length: 12 } });
});

it('lists what is accepted where nothing is near', () => {
  expect(parseConfig('zebra: 1').problems).toEqual([
    {
      code: 'CONFIG_INVALID',
      message: 'unknown key "zebra"',
      where: { file: 'cartridge.yml', line: 1, column: 1, at: 'zebra' },
      hint: 'Accepted here: adapter, source_name, layers, naming, folders, materialized, templates, sources, provider, model, report, style.',
    },
  ]);
});

it('says that a file is not a mapping, or not YAML', () => {
  expect(messages('- a')).toEqual(['1:1 cartridge.yml must be a mapping']);
  expect(messages('layers: [staging')).toEqual([
    '1:17 cartridge.yml is not YAML: unexpected end of the stream within a flow collection',
  ]);
});

it('has a schema that can be published', () => {
  expect(z.toJSONSchema(configSchema)).toMatchObject({ type: 'object', additionalProperties: false });
});
