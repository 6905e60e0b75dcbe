import type { Catalog, Table } from '../../../src/catalog/catalog.ts';
import { tableLabel } from '../../../src/catalog/catalog.ts';
import type { Claims } from './claims.ts';

/**
 * What most tools do, as the yardstick: a column `<table>_id` (or `<table>id`, in any case) points to the table of that
 * name or its plural, at its column `id`, else at its column of the same name; a table's key is its `id`, else
 * `<table>_id`. Pure.
 */
export function plainRule(catalog: Catalog): Claims {
  const byName = new Map(catalog.tables.map((table) => [table.name.toLowerCase(), table]));
  const find = (stem: string): Table | undefined =>
    [stem, `${stem}s`, `${stem}es`, stem.replace(/y$/, 'ies')].map((name) => byName.get(name)).find(Boolean);
  const edges = catalog.tables.flatMap((table) =>
    table.columns.flatMap(({ name }) => {
      const stem = stemOf(name);
      const parent = stem === null ? undefined : find(stem);
      const key = parent && (columnOf(parent, 'id') ?? columnOf(parent, name));
      if (!parent || key === undefined || parent === table) return [];
      return [
        { child: tableLabel(table), columns: [name], parent: tableLabel(parent), refColumns: [key], probability: 1 },
      ];
    }),
  );
  const keys = catalog.tables.flatMap((table) => {
    const own = table.columns.find(({ name }) => {
      const stem = stemOf(name);
      return stem !== null && find(stem) === table;
    });
    const key = columnOf(table, 'id') ?? own?.name;
    return key === undefined ? [] : [[tableLabel(table), [key]] as const];
  });
  return { keys: new Map(keys), edges };
}

function stemOf(column: string): string | null {
  return /^(.+?)_?id$/i.exec(column)?.[1]?.toLowerCase() ?? null;
}

function columnOf(table: Table, name: string): string | undefined {
  return table.columns.find((column) => column.name.toLowerCase() === name.toLowerCase())?.name;
}
