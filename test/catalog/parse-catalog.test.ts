import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogFile } from '../../src/catalog/catalog-file.ts';
import { parseCatalog } from '../../src/catalog/parse-catalog.ts';
import type { Problem } from '../../src/errors.ts';
import { problemsOf } from '../helpers/problems-of.ts';

function refusal(text: string, file: string): Promise<readonly Problem[]> {
  return problemsOf(Promise.resolve().then(() => parseCatalog(text, file)));
}

const YAML = `name: shop
dialect: postgres
tables:
  - name: orders
    primary_key: [id]
    columns:
      - {name: id, type: integer, nullable: false}
      - {name: "no", type: text, stats: {nulls: 0, distinct: 2}}
    owner: sales
`;

describe('parseCatalog', () => {
  it('reads YAML, and keeps keys that it does not know', () => {
    expect(parseCatalog(YAML, 'shop.yml')).toEqual({
      name: 'shop',
      dialect: 'postgres',
      tables: [
        {
          name: 'orders',
          primary_key: ['id'],
          columns: [
            { name: 'id', type: 'integer', nullable: false },
            { name: 'no', type: 'text', stats: { nulls: 0, distinct: 2 } },
          ],
          owner: 'sales',
        },
      ],
    });
  });

  it('reads what it writes', () => {
    const folder = join(import.meta.dirname, '../fixtures/catalogs');
    for (const name of readdirSync(folder)) {
      const catalog = parseCatalog(readFileSync(join(folder, name), 'utf8'), name);
      const written = catalogFile(catalog);
      expect(parseCatalog(JSON.stringify(written), name)).toEqual({ ...catalog, format_version: '1.0' });
      expect(Object.keys(written).slice(0, 4)).toEqual(['format_version', 'name', 'dialect', 'tables']);
    }
  });

  it('reports every problem with its line, in JSON too', async () => {
    const json = `{
  "name": "shop",
  "tables": [
    {"name": "a", "columns": [{"name": "id"}]},
    {"name": 7,
     "columns": {}}
  ]
}`;
    expect((await refusal(json, 'shop.json')).map(({ message, where }) => [message, where?.line])).toEqual([
      ['dialect is missing', 1],
      ['tables[0].columns[0].type is missing', 4],
      ['tables[1].name must be text', 5],
      ['tables[1].columns must be a list', 6],
    ]);
  });

  it('says what YAML makes of a bare word', async () => {
    expect(await refusal(YAML.replace('"no"', 'no'), 'shop.yml')).toEqual([
      {
        code: 'CATALOG_INVALID',
        message: 'tables[0].columns[1].name must be text',
        where: { file: 'shop.yml', line: 8, column: 10, at: 'tables[0].columns[1].name' },
        hint: 'YAML reads a bare no, on, 12:30 or 2024-01-01 as something else than text: put it in quotes.',
      },
    ]);
  });

  it('names the place where a text is neither', async () => {
    expect((await refusal('{"name": "shop", "tables": [', 'shop.json'))[0]).toMatchObject({
      code: 'CATALOG_INVALID',
      message: expect.stringMatching(/^shop\.json is not JSON: /),
      where: { file: 'shop.json', line: 1 },
    });
    expect((await refusal('a: [', 'shop.yml'))[0]?.message).toMatch(/^shop\.yml is not YAML: /);
  });

  it('says that a file is empty', async () => {
    expect((await refusal('\n', 'x.yml'))[0]).toMatchObject({ code: 'CATALOG_INVALID', message: 'x.yml is empty' });
  });

  it.each(['[]', '"text"', '{}', 'models: []'])('refuses %j, which is no catalog', async (text) => {
    expect((await refusal(text, 'x.yml'))[0]).toMatchObject({
      code: 'CATALOG_INVALID',
      message: 'x.yml is not a catalog file: it has no tables',
    });
  });

  it('refuses a newer major version and takes a newer minor one', async () => {
    expect(await refusal('{"format_version": "2.0", "tables": []}', 'new.json')).toEqual([
      {
        code: 'CATALOG_NEWER_VERSION',
        message: 'new.json has format 2.0; this cartridge reads up to 1.x',
        where: { file: 'new.json' },
        hint: 'Update cartridge, or write the file again with this version: cartridge scan --from ... --json',
      },
    ]);
    const newer = '{"format_version": "1.7", "name": "x", "dialect": "y", "tables": [], "later": 1}';
    expect(parseCatalog(newer, 'x.json')).toMatchObject({ later: 1 });
  });
});
