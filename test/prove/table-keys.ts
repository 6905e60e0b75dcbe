import type { Catalog, ForeignKey, Table } from '../../src/catalog/catalog.ts';
import { NO_EVIDENCE } from '../../src/catalog/evidence.ts';
import { infer } from '../../src/inference/infer.ts';

/** The keys that synthetic rows must satisfy. */
export interface TableKeys {
  primary: readonly string[];
  unique: readonly (readonly string[])[];
  foreign: readonly ForeignKey[];
}

/** What the experts' projects say of a schema (`corpora/gold`), as far as keys go. */
export interface Gold {
  sources: Record<string, { keys?: string[][]; describedForeignKeys?: { columns: string[]; to: string }[] }>;
  models: { name: string; layer: string; renames: [string, string][]; keys: string[][] }[];
}

/** Keys of every table: declared, else what experts made of it, else inferred from names and types. */
export function keysOf(catalog: Catalog, gold: Gold | undefined): Map<string, TableKeys> {
  const { beliefs } = infer(catalog, NO_EVIDENCE);
  const declares = catalog.tables.some((table) => table.primary_key?.length || table.foreign_keys?.length);
  const result = new Map<string, TableKeys>();
  for (const table of catalog.tables) {
    const believed = beliefs.tables.find((belief) => belief.name === table.name && belief.schema === table.schema);
    const inferred = beliefs.relationships
      .filter((edge) => edge.table === table.name && edge.schema === table.schema && edge.verdict === 'sure')
      .map((edge) => ({ columns: edge.columns, ref_table: edge.ref_table, ref_columns: edge.ref_columns }));
    const expert = gold && !declares ? goldKeys(table, gold) : undefined;
    result.set(table.name, {
      primary: table.primary_key ?? expert?.primary ?? believed?.primary_key?.columns ?? [],
      unique: table.unique_keys ?? [],
      foreign: declares ? (table.foreign_keys ?? []) : [...(expert?.foreign ?? []), ...inferred].filter(firstOfColumn),
    });
  }
  for (const keys of result.values()) {
    keys.foreign = keys.foreign
      .filter((key) => result.has(key.ref_table))
      .map((key) => ({
        ...key,
        ref_columns: key.ref_columns.length > 0 ? key.ref_columns : [...(result.get(key.ref_table)?.primary ?? [])],
      }))
      .filter((key) => key.ref_columns.length === key.columns.length);
  }
  return result;
}

function goldKeys(table: Table, gold: Gold): { primary: string[] | undefined; foreign: ForeignKey[] } {
  const columns = new Set(table.columns.map((column) => column.name));
  const source = Object.entries(gold.sources).find(([name]) => name.split('.').at(-1) === table.name)?.[1];
  const model = gold.models.find(
    (candidate) => candidate.layer === 'staging' && candidate.name.endsWith(`__${table.name}`),
  );
  const raw = new Map((model?.renames ?? []).map(([from, to]) => [to, from]));
  const fromModel = model?.keys[0]
    ?.filter((column) => column !== 'source_relation')
    .map((column) => raw.get(column) ?? column);
  const primary = source?.keys?.[0] ?? fromModel;
  return {
    primary: primary?.length && primary.every((column) => columns.has(column)) ? primary : undefined,
    foreign: (source?.describedForeignKeys ?? [])
      .filter((key) => key.columns.every((column) => columns.has(column)))
      .map((key) => ({ columns: key.columns, ref_table: key.to, ref_columns: [] })),
  };
}

function firstOfColumn(key: ForeignKey, index: number, all: readonly ForeignKey[]): boolean {
  return all.findIndex((other) => other.columns.join() === key.columns.join()) === index;
}
