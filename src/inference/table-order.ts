import type { Catalog } from '../catalog/catalog.ts';
import { tableKey } from '../catalog/catalog.ts';
import type { Beliefs } from './beliefs.ts';

/** A catalog in an order of its own, and the way back. */
export interface OrderedCatalog {
  readonly catalog: Catalog;
  /** The same beliefs, about tables in the order in which the catalog was given, what is declared first. */
  readonly asGiven: (beliefs: Beliefs) => Beliefs;
}

/**
 * Puts the tables in the order of their names: where two parents are as likely, the first wins, and that must not hang
 * on the order in which a reader found them. Pure.
 */
export function orderTables(catalog: Catalog): OrderedCatalog {
  const places = catalog.tables.map((table, place) => ({ key: tableKey(table), place, table }));
  const ordered = places.toSorted((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)));
  if (ordered.every(({ place }, at) => place === at)) return { catalog, asGiven: (beliefs) => beliefs };
  const placeOf = new Map<string, number>();
  for (const { key, place } of places) if (!placeOf.has(key)) placeOf.set(key, place);
  const placeOfChild = (schema: string | undefined, name: string): number =>
    placeOf.get(tableKey({ schema, name })) ?? 0;
  return {
    catalog: { ...catalog, tables: ordered.map(({ table }) => table) },
    asGiven: (beliefs) => ({
      ...beliefs,
      tables: beliefs.tables
        .map((belief, at) => ({ belief, place: ordered[at]?.place ?? at }))
        .sort((a, b) => a.place - b.place)
        .map(({ belief }) => belief),
      relationships: beliefs.relationships
        .map((belief) => ({ belief, place: placeOfChild(belief.schema, belief.table) }))
        .sort((a, b) => Number(b.belief.declared) - Number(a.belief.declared) || a.place - b.place)
        .map(({ belief }) => belief),
    }),
  };
}
