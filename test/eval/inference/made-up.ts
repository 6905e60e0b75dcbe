import type { Catalog, ForeignKey, Table } from '../../../src/catalog/catalog.ts';

/** A small catalog as `openInput` gives it: `columns` are integers, `key` their key, `to` their declared references. */
export function catalogOf(tables: Readonly<Record<string, MadeUpTable>>): Catalog {
  return {
    name: 'made_up',
    dialect: 'postgres',
    tables: Object.entries(tables).map(([name, { schema, columns, key, to = {} }]): Table => {
      const foreign = Object.entries(to).map(([column, target]) => foreignKey(column, target));
      return {
        ...(schema === undefined ? {} : { schema }),
        name,
        columns: columns.map((column) => ({ name: column, type: 'integer' })),
        ...(key ? { primary_key: [...key] } : {}),
        ...(foreign.length > 0 ? { foreign_keys: foreign } : {}),
      };
    }),
  };
}

interface MadeUpTable {
  readonly schema?: string;
  readonly columns: readonly string[];
  readonly key?: readonly string[];
  /** `{customer_id: 'customers.id'}`; several columns with a comma. */
  readonly to?: Readonly<Record<string, string>>;
}

function foreignKey(columns: string, target: string): ForeignKey {
  const [table = '', refColumns = ''] = target.split('.');
  return { columns: columns.split(','), ref_table: table, ref_columns: refColumns.split(',') };
}

/** Customers, orders and their lines, all declared. */
export const SHOP = catalogOf({
  customers: { columns: ['id', 'points'], key: ['id'] },
  orders: { columns: ['id', 'customer_id'], key: ['id'], to: { customer_id: 'customers.id' } },
  order_lines: { columns: ['id', 'order_id', 'quantity'], key: ['id'], to: { order_id: 'orders.id' } },
});
