import { z } from 'zod';
import type { Catalog, Table } from '../../../src/catalog/catalog.ts';

const modelSchema = z.looseObject({
  name: z.string(),
  layer: z.string(),
  refs: z.array(z.string()),
  sources: z.array(z.string()),
  /** Raw name and name in the model, as the model's SQL says `x as y`. */
  renames: z.array(z.tuple([z.string(), z.string()])),
  /** Columns that the project documents. */
  columns: z.array(z.string()),
});
type GoldModel = z.infer<typeof modelSchema>;

const goldSchema = z.looseObject({ models: z.array(modelSchema) });
export type Gold = z.infer<typeof goldSchema>;

/** What experts made of a schema: `corpora/gold/<id>.json`. */
export function parseGold(text: string): Gold {
  return goldSchema.parse(JSON.parse(text));
}

/** A staging model of experts, and the raw table that it stages. */
export interface ExpertModel {
  readonly name: string;
  readonly table: Table;
  /** Names in the model by raw name, as far as SQL or documentation tell them. */
  readonly names: ReadonlyMap<string, string>;
  /** Documented columns that are no raw column: experts compute them, so no rename can give them. */
  readonly computed: readonly string[];
  /** Whether all its columns are known, so that the whole model may be compared. */
  readonly whole: boolean;
}

/** The experts' staging models of a catalog's tables. Models of several tables, and those that say nothing, are left out. */
export function expertModels({ models }: Gold, catalog: Catalog): ExpertModel[] {
  const byName = new Map(models.map((model) => [model.name, model]));
  return models
    .filter(({ layer }) => layer === 'staging')
    .flatMap((model) => {
      const tables = rawTables(model, byName, catalog);
      const [table, ...others] = tables;
      if (!table || others.length > 0) return [];
      const expert = readModel(model, table);
      return expert.names.size > 0 ? [expert] : [];
    });
}

function readModel({ name, renames, columns }: GoldModel, table: Table): ExpertModel {
  const documented = new Set(columns.map((column) => column.toLowerCase()));
  const renamed = new Map(renames.map(([raw, as]) => [raw.toLowerCase(), as.toLowerCase()]));
  const names = new Map<string, string>();
  for (const column of table.columns) {
    const raw = column.name.toLowerCase();
    const as = renamed.get(raw) ?? (documented.has(raw) ? raw : undefined);
    if (as !== undefined) names.set(column.name, as);
  }
  const told = new Set(names.values());
  return {
    name,
    table,
    names,
    computed: [...documented].filter((column) => !told.has(column)),
    whole: documented.size > 0 && [...told].every((column) => documented.has(column)),
  };
}

/** The raw tables that a model reads, through other models of its project. */
function rawTables(model: GoldModel, byName: ReadonlyMap<string, GoldModel>, catalog: Catalog): Table[] {
  const found = new Set<Table>();
  const seen = new Set<GoldModel>();
  const visit = (each: GoldModel): void => {
    if (seen.has(each)) return;
    seen.add(each);
    for (const name of [...each.sources, ...each.refs.filter((ref) => !byName.has(ref))]) {
      const table = findTable(name.split('.').at(-1) ?? name, catalog);
      if (table) found.add(table);
    }
    for (const ref of each.refs) {
      const next = byName.get(ref);
      if (next) visit(next);
    }
  };
  visit(model);
  return found.size > 0 ? [...found] : tableOfName(model, catalog);
}

/** Where a macro hides the source, the model's own name tells it: `stg_shopify__order_line`. */
function tableOfName({ name }: GoldModel, catalog: Catalog): Table[] {
  const entity = /^stg_.+?__(.+)$/.exec(name)?.[1];
  const table = entity === undefined ? undefined : findTable(entity, catalog);
  return table ? [table] : [];
}

/** A source may be called otherwise than its table: `hosts` for `RAW_HOSTS`. */
function findTable(name: string, { tables }: Catalog): Table | undefined {
  const wanted = name.toLowerCase();
  const plain = wanted.replace(/^raw_/, '');
  return (
    tables.find((table) => table.name.toLowerCase() === wanted) ??
    tables.find((table) => table.name.toLowerCase().replace(/^raw_/, '') === plain)
  );
}
