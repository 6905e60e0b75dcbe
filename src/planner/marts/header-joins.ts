import { MOST_CONSIDERED } from './limit-joins.ts';
import type { MartTable } from './mart-table.ts';
import type { PlannedColumn, PlannedJoin } from './planned-join.ts';
import { joinColumns, plannedColumn } from './planned-join.ts';
import { isSecret } from './attributes.ts';
import { attributeName, withoutPrefix } from './role-names.ts';
import type { StagedColumn } from './staged-column.ts';
import { isAudit, isCreation, isDate } from './staged-column.ts';
import type { StagedRelationship } from './staged-relationship.ts';
import type { StarSchema } from './star-schema.ts';

/**
 * Joins of a line to its header (an order item to its order): the header's keys to dimensions, its dates and, for true
 * lines, its status, so that lines can be counted by customer, by day and without what was cancelled. Never its
 * measures, which would be counted once for each line, and never the header's own header.
 */
export function headerJoins(line: MartTable, star: StarSchema): PlannedJoin[] {
  if (star.kindOf(line) !== 'fact') return [];
  return star.relationships
    .of(line)
    .filter(({ parent, joinable }) => joinable && parent !== line && star.kindOf(parent) === 'fact')
    .slice(0, MOST_CONSIDERED)
    .map((relationship) => headerJoin(relationship, star))
    .filter((join) => join.columns.length > 0);
}

function headerJoin(relationship: StagedRelationship, star: StarSchema): PlannedJoin {
  const { parent, role, evidence } = relationship;
  return {
    from: null,
    kind: 'header',
    model: parent.model,
    parent,
    role,
    alias: role === parent.singular ? parent.plural : role,
    on: joinColumns(relationship),
    columns: [
      ...keysToDimensions(relationship, star),
      ...(isTrueLine(relationship) ? headerStatus(parent, role) : []),
      ...headerDates(parent, role),
    ],
    evidence,
  };
}

/** Under their own names, so that a dimension is reached by the same column from header and line. */
function keysToDimensions({ parent, parentColumns }: StagedRelationship, star: StarSchema): PlannedColumn[] {
  const known = new Set(parentColumns);
  const leadsToDimension = (column: string): boolean =>
    star.relationships.ofColumn(parent, column).some((each) => star.kindOf(each.parent) === 'dimension');
  return parent.columns
    .filter(({ name }) => !known.has(name) && leadsToDimension(name))
    .map((column) => plannedColumn({ table: parent, column }, column.name, 'key'));
}

/** Part of the header, not only about it: its key holds the header's, or it is named for it, as `order_item` is. */
export function isTrueLine({ child, parent, columns }: StagedRelationship): boolean {
  const { key } = child;
  const identifies = key !== null && key.length > columns.length && columns.every((column) => key.includes(column));
  return identifies || child.singular.startsWith(`${parent.singular}_`);
}

/** By name and type alone, which rows cannot change from one plan to the next. */
function headerStatus(header: MartTable, role: string): PlannedColumn[] {
  const own = (name: string): string => withoutPrefix(name, header.prefix).replace(`${header.singular}_`, '');
  return header.columns
    .filter((column) => column.family === 'text' && !isSecret(column) && STATUS.test(own(column.name)))
    .slice(0, MOST_STATUSES)
    .map((column) => plannedColumn({ table: header, column }, attributeName(role, column.name, header), 'attribute'));
}

const STATUS = /^((\w+_)?(status|channel|currency)|state|type|kind|priority)$/;
const MOST_STATUSES = 4;

function headerDates(header: MartTable, role: string): PlannedColumn[] {
  const key = new Set(header.key);
  const dates = header.columns.filter(
    (column) => isDate(column) && column.kind !== 'soft_delete' && !key.has(column.name),
  );
  const business = dates.filter(
    (column) => !isAudit(column) && !MOVING.test(withoutPrefix(column.name, header.prefix)),
  );
  const chosen = business.length > 0 ? business : dates.filter(isCreation);
  return chosen.map((column) => plannedColumn({ table: header, column }, dateName(column, header, role), 'date'));
}

/** The last of something that goes on: it moves, and says nothing of the line. */
const MOVING = /^(last|latest|next)_/;

/** `invoice_date` says whose date it is, `paid_at` does not. */
function dateName(column: StagedColumn, header: MartTable, role: string): string {
  const says = header.prefix !== '' || column.name.includes(header.singular);
  return says && role === header.singular ? column.name : `${role}_${column.name}`;
}
