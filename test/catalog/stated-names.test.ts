import { expect, it } from 'vitest';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { underCatalogNames } from '../../src/catalog/stated-names.ts';
import type { StatedTable } from '../../src/context/stated-facts.ts';

function catalog(...tables: [schema: string, name: string][]): Catalog {
  return { name: 'crm', dialect: 'snowflake', tables: tables.map(([schema, name]) => ({ schema, name, columns: [] })) };
}

function stated(name: string, parent: string): StatedTable {
  const reference = { column: 'owner_id', ref_schema: 'crm', ref_table: parent, ref_column: 'id' };
  return {
    schema: 'crm',
    name,
    model: `stg_crm__${name.toLowerCase()}`,
    key: null,
    references: [{ ...reference, isSure: true, isProbable: false }],
    columns: [],
    meta: {},
  };
}

function namesOf(tables: readonly StatedTable[]): unknown[] {
  return tables.map(({ schema, name, references }) => [schema, name, references.map(({ ref_table }) => ref_table)]);
}

it('finds the catalog table that the project names in the case of its warehouse', () => {
  const tables = underCatalogNames([stated('TASK', 'USER')], catalog(['crm', 'task'], ['crm', 'user']));
  expect(namesOf(tables)).toEqual([['crm', 'task', ['user']]]);
});

it('takes a table of exactly that name first, and leaves what the catalog does not have', () => {
  const tables = underCatalogNames([stated('USER', 'gone')], catalog(['crm', 'USER'], ['crm', 'user']));
  expect(namesOf(tables)).toEqual([['crm', 'USER', ['gone']]]);
});

it('finds columns, of keys and references too', () => {
  const task = {
    schema: 'crm',
    name: 'task',
    columns: [
      { name: 'ID', type: '' },
      { name: 'OWNER_ID', type: '' },
      { name: 'id_', type: '' },
    ],
  };
  const user = { schema: 'crm', name: 'user', columns: [{ name: 'ID', type: '' }] };
  const [found] = underCatalogNames(
    [
      {
        ...stated('TASK', 'USER'),
        key: { columns: ['id'], isSure: true },
        columns: ['id', 'id_', 'gone'].map((name) => ({
          name,
          conversion: 'keep',
          values: null,
          partOfReference: null,
          isDescribed: true,
        })),
      },
    ],
    { name: 'crm', dialect: 'snowflake', tables: [task, user] },
  );
  expect(found).toMatchObject({
    key: { columns: ['ID'] },
    columns: [{ name: 'ID' }, { name: 'id_' }, { name: 'gone' }],
    references: [{ column: 'OWNER_ID', ref_table: 'user', ref_column: 'ID' }],
  });
});
