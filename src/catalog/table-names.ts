import { tableLabel, type TableRef } from './catalog.ts';

/** How tables are called where people read: with their schema only where there is more than one. Pure. */
export function tableNames(tables: readonly TableRef[]): (table: TableRef) => string {
  const isOneSchema = tables.every((table) => table.schema === tables[0]?.schema);
  return isOneSchema ? (table) => table.name : tableLabel;
}
