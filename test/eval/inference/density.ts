import type { Catalog, Table } from '../../../src/catalog/catalog.ts';

/** How much of what looks like a reference a schema declares as a foreign key. */
export interface Density {
  /** Columns that look like references, or are declared as ones. */
  readonly references: number;
  readonly declared: number;
  /** Whether an undeclared reference is rare enough for one that is found to count as a mistake. */
  readonly dense: boolean;
}

/** Below this share of declared references, precision would mostly count true references as mistakes. */
const DENSE = 0.6;

/** Decides by the data alone; what looks like a reference is kept as plain as possible, since inference is on trial. */
export function densityOf(catalog: Catalog): Density {
  const counts = catalog.tables.map((table) => {
    const declared = new Set((table.foreign_keys ?? []).flatMap(({ columns }) => columns));
    const looking = table.columns.map(({ name }) => name).filter((name) => looksLikeReference(name, table));
    return { references: new Set([...looking, ...declared]).size, declared: declared.size };
  });
  const references = counts.reduce((total, count) => total + count.references, 0);
  const declared = counts.reduce((total, count) => total + count.declared, 0);
  return { references, declared, dense: declared > 0 && declared / references >= DENSE };
}

/** `x_id` or `xId`; not the table's own key, and not half of a polymorphic pair, which nobody can declare. */
function looksLikeReference(column: string, { columns, primary_key }: Table): boolean {
  const stem = /^(.+)(?:_(?:id|uuid|guid)|(?<=[a-z\d])(?:Id|ID))$/.exec(column)?.[1] ?? /^(.+)_ID$/.exec(column)?.[1];
  if (stem === undefined || (primary_key?.length === 1 && primary_key[0] === column)) return false;
  const type = `${stem.toLowerCase()}type`;
  return !columns.some(({ name }) => name.toLowerCase().replaceAll('_', '') === type.replaceAll('_', ''));
}
