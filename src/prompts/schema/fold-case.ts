import type { Relationship, TableBelief } from '../../inference/beliefs.ts';
import type { SchemaTable } from './schema-table.ts';

/** A table under the names that a text shows; `raw` is as it was. */
export interface ShownTable extends SchemaTable {
  readonly raw: SchemaTable;
}

const UPPER = /^[A-Z_][A-Z0-9_$]*$/;

/**
 * Oracle and Snowflake hold every name in capitals, which cost a tokenizer twice as much: where all plain names are so, the
 * text shows them in small letters and says it. Other names stay as they are, so that each has one way back.
 */
export function isUpperCase(tables: readonly SchemaTable[]): boolean {
  const names = tables.flatMap(({ table }) => [table.name, ...table.columns.map((column) => column.name)]);
  const plain = names.filter((name) => /^[\p{L}_][\p{L}\p{M}\p{N}_$]*$/u.test(name));
  return plain.length > 0 && plain.every((name) => UPPER.test(name));
}

/** The tables under the names that a text shows. */
export function shownTables(tables: readonly SchemaTable[], isUpper: boolean): ShownTable[] {
  return tables.map((raw) => (isUpper ? { ...folded(raw), raw } : { ...raw, raw }));
}

function fold(name: string): string {
  return UPPER.test(name) ? name.toLowerCase() : name;
}

function folded({ table, belief, references, staging, mart }: SchemaTable): SchemaTable {
  return {
    table: {
      ...table,
      name: fold(table.name),
      columns: table.columns.map((column) => ({ ...column, name: fold(column.name) })),
    },
    belief: foldedBelief(belief),
    references: references.map(foldedReference),
    staging: staging && { ...staging, renamed: new Map([...staging.renamed].map(([raw, name]) => [fold(raw), name])) },
    mart,
  };
}

function foldedBelief(belief: TableBelief): TableBelief {
  const key = belief.primary_key;
  return { ...belief, primary_key: key && { ...key, columns: key.columns.map(fold) } };
}

function foldedReference(relationship: Relationship): Relationship {
  return {
    ...relationship,
    table: fold(relationship.table),
    columns: relationship.columns.map(fold),
    ref_table: fold(relationship.ref_table),
    ref_columns: relationship.ref_columns.map(fold),
  };
}
