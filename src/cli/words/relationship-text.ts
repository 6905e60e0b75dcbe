import { tableKey, tableLabel } from '../../catalog/catalog.ts';
import type { Beliefs, Relationship, TableBelief } from '../../inference/beliefs.ts';
import { ANSWERED } from '../../inference/questions/mark-answered.ts';
import { probability } from './count.ts';

/** Relationships that start at a table. */
export function relationshipsFrom(table: TableBelief, beliefs: Beliefs): Relationship[] {
  return beliefs.relationships.filter((one) => one.table === table.name && one.schema === table.schema);
}

/** The same for every table, each found at once. */
export function relationshipsOf({
  relationships,
}: Pick<Beliefs, 'relationships'>): (table: TableBelief) => readonly Relationship[] {
  const byTable = new Map<string, Relationship[]>();
  for (const one of relationships) {
    const key = tableKey({ schema: one.schema, name: one.table });
    const known = byTable.get(key);
    if (known) known.push(one);
    else byTable.set(key, [one]);
  }
  return (table) => byTable.get(tableKey(table)) ?? [];
}

/** The parent's name, with its schema where that is another one. */
export function parentLabel(one: Relationship): string {
  return one.ref_schema === one.schema ? one.ref_table : tableLabel({ schema: one.ref_schema, name: one.ref_table });
}

/** `declared`, `answered`, or how sure the guess is: `sure .97`. */
export function certainty(one: Relationship): string {
  if (one.declared) return 'declared';
  return isAnswered(one) ? 'answered' : `${one.verdict} ${probability(one.probability)}`;
}

/** The evidence without what `certainty` says already. */
export function reasons(one: Relationship): string[] {
  return one.evidence.filter((text) => text !== 'declared' && text !== ANSWERED);
}

/** Whether a person said so. */
export function isAnswered({ evidence }: Relationship): boolean {
  return evidence.includes(ANSWERED);
}

/** `(store_id, region_id)` without the brackets. */
export function columnsText(columns: readonly string[]): string {
  return columns.join(' + ');
}
