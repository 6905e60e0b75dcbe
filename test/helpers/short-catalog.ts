import type { Catalog, Column, ForeignKey } from '../../src/catalog/catalog.ts';
import { NO_EVIDENCE } from '../../src/catalog/evidence.ts';
import type { Beliefs, Relationship } from '../../src/inference/beliefs.ts';
import { infer } from '../../src/inference/infer.ts';

export interface ShortTable {
  readonly columns: string;
  readonly primary_key?: string[];
  readonly unique_keys?: string[][];
  readonly foreign_keys?: ForeignKey[];
}

/** `{orders: 'id integer, customer_id integer'}` as a catalog. */
export function catalogOf(tables: Record<string, string | ShortTable>): Catalog {
  return {
    name: 'shop',
    dialect: 'postgres',
    tables: Object.entries(tables).map(([name, short]) => {
      const { columns, ...keys } = typeof short === 'string' ? { columns: short } : short;
      return { name, columns: columns.split(', ').map(readColumn), ...keys };
    }),
  };
}

function readColumn(text: string): Column {
  const [name = '', ...type] = text.split(' ');
  return { name, type: type.join(' ') || 'integer' };
}

export function beliefsOf(tables: Record<string, string | ShortTable>): Beliefs {
  return infer(catalogOf(tables), NO_EVIDENCE).beliefs;
}

/** The believed relationships: `orders.user_id -> users.id`. */
export function edgesOf(tables: Record<string, string | ShortTable>): string[] {
  return beliefsOf(tables).relationships.map(nameOf);
}

/** What is said of the relationship of a column, `orders.user_id`. */
export function evidenceOf(tables: Record<string, string | ShortTable>, column: string): readonly string[] {
  const edge = beliefsOf(tables).relationships.find(({ table, columns }) => `${table}.${columns.join()}` === column);
  return edge?.evidence ?? [];
}

function nameOf({ table, columns, ref_table: parent, ref_columns: key }: Relationship): string {
  return `${table}.${columns.join()} -> ${parent}.${key.join()}`;
}
