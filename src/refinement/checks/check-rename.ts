import type { DeltaOf } from '../../plan/deltas.ts';
import { cleanName } from '../../planner/clean-name.ts';
import { plural } from '../../planner/inflect.ts';
import { isLoaderColumn } from '../../planner/loader-columns.ts';
import type { Known, KnownColumn, KnownTable } from '../known/known.ts';
import type { Checked } from './checked.ts';
import { askAgain, refuse, SAME } from './checked.ts';
import { isDoubtfulName, isRelatedName, whyNoName } from './related-name.ts';

/** Names that other deltas took, so that no two are the same: `columns` of staging by `tableKey`, plurals of tables. */
export interface Taken {
  column(table: KnownTable, name: string): boolean;
  table(name: string): boolean;
}

/**
 * A column of staging gets another name only where the rules' own may not be understood, and only one that says what the raw
 * name or its comment says. Keys and references keep theirs: these follow a rule.
 */
export function checkColumnName(delta: DeltaOf<'rename_column'>, known: Known, taken: Taken): Checked {
  const table = known.table(delta.table);
  const column = table?.columns.get(delta.column);
  if (!table || !column || column.as === null) return refuse(`${delta.table.name}.${delta.column} is not staged`);
  const { name } = delta;
  if (name === column.as) return SAME;
  const label = `${table.label}.${delta.column}`;
  if (table.isBuilt) return refuse(`${label} is built already: readers know it as ${column.as}`);
  if (followsRule(table, column))
    return refuse(`${label} is a key, a reference or a loader's, whose name follows a rule`);
  if (!isDoubtfulName(column.as)) return refuse(`${label} has a plain name already: ${column.as}`);
  const no = whyNoName(name);
  if (no !== null) return askAgain(`${label}: ${no}`);
  if (!isRelatedName(name, delta.column, { comment: column.raw.comment, table: table.table.name }))
    return refuse(`${label}: "${name}" says something else than the name or comment of the column`);
  const odd = whyOddKind(name, column);
  if (odd !== null) return refuse(`${label}: ${odd}`);
  if (taken.column(table, name)) return refuse(`${label}: another column is called ${name}`);
  return { delta };
}

function followsRule({ belief, references, table }: KnownTable, { raw, belief: column }: KnownColumn): boolean {
  const isKey = belief.primary_key?.columns.includes(raw.name) === true;
  const isReference = references.some(({ verdict, columns }) => verdict !== 'doubtful' && columns.includes(raw.name));
  const isDeclared = (table.foreign_keys ?? []).some(({ columns }) => columns.includes(raw.name));
  return isKey || isReference || isDeclared || column?.polymorphic !== undefined || isLoaderColumn(raw.name);
}

/** Words of a name that promise a kind of values, where the column holds another. */
function whyOddKind(name: string, { family, as, belief }: KnownColumn): string | null {
  const was = as ?? '';
  const isMoment = family === 'date' || family === 'timestamp' || belief?.unit !== undefined;
  if (/^(?:is|has|was)_/.test(was) && !/^(?:is|has|was)_/.test(name)) return `${name} does not say yes or no`;
  if (/^(?:is|has|was)_/.test(name) && family !== 'boolean' && belief?.kind !== 'boolean')
    return `${name} would be yes or no`;
  if (/_(?:at|on)$/.test(name) && !isMoment) return `${name} would be a moment`;
  if (name.endsWith('_id') && !was.endsWith('_id') && belief?.kind !== 'identifier') return `${name} would be a key`;
  return null;
}

/** The rows of a table get another name only where the raw one may not be understood. */
export function checkTableName(delta: DeltaOf<'rename_table'>, known: Known, taken: Taken): Checked {
  const table = known.table(delta.table);
  if (!table?.staging) return refuse(`${delta.table.name} is not staged`);
  const name = plural(delta.name);
  if (table.isBuilt) return refuse(`${table.label} is built already: readers know it as ${table.staging.name}`);
  if (!isDoubtfulName(table.table.name)) return refuse(`${table.label} has a plain name already`);
  const no = whyNoName(name);
  if (no !== null) return askAgain(`${table.label}: ${no}`);
  if (plural(cleanName(table.table.name)) === name) return SAME;
  if (!isRelatedName(name, table.table.name, { comment: table.table.comment, table: '' }))
    return refuse(`${table.label}: "${name}" says something else than the name or comment of the table`);
  if (taken.table(name)) return refuse(`${table.label}: another table is called ${name}`);
  return { delta: { ...delta, name } };
}
