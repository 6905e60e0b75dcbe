import type { Catalog } from './catalog.ts';

/** The database that dbt builds into, as far as it matters for telling raw tables from built ones. */
export interface BuildTarget {
  /** Schema that models go to, for instance `analytics`. */
  readonly schema: string;
  readonly modelNames: readonly string[];
  /** Raw tables that sources of the project declare. */
  readonly declaredSources: ReadonlySet<string>;
}

/**
 * Leaves out what dbt built, where the input is the database that dbt builds into (else `target` is null): every relation of the target's
 * schema (and of `<schema>_<custom>`). A table that a source declares is raw wherever it is. Pure.
 */
export function rawTables(catalog: Catalog, target: BuildTarget | null): Catalog {
  if (target === null) return catalog;
  const models = new Set(target.modelNames.map((name) => name.toLowerCase()));
  const schema = target.schema.toLowerCase();
  const tables = catalog.tables.filter((table) => {
    if (target.declaredSources.has(table.name)) return true;
    const own = (table.schema ?? 'main').toLowerCase();
    if (own === schema) return schema === 'main' && !models.has(table.name.toLowerCase());
    return !(own.startsWith(`${schema}_`) && models.has(table.name.toLowerCase()));
  });
  return { ...catalog, tables };
}
