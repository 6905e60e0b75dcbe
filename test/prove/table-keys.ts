import type { Catalog, ForeignKey, Table } from '../../src/catalog/catalog.ts';
import { NO_EVIDENCE } from '../../src/catalog/evidence.ts';
import type { Beliefs } from '../../src/inference/beliefs.ts';
import { infer } from '../../src/inference/infer.ts';

/** The keys that synthetic rows must satisfy. */
export interface TableKeys {
  readonly primary: readonly string[];
  readonly unique: readonly (readonly string[])[];
  readonly foreign: readonly ForeignKey[];
  /** Those of `foreign` that the catalog declares. */
  readonly declared: readonly ForeignKey[];
}

/** What the experts' projects say of a schema (`corpora/gold`), as far as keys go. */
export interface Gold {
  sources: Record<string, { keys?: string[][]; describedForeignKeys?: { columns: string[]; to: string }[] }>;
  models: { name: string; layer: string; renames: [string, string][]; keys: string[][] }[];
}

/**
 * Keys of every table: declared, else what experts made of it, else inferred from names and types. Column by column,
 * since many schemas declare a part of their foreign keys: rows that broke the others would be a fault of the rows.
 */
export function keysOf(catalog: Catalog, gold: Gold | undefined): Map<string, TableKeys> {
  const { beliefs } = infer(catalog, NO_EVIDENCE);
  const primary = new Map(catalog.tables.map((table) => [table.name, primaryKey(table, gold, beliefs)]));
  return new Map(
    catalog.tables.map((table) => {
      const complete = (key: ForeignKey): ForeignKey => ({
        ...key,
        ref_columns: key.ref_columns.length > 0 ? key.ref_columns : [...(primary.get(key.ref_table) ?? [])],
      });
      // One comment of the experts was copied from another column: `status` is no key of `project` where there is a table `status`.
      const isPlausible = ({ columns: [column = ''], ref_table }: ForeignKey): boolean =>
        column === ref_table || !primary.has(column);
      const isWhole = (key: ForeignKey): boolean => key.ref_columns.length === key.columns.length;
      const declared = (table.foreign_keys ?? [])
        .filter((key) => primary.has(key.ref_table))
        .map(complete)
        .filter(isWhole);
      const others = [...goldReferences(table, gold).filter(isPlausible), ...inferredReferences(table, beliefs)]
        .filter((key) => primary.has(key.ref_table))
        .map(complete)
        .filter(isWhole)
        .filter((key) => !declared.some((other) => overlaps(key, other)))
        .filter((key, index, all) => !all.slice(0, index).some((other) => overlaps(key, other)));
      return [
        table.name,
        {
          primary: primary.get(table.name)!,
          unique: table.unique_keys ?? [],
          foreign: [...declared, ...others],
          declared,
        },
      ];
    }),
  );
}

function primaryKey(table: Table, gold: Gold | undefined, beliefs: Beliefs): readonly string[] {
  const believed = beliefs.tables.find((belief) => belief.name === table.name && belief.schema === table.schema);
  return table.primary_key ?? goldKey(table, gold) ?? believed?.primary_key?.columns ?? [];
}

/** The doubtful ones as well: values found in a parent by accident, all but one, would warn and be right to. */
function inferredReferences(table: Table, beliefs: Beliefs): ForeignKey[] {
  return beliefs.relationships
    .filter((edge) => edge.table === table.name && edge.schema === table.schema)
    .map((edge) => ({ columns: [...edge.columns], ref_table: edge.ref_table, ref_columns: [...edge.ref_columns] }));
}

function goldKey(table: Table, gold: Gold | undefined): string[] | undefined {
  if (!gold) return undefined;
  const columns = new Set(table.columns.map((column) => column.name));
  const source = Object.entries(gold.sources).find(([name]) => name.split('.').at(-1) === table.name)?.[1];
  const model = gold.models.find(
    (candidate) => candidate.layer === 'staging' && candidate.name.endsWith(`__${table.name}`),
  );
  const raw = new Map((model?.renames ?? []).map(([from, to]) => [to, from]));
  const fromModel = model?.keys[0]
    ?.filter((column) => column !== 'source_relation')
    .map((column) => raw.get(column) ?? column);
  const key = source?.keys?.[0] ?? fromModel;
  return key?.length && key.every((column) => columns.has(column)) ? key : undefined;
}

function goldReferences(table: Table, gold: Gold | undefined): ForeignKey[] {
  const columns = new Set(table.columns.map((column) => column.name));
  const source = Object.entries(gold?.sources ?? {}).find(([name]) => name.split('.').at(-1) === table.name)?.[1];
  return (source?.describedForeignKeys ?? [])
    .filter((key) => key.columns.every((column) => columns.has(column)))
    .map((key) => ({ columns: key.columns, ref_table: key.to, ref_columns: [] }));
}

function overlaps(one: ForeignKey, other: ForeignKey): boolean {
  return one.columns.some((column) => other.columns.includes(column));
}
