import { expect, it } from 'vitest';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { namedSources, newProjectName } from '../../src/planner/source-names.ts';

function catalog(...schemas: (string | undefined)[]): Catalog {
  const tables = schemas.map((schema, index) => ({
    ...(schema === undefined ? {} : { schema }),
    name: `t${index}`,
    columns: [],
  }));
  return { name: 'My Shop', dialect: 'duckdb', tables };
}

function names(of: Catalog, sourceName?: string): string[] {
  return namedSources(of, sourceName).map((source) => source.name);
}

it('names a source by its schema, unless every database has one of that name', () => {
  expect(names(catalog('crm'))).toEqual(['crm']);
  expect(names(catalog('main'))).toEqual(['my_shop']);
  expect(names(catalog('public'))).toEqual(['my_shop']);
  expect(names(catalog(undefined))).toEqual(['my_shop']);
});

it('puts the name before the further schemas', () => {
  expect(names(catalog('crm', 'main', 'ERP'))).toEqual(['my_shop', 'my_shop_crm', 'my_shop_erp']);
  expect(names(catalog('crm', 'main'), 'shop')).toEqual(['shop', 'shop_crm']);
  expect(names(catalog('crm', 'erp'), 'shop')).toEqual(['shop', 'shop_erp']);
});

it('lets several schemas that have names of their own keep them', () => {
  expect(names(catalog('hr', 'sales'))).toEqual(['hr', 'sales']);
});

it('names a new project after its one source, else after the catalog', () => {
  expect(newProjectName(catalog('crm'))).toBe('crm');
  expect(newProjectName(catalog('main'), 'jaffle')).toBe('jaffle');
  expect(newProjectName(catalog('hr', 'sales'))).toBe('my_shop');
});

it('sorts tables without case, whatever the order of the catalog', () => {
  const tables = ['order_items', 'Order', 'b', 'A'].map((name) => ({ name, columns: [] }));
  const [source] = namedSources({ name: 'shop', dialect: 'duckdb', tables });
  expect(source?.tables.map((table) => table.name)).toEqual(['A', 'b', 'Order', 'order_items']);
});
