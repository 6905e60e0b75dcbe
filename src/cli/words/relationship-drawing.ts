import { type TableRef, tableKey } from '../../catalog/catalog.ts';
import type { Beliefs, Relationship, TableBelief } from '../../inference/beliefs.ts';
import type { Look } from '../screen.ts';
import { drawForks, type Fork } from './draw-forks.ts';
import { indented } from './layout.ts';
import { certainty } from './relationship-text.ts';
import { tableNames } from '../../catalog/table-names.ts';

/**
 * A drawing of how tables point to each other: a fact in the middle, left of it what points to it, right of it what it
 * points to; then the tables whose arrows are not drawn yet. Each arrow is drawn once, a doubtful one not at all, and
 * one that is only likely says so. Pure.
 */
export function relationshipDrawing(beliefs: Beliefs, look: Look): string[] {
  const nameOf = tableNames(beliefs.tables);
  const arrows = beliefs.relationships.filter((one) => one.declared || one.verdict !== 'doubtful');
  const forks = forksOf(inDrawingOrder(beliefs.tables, arrows), { arrows, nameOf });
  const linked = new Set(arrows.flatMap((one) => [childKey(one), parentKey(one)]));
  const alone = beliefs.tables.filter((table) => !linked.has(tableKey(table))).map((table) => nameOf(table));
  const last = alone.length > 0 ? ['', ...indented(`points nowhere: ${alone.join(', ')}`, 0, look.width)] : [];
  return [...drawForks(forks), ...last].map((line) => (line === '' ? '' : `  ${line}`));
}

const child = (one: Relationship): TableRef => ({ schema: one.schema, name: one.table });
const parent = (one: Relationship): TableRef => ({ schema: one.ref_schema, name: one.ref_table });
const childKey = (one: Relationship): string => tableKey(child(one));
const parentKey = (one: Relationship): string => tableKey(parent(one));

/** Facts first, then what has most arrows, so that the heart of a schema is drawn as one. */
function inDrawingOrder(tables: readonly TableBelief[], arrows: readonly Relationship[]): TableBelief[] {
  const weights = new Map<string, number>();
  for (const key of arrows.flatMap((one) => [childKey(one), parentKey(one)])) {
    weights.set(key, (weights.get(key) ?? 0) + 1);
  }
  const ranked = tables.map((table) => ({
    table,
    isFact: Number(table.role === 'fact'),
    weight: weights.get(tableKey(table)) ?? 0,
  }));
  return ranked.sort((a, b) => b.isFact - a.isFact || b.weight - a.weight).map(({ table }) => table);
}

interface Arrows {
  readonly arrows: readonly Relationship[];
  readonly nameOf: (table: TableRef) => string;
}

function forksOf(tables: readonly TableBelief[], { arrows, nameOf }: Arrows): Fork[] {
  const undrawn = new Set(arrows);
  return tables.flatMap((table) => {
    const key = tableKey(table);
    const right = [...undrawn].filter((one) => childKey(one) === key);
    // Only a fact gathers what points to it: a dimension would gather every fact.
    const left = [...undrawn].filter((one) => table.role === 'fact' && parentKey(one) === key && childKey(one) !== key);
    for (const one of [...left, ...right]) undrawn.delete(one);
    if (left.length + right.length === 0) return [];
    return [
      {
        left: left.map((one) => nameOf(child(one)) + doubt(one)),
        middle: nameOf(table),
        right: right.map((one) => nameOf(parent(one)) + doubt(one)),
      },
    ];
  });
}

/** ` (likely .83)` behind a name whose arrow is not sure. */
function doubt(one: Relationship): string {
  return one.declared || one.verdict === 'sure' ? '' : ` (${certainty(one)})`;
}
