import * as fc from 'fast-check';
import type { Catalog, Table } from '../../../src/catalog/catalog.ts';

/**
 * Catalogs as frameworks and vendors make them, in which everything acts that the notation has to save: beginnings that tables
 * or columns share, counted columns, audit columns, copies and histories of tables, names in capitals.
 */
const NOUNS = ['order', 'customer', 'address', 'category', 'user', 'payment', 'status', 'box', 'invoice_line'];
const PARTS = ['name', 'city', 'zip', 'state', 'code', 'amount', 'is_open', 'shipped_at', 'note', 'total_count'];
const TYPES = ['integer', 'text', 'timestamp', 'boolean', 'jsonb', 'numeric(10,2)', 'uuid', 'date'];

const part = fc.constantFrom(...PARTS);
const block = fc.oneof(
  { weight: 3, arbitrary: part.map((name) => [name]) },
  fc
    .tuple(fc.constantFrom('ship', 'recipient_billing'), fc.uniqueArray(part, { maxLength: 6 }))
    .map(([prefix, parts]) => parts.map((each) => `${prefix}_${each}`)),
  fc
    .tuple(fc.uniqueArray(part, { maxLength: 5 }), fc.constantFrom('type', 'lookup_key'))
    .map(([parts, suffix]) => parts.map((each) => `${each}_${suffix}`)),
  fc
    .tuple(fc.constantFrom('code_', 'line', 'x_0', 'diagnosis_code_'), fc.nat(3), fc.nat(9))
    .map(([stem, first, count]) => Array.from({ length: count }, (_, at) => `${stem}${first + at}`)),
  fc.constantFrom(
    ['created_at', 'updated_at'],
    ['created_by', 'updated_by', 'version'],
    ['_fivetran_synced'],
    ['N4', 'S'],
  ),
  fc.constantFrom(...NOUNS).map((noun) => [`${noun}_id`, `parent_${noun}_id`]),
);
const columnNames = fc.array(block, { minLength: 1, maxLength: 9 }).map((blocks) => [...new Set(blocks.flat())]);

const table = fc.record({
  noun: fc.constantFrom(...NOUNS),
  columns: columnNames,
  types: fc.array(fc.constantFrom(...TYPES), { minLength: 1, maxLength: 12 }),
  key: fc.constantFrom('id', '{noun}_id', 'code', null),
  columnPrefix: fc.constantFrom('', '', '', 'c_'),
  copies: fc.constantFrom(0, 0, 0, 2),
});

/** Tables of one vendor, half of them plain, half of them with copies, in small letters or in capitals. */
export const tidyCatalog: fc.Arbitrary<Catalog> = fc
  .record({
    prefix: fc.constantFrom('', 'shop_', 'ab_'),
    isUpper: fc.boolean(),
    tables: fc.uniqueArray(table, { minLength: 1, maxLength: 8, selector: ({ noun }) => noun }),
  })
  .map(({ prefix, isUpper, tables }) => ({
    name: 'tidy',
    dialect: 'postgres',
    tables: tables
      .flatMap(({ noun, columns, types, key, columnPrefix, copies }) => {
        const keyName = key?.replace('{noun}', noun) ?? null;
        const names = [...new Set([...(keyName === null ? [] : [keyName]), ...columns])];
        const made: Table = {
          name: `${prefix}${noun}s`,
          columns: names.map((name, at) => ({ name: columnPrefix + name, type: types[at % types.length] ?? 'text' })),
          ...(keyName === null ? {} : { primary_key: [columnPrefix + keyName] }),
        };
        const others = Array.from({ length: copies }, (_, at) => ({ ...made, name: `${made.name}_${2021 + at}` }));
        const extra = { name: `${columnPrefix}valid_from`, type: 'timestamp' };
        return [
          made,
          ...others,
          ...(copies > 0 ? [{ ...made, name: `${made.name}_history`, columns: [...made.columns, extra] }] : []),
        ];
      })
      .map((each) => (isUpper ? upper(each) : each)),
  }));

function upper({ name, columns, primary_key }: Table): Table {
  return {
    name: name.toUpperCase(),
    columns: columns.map((column) => ({ ...column, name: column.name.toUpperCase() })),
    ...(primary_key === undefined ? {} : { primary_key: primary_key.map((each) => each.toUpperCase()) }),
  };
}
