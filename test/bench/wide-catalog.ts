import type { Catalog, Column, Table } from '../../src/catalog/catalog.ts';

const NOUNS = [
  'order',
  'invoice',
  'customer',
  'product',
  'payment',
  'shipment',
  'ticket',
  'account',
  'visit',
  'contract',
];
const FIELDS: readonly Column[] = [
  { name: 'name', type: 'varchar(120)' },
  { name: 'status', type: 'varchar(20)', comment: 'Where it stands' },
  { name: 'description', type: 'text' },
  { name: 'amount_cents', type: 'integer' },
  { name: 'quantity', type: 'integer' },
  { name: 'tax_rate', type: 'numeric(5,2)' },
  { name: 'is_active', type: 'boolean' },
  { name: 'email', type: 'varchar(200)' },
  { name: 'country_code', type: 'char(2)' },
  { name: 'started_on', type: 'date' },
  { name: 'created_at', type: 'timestamp' },
  { name: 'updated_at', type: 'timestamp' },
  { name: 'deleted_at', type: 'timestamp' },
  { name: 'notes', type: 'text' },
  { name: 'payload', type: 'jsonb' },
  { name: 'score', type: 'double precision' },
];

/** A catalog of `count` tables with 20 columns each: keys declared on half of them, three foreign keys to earlier ones. */
export function wideCatalog(count: number): Catalog {
  const names = Array.from(
    { length: count },
    (_, at) => `${NOUNS[at % NOUNS.length]!}_${word(Math.floor(at / NOUNS.length))}`,
  );
  return { name: 'wide', dialect: 'postgres', tables: names.map((name, at) => wideTable(name, { at, names })) };
}

function wideTable(name: string, { at, names }: { at: number; names: readonly string[] }): Table {
  const parents = [...new Set([Math.floor(at / 2), Math.floor(at / 3), Math.floor(at / 7)])].filter(
    (parent) => parent < at,
  );
  const keys = parents.map((parent) => ({ name: `${names[parent]!}_id`, type: 'bigint' }));
  const declared = at % 2 === 0;
  const columns: Column[] = [{ name: 'id', type: 'bigint', nullable: false }, ...keys, ...FIELDS];
  return {
    name,
    columns: columns.slice(0, 20),
    ...(declared ? { primary_key: ['id'] } : {}),
    ...(declared
      ? {
          foreign_keys: parents.map((parent) => ({
            columns: [`${names[parent]!}_id`],
            ref_table: names[parent]!,
            ref_columns: ['id'],
          })),
        }
      : {}),
  };
}

/** 0 -> `a`, 1 -> `b`, 26 -> `ba`: letters only, so that no name looks numbered. */
function word(at: number): string {
  const letter = String.fromCodePoint(97 + (at % 26));
  return at < 26 ? letter : word(Math.floor(at / 26)) + letter;
}
