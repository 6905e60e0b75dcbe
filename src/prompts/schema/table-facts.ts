import type { TableRef } from '../../catalog/catalog.ts';
import { tableKey } from '../../catalog/catalog.ts';
import type { Relationship } from '../../inference/beliefs.ts';
import { cleanName } from '../../planner/clean-name.ts';
import { singular } from '../../planner/inflect.ts';
import type { ColumnFacts } from './column-item.ts';
import { SURE } from './column-item.ts';
import type { NamePatterns } from './name-patterns.ts';
import { nameByPattern } from './name-patterns.ts';
import type { SchemaTable } from './schema-table.ts';

/** What all tables of a text share: how types are read, by what names follow, the number of each table. */
export interface TextContext {
  readonly dialect: string;
  readonly patterns: NamePatterns;
  /** By `tableKey`, as shown. */
  readonly numbers: ReadonlyMap<string, number>;
  readonly tableOf: (ref: TableRef) => SchemaTable | undefined;
}

/** Relationships below this are no better than a guess. */
const LEAST = 0.4;

/** The column that is left out since its table's key follows from the rule; null: the text gives the key, or there is none. */
export function impliedKey({ table, belief }: SchemaTable, patterns: NamePatterns): string | null {
  const key = belief.primary_key;
  const [column] = key?.columns ?? [];
  if (!key || key.columns.length !== 1 || column === undefined) return null;
  const isSure = key.declared || key.answered === true || key.probability >= SURE;
  return isSure && column === nameByPattern(patterns.key, table.name, patterns.prefix) ? column : null;
}

/** References of a table whose parents the text numbers, the likelier first. */
export function shownReferences({ references }: SchemaTable, { numbers }: TextContext): Relationship[] {
  return references
    .filter((each) => each.declared || each.probability >= LEAST)
    .filter((each) => numbers.has(tableKey({ schema: each.ref_schema, name: each.ref_table })))
    .map((each) => ({ each, name: JSON.stringify([each.columns, each.ref_schema, each.ref_table, each.ref_columns]) }))
    .toSorted((a, b) => b.each.probability - a.each.probability || (a.name < b.name ? -1 : Number(a.name > b.name)))
    .map(({ each }) => each);
}

/** The reference that is told with its column: of one column, to the key of its parent. */
export function referencesByColumn(of: SchemaTable, context: TextContext): ReadonlyMap<string, Relationship> {
  const found = new Map<string, Relationship>();
  for (const each of shownReferences(of, context)) {
    const [column, ...others] = each.columns;
    const parent = context.tableOf({ schema: each.ref_schema, name: each.ref_table });
    const key = parent?.belief.primary_key?.columns ?? [];
    const isToKey = key.length === 1 && each.ref_columns.length === 1 && key[0] === each.ref_columns[0];
    if (column !== undefined && others.length === 0 && isToKey && !found.has(column)) found.set(column, each);
  }
  return found;
}

/** What is told of each column beside its name. */
export function columnFacts(of: SchemaTable, context: TextContext): (column: string) => ColumnFacts {
  const references = referencesByColumn(of, context);
  const key = of.belief.primary_key;
  const isCertain = key?.declared === true || key?.answered === true;
  return (column) => {
    const relationship = references.get(column);
    const to =
      relationship && context.numbers.get(tableKey({ schema: relationship.ref_schema, name: relationship.ref_table }));
    return {
      reference: relationship === undefined || to === undefined ? null : { to, relationship },
      keyProbability: key?.columns.includes(column) === true ? (isCertain ? 1 : key.probability) : null,
      staged: relationship === undefined ? unexpectedName(column, of) : null,
    };
  };
}

/** The name in staging, unless it holds the raw one or is part of it. */
function unexpectedName(column: string, { table, staging }: SchemaTable): string | null {
  const staged = staging?.renamed.get(column);
  if (staged === undefined) return null;
  const plain = cleanName(column);
  const stem = singular(plain)
    .replace(/_(?:at|on|date|cents|id|key)$/, '')
    .replace(/^(?:is|has)_/, '');
  const isExpected = plain.includes(staged) || staged.includes(plain) || (stem !== '' && staged.includes(stem));
  return isExpected || table.columns.length === 0 ? null : staged;
}
