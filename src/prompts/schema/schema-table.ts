import type { Table } from '../../catalog/catalog.ts';
import type { Relationship, TableBelief } from '../../inference/beliefs.ts';

/** A table with all that a model is told of it: what is known, what is believed, what the draft makes of it. Pure data. */
export interface SchemaTable {
  readonly table: Table;
  readonly belief: TableBelief;
  /** Relationships in which it is the child. */
  readonly references: readonly Relationship[];
  /** Null: nobody stages it, or the draft did not get so far. */
  readonly staging: {
    readonly model: string;
    /** What stands for the entity in the model's name: `orders`. */
    readonly entity: string;
    /** Raw name of a column -> name that comes out. */
    readonly renamed: ReadonlyMap<string, string>;
  } | null;
  /** Null: the draft makes no mart of it. */
  readonly mart: { readonly model: string; readonly kind: 'fact' | 'dimension' } | null;
}

/** What a text shows. */
export interface SchemaInput {
  /** How types are read. */
  readonly dialect: string;
  readonly tables: readonly SchemaTable[];
  /** Tables of elsewhere that `tables` refer to: shown by name and key alone. */
  readonly stubs?: readonly SchemaTable[];
  /** Tokens that comments may take; 0 or absent: none are shown. */
  readonly commentTokens?: number;
}
