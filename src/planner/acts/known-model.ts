import type { TestSpec } from '../../plan/specs.ts';

/** What is known of a model, whoever wrote it: from the raw tables that it is made of, and from what the project says. */
export interface KnownModel {
  /** Null: nothing but its name tells. */
  readonly description: Wording | null;
  readonly columns: readonly KnownColumn[];
  /** Columns whose combination is unique. */
  readonly unique_combination: { readonly columns: readonly string[]; readonly severity?: 'warn' | undefined } | null;
}

export interface KnownColumn {
  /** As it comes out. */
  readonly name: string;
  readonly data_type?: string;
  /** Null: nothing but its name tells. */
  readonly description: Wording | null;
  readonly tests: readonly TestSpec[];
}

/** A description, or the docs block that holds it. */
export type Wording = { readonly text: string } | { readonly block: string };

/** Tells what is known of a node: a model by its name, a source table as `shop.orders`. Null: nothing. */
export interface KnowNodes {
  model(name: string): KnownModel | null;
  source(name: string): KnownModel | null;
}

/** Tests of a column that bear the same identity say the same, perhaps with another severity or other values. */
export function testIdentity(test: TestSpec): string {
  if (test.test !== 'relationships') return test.test;
  return JSON.stringify([test.test, test.to_source ?? '', test.to, test.field.toLowerCase()]);
}
