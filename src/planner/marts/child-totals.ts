import type { IntermediateSpec } from '../../plan/specs.ts';
import { isTrueLine } from './header-joins.ts';
import { MOST_CONSIDERED } from './limit-joins.ts';
import type { MartTable } from './mart-table.ts';
import type { PlannedColumn, PlannedJoin } from './planned-join.ts';
import { inWords, withoutPrefix } from './role-names.ts';
import type { Measure } from './said-totals.ts';
import { withSaidTotals } from './said-totals.ts';
import type { StagedColumn } from './staged-column.ts';
import { isAdditive, isAudit, isDate } from './staged-column.ts';
import type { StagedRelationship } from './staged-relationship.ts';
import type { StarSchema } from './star-schema.ts';

/** Of a table with hundreds of numbers no fact wants all the totals. */
const MOST_TOTALS = 20;

/** The children of a fact, each summed up to one row for each row of the fact, and how the fact joins them. */
export interface ChildTotals {
  readonly relationship: StagedRelationship;
  /** What the model is about, for its name: `payments_by_order`. */
  readonly entity: string;
  readonly measures: readonly Measure[];
}

/**
 * Totals of the facts that point to a fact (the payments of an order): joined as they are they would repeat the order's
 * row, and two such children would multiply each other, so each is aggregated first. One level only. The lines of the
 * fact come first, then what has amounts. Snapshots have no totals: levels of several days do not add up.
 */
export function childTotals(parent: MartTable, star: StarSchema): ChildTotals[] {
  if (star.kindOf(parent) !== 'fact') return [];
  return star.relationships
    .to(parent)
    .filter(({ child, joinable }) => joinable && child !== parent && hasTotals(child, star))
    .slice(0, MOST_CONSIDERED)
    .map((relationship) => ({
      relationship,
      entity: `${relationship.child.plural}_by_${relationship.role}`,
      measures: measuresOf(relationship, star),
    }))
    .map((totals) => ({ totals, rank: rankOf(totals) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ totals }) => totals);
}

function hasTotals(child: MartTable, star: StarSchema): boolean {
  return star.kindOf(child) === 'fact' && child.role !== 'snapshot';
}

function rankOf({ relationship, measures }: ChildTotals): number {
  const sums = measures.some((measure) => measure.function === 'sum');
  if (isTrueLine(relationship) && sums) return 0;
  return sums ? 1 : 2;
}

/** The join of a fact to the totals of one of its children, by the name of the model that makes them. */
export function totalsJoin({ relationship, measures, entity }: ChildTotals): PlannedJoin {
  const { child, columns, parentColumns, evidence } = relationship;
  return {
    from: null,
    kind: 'totals',
    model: entity,
    parent: child,
    role: child.plural,
    alias: child.plural,
    on: columns.map((right, index) => ({ left: parentColumns[index] ?? right, right })),
    columns: measures.map(({ as, function: name, part, description }): PlannedColumn => {
      const isTotal = name === 'count' || name === 'sum';
      return { column: as, as, part, description, defaultZero: isTotal };
    }),
    evidence,
  };
}

/** Spec of the intermediate model. Its SQL leaves out rows that point to no parent: they belong to no row of the fact. */
export function totalsSpec(totals: ChildTotals, name: string): IntermediateSpec {
  const { child, parent, role, columns } = totals.relationship;
  const single = columns.length === 1;
  const ofEach = `${inWords(child.plural)} of each ${inWords(role)}`;
  return {
    kind: 'intermediate',
    name,
    description: `The ${ofEach} summed up to one row, so that ${inWords(parent.plural)} can be joined to them without repeating.`,
    grain: `one row for each ${inWords(role)} with ${inWords(child.plural)}`,
    ...(single ? {} : { unique_combination: { columns: [...columns] } }),
    from: child.model,
    group_by: [...columns],
    measures: totals.measures.map(({ as, function: name, column }) => ({
      as,
      function: name,
      ...(column === undefined ? {} : { column }),
    })),
    columns: [
      ...columns.map((column) => ({
        name: column,
        description: child.byName.get(column)?.spec.description ?? '',
        tests: [...(single ? [{ test: 'unique' as const }] : []), { test: 'not_null' as const }],
      })),
      ...totals.measures.map(({ as, description }) => ({ name: as, description, tests: [] })),
    ],
  };
}

function measuresOf({ child, columns }: StagedRelationship, star: StarSchema): Measure[] {
  const keys = star.relationships.keyColumns(child);
  const others = child.columns.filter((column) => !keys.has(column.name));
  const additive = others.filter((column) => isAdditive(column, child.columns)).slice(0, MOST_TOTALS);
  const dates = child.columns.filter(
    (column) => isDate(column) && !isAudit(column) && column.kind !== 'soft_delete' && !columns.includes(column.name),
  );
  const [date] = dates;
  const taken = new Set(columns);
  const count = { function: 'count', part: 'measure', description: `Number of ${inWords(child.plural)}.` } as const;
  const ofRules = [
    { as: `${child.singular}_count`, ...count },
    ...additive.map((column) => totalOf(column, child)),
    // Of several dates (shipped, committed, received) none is plainly the one that counts.
    ...(date && dates.length === 1 ? firstAndLast(date, child) : []),
  ].filter(({ as }) => !taken.has(as) && taken.add(as));
  return withSaidTotals(ofRules, child, columns);
}

function totalOf(column: StagedColumn, child: MartTable): Measure {
  const own = withoutPrefix(column.name, child.prefix).replace(/^total_/, '');
  return {
    as: `total_${ofChild(own, child)}`,
    function: 'sum',
    part: 'measure',
    column: column.name,
    description: `Sum of ${inWords(own)} over the ${inWords(child.plural)}.`,
  };
}

function firstAndLast(column: StagedColumn, child: MartTable): Measure[] {
  const own = withoutPrefix(column.name, child.prefix);
  return (['min', 'max'] as const).map((name) => {
    const word = name === 'min' ? 'first' : 'last';
    return {
      as: `${word}_${ofChild(own, child)}`,
      function: name,
      part: 'date',
      column: column.name,
      description: `${name === 'min' ? 'Earliest' : 'Latest'} ${inWords(own)} of the ${inWords(child.plural)}.`,
    };
  });
}

function ofChild(name: string, child: MartTable): string {
  return name === child.singular || name.startsWith(`${child.singular}_`) ? name : `${child.singular}_${name}`;
}
