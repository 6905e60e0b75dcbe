import { tableLabel } from '../../catalog/catalog.ts';
import type { Beliefs, Relationship, TableBelief } from '../../inference/beliefs.ts';
import { probability } from './count.ts';

/** Relationships that start at a table. */
export function relationshipsFrom(table: TableBelief, beliefs: Beliefs): Relationship[] {
  return beliefs.relationships.filter((one) => one.table === table.name && one.schema === table.schema);
}

/** The parent's name, with its schema where that is another one. */
export function parentLabel(one: Relationship): string {
  return one.ref_schema === one.schema ? one.ref_table : tableLabel({ schema: one.ref_schema, name: one.ref_table });
}

/** `declared`, or how sure the guess is: `sure .97`. */
export function certainty(one: Relationship): string {
  return one.declared ? 'declared' : `${one.verdict} ${probability(one.probability)}`;
}

/** `(store_id, region_id)` without the brackets. */
export function columnsText(columns: readonly string[]): string {
  return columns.join(' + ');
}
