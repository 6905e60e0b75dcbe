import { tableKey, tableLabel } from '../../catalog/catalog.ts';
import type { Beliefs, Relationship, TableBelief } from '../../inference/beliefs.ts';
import type { Hints, RelationshipHint } from '../../inference/hints/hints.ts';
import { HINTED, isSaidByModel, SURE } from '../../inference/hints/hints.ts';
import { parentRef } from '../belief-index.ts';
import { groupBy } from '../group-by.ts';

/** Whether beliefs are as a hint has them. */
export type MeaningFate =
  /** `rests`: whether they are so for its sake, as far as they tell. */
  { readonly table: string; readonly rests: boolean } | { readonly table: string; readonly why: string };

/** Tells what became of each hint, in beliefs that were inferred with them. Pure. */
export function meaningReader(beliefs: Beliefs): (hints: Hints) => MeaningFate[] {
  const tables = new Map(beliefs.tables.map((belief) => [tableKey(belief), belief]));
  const believed = beliefs.relationships.filter(({ verdict }) => verdict !== 'doubtful');
  const byChild = groupBy(believed, ({ schema, table }) => [tableKey({ schema, name: table })]);
  return ({ keys, roles, relationships }) => [
    ...[...keys].map(([table, { columns }]) => keyFate(table, columns, tables.get(table))),
    ...[...roles].map(([table, { role }]) => roleFate(table, role, tables.get(table))),
    ...relationships.map((hint) => relationshipFate(hint, byChild.get(tableKey(hint.child)) ?? [])),
  ];
}

function keyFate(table: string, columns: readonly string[], belief: TableBelief | undefined): MeaningFate {
  const key = belief?.primary_key ?? null;
  if (columns.length === 0 && key === null) return { table, rests: true };
  const isSame = key?.columns.length === columns.length && columns.every((name) => key.columns.includes(name));
  const isHint = !key?.declared && key?.answered !== true;
  if (key && isSame) return { table, rests: isHint && key.probability >= HINTED && key.probability < SURE };
  if (!key) return { table, why: 'the rows refute it, or the project has no such key' };
  const named = key.columns.join(', ');
  if (key.declared) return { table, why: `the key ${named} is declared` };
  if (key.answered) return { table, why: `a person answered that the key is ${named}` };
  const why =
    key.probability >= SURE
      ? `${named} is surely the key`
      : `the rows, or the project, have it that ${named} is the key`;
  return { table, why };
}

function roleFate(table: string, role: string, belief: TableBelief | undefined): MeaningFate {
  if (!belief) return { table, why: 'nothing is believed of the table' };
  if (belief.role === role) return { table, rests: belief.role_evidence?.some(isSaidByModel) === true };
  return { table, why: `it is surely ${belief.role} (${belief.role_probability.toFixed(2)})` };
}

function relationshipFate(hint: RelationshipHint, ofChild: readonly Relationship[]): MeaningFate {
  const { child, columns, parent, holds } = hint;
  const table = tableKey(child);
  const ofColumns = ofChild.filter((each) => isOf(each, columns));
  const edge = ofColumns.find((each) => parent === null || tableKey(parentRef(each)) === tableKey(parent));
  if (!holds) return edge ? { table, why: `${pointsTo(edge)}: ${certainty(edge)}` } : { table, rests: true };
  if (edge) return { table, rests: edge.evidence.some(isSaidByModel) };
  const [other] = ofColumns;
  if (other) return { table, why: `${pointsTo(other)}: ${certainty(other)}` };
  return { table, why: 'rows refute it, no test can compare the columns, or the project has no such reference' };
}

function isOf(edge: Relationship, columns: readonly string[]): boolean {
  return edge.columns.length === columns.length && columns.every((name) => edge.columns.includes(name));
}

function pointsTo(edge: Relationship): string {
  return `${edge.columns.join(', ')} points to ${tableLabel(parentRef(edge))}`;
}

function certainty({ declared, probability }: Relationship): string {
  return declared ? 'declared' : `probability ${probability.toFixed(2)}`;
}
