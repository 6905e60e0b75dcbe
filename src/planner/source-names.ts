import type { Catalog, Table } from '../catalog/catalog.ts';
import { cleanName, freeName } from './clean-name.ts';

/** Schemas that every database has, so their names say nothing. */
const SCHEMAS_WITHOUT_MEANING = new Set(['main', 'public', 'dbo']);

/** One source: the tables of one schema, sorted by name. */
export interface SourceTables {
  readonly name: string;
  readonly schema: string | undefined;
  readonly tables: readonly Table[];
}

/**
 * The sources of a catalog (DESIGN.md section 4): one a schema, named by `sourceName`, else the schema where its name
 * says something, else the catalog. Of several schemas under one such name the further ones are `<name>_<schema>`.
 */
export function namedSources(catalog: Catalog, sourceName?: string): SourceTables[] {
  const schemas = tablesBySchema(catalog);
  const base = nameOr(cleanName(sourceName ?? catalog.name), 'raw');
  const isBase = (schema: string | undefined): boolean => schema === undefined || SCHEMAS_WITHOUT_MEANING.has(schema);
  const ordered = [...schemas.keys()].sort(
    (a, b) => Number(isBase(b)) - Number(isBase(a)) || compareNames(a ?? '', b ?? ''),
  );
  const shared = sourceName !== undefined || isBase(ordered[0]);
  const taken = new Set<string>();
  return ordered.map((schema, index) => {
    const own = nameOr(cleanName(schema ?? ''), 'schema');
    const wanted = !shared ? own : index === 0 ? base : `${base}_${own}`;
    const name = freeName(wanted, (candidate) => !taken.has(candidate));
    taken.add(name);
    return { name, schema, tables: schemas.get(schema) ?? [] };
  });
}

/** Name of a new project: its source's, or with several sources the catalog's. */
export function newProjectName(catalog: Catalog, sourceName?: string): string {
  const [first, ...others] = namedSources(catalog, sourceName);
  return first && others.length === 0 ? first.name : nameOr(cleanName(catalog.name), 'raw');
}

function tablesBySchema(catalog: Catalog): Map<string | undefined, Table[]> {
  const schemas = new Map<string | undefined, Table[]>();
  for (const table of catalog.tables.toSorted((a, b) => compareNames(a.name, b.name))) {
    const tables = schemas.get(table.schema);
    if (tables) tables.push(table);
    else schemas.set(table.schema, [table]);
  }
  return schemas;
}

/** dbt takes no name that begins with a digit. */
function nameOr(name: string, fallback: string): string {
  if (name === '') return fallback;
  return /^[0-9]/.test(name) ? `${fallback}_${name}` : name;
}

/** Without case first, so that `Order` stands beside `order_items`. */
function compareNames(a: string, b: string): number {
  return compare(a.toLowerCase(), b.toLowerCase()) || compare(a, b);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
