import { SURE } from '../../inference/hints/hints.ts';
import { martOf } from '../../inference/roles/mart-kinds.ts';
import type { DeltaOf } from '../../plan/deltas.ts';
import { isAdditiveName, isAuditName } from '../../planner/marts/staged-column.ts';
import { isReservedName } from '../../planner/reserved-names.ts';
import type { Known, KnownTable } from '../known/known.ts';
import type { Checked } from './checked.ts';
import { askAgain, refuse, SAME } from './checked.ts';
import { isRelatedName, whyNoName } from './related-name.ts';

/** Roles whose runner-up is nearly as probable are left to a model (inference.md 5). */
const SMALL_MARGIN = 0.2;

function isRoleDoubtful({ belief }: KnownTable): boolean {
  const isAnswered = belief.answers?.['role'] !== undefined;
  return !isAnswered && belief.role_probability < SURE && (belief.role_margin ?? 1) < SMALL_MARGIN;
}

/** Only the runner-up of a role that is doubtful; none that would take a mart away which others need. */
export function checkRole(delta: DeltaOf<'role'>, known: Known): Checked {
  const table = known.table(delta.table);
  if (!table) return refuse(`${delta.table.name} is not there`);
  const { belief, label } = table;
  if (belief.role === delta.role) return SAME;
  if (!isRoleDoubtful(table)) return refuse(`that ${label} is a ${belief.role} is not doubtful`);
  if (delta.role !== belief.role_runner_up) return refuse(`nothing speaks for ${label} being a ${delta.role}`);
  const loses = table.mart !== null && martOf(delta.role) !== table.mart.mart;
  return loses && isNeeded(table, known) ? refuse(`other models need the mart of ${label}`) : { delta };
}

export function checkDroppedMart(delta: DeltaOf<'drop_mart'>, known: Known, dropped: number): Checked {
  const table = known.table(delta.table);
  if (!table) return refuse(`${delta.table.name} is not there`);
  const { label, mart } = table;
  if (!mart) return SAME;
  if (known.modelsBuilt.has(mart.name)) return refuse(`the mart of ${label} is built already`);
  if (!isRoleDoubtful(table)) return refuse(`that ${label} makes a mart is not doubtful`);
  if (isNeeded(table, known)) return refuse(`other models need the mart of ${label}`);
  if (known.goalIds.size > 0) return refuse(`what was asked for may need the mart of ${label}`);
  if (dropped >= mostDropped(known)) return refuse(`at most a fifth of the ${known.marts.length} marts is left out`);
  return { delta };
}

function mostDropped(known: Known): number {
  return Math.floor(known.marts.length / 5);
}

function isNeeded({ mart }: KnownTable, known: Known): boolean {
  return mart !== null && (known.dependents.get(mart.name) ?? []).length > 0;
}

/** A further mart, of what can be one: a dimension has a key, a fact something to measure or a date. */
export function checkAddedMart(delta: DeltaOf<'add_mart'>, known: Known, added: number): Checked {
  const table = known.table(delta.table);
  if (!table?.staging) return refuse(`${delta.table.name} is not staged`);
  const { label, belief } = table;
  if (table.mart) {
    return table.mart.mart === delta.mart
      ? SAME
      : refuse(`a ${table.mart.mart} is made of ${label}: its role decides which`);
  }
  if (belief.role === 'technical' && belief.role_probability >= SURE) return refuse(`${label} is technical`);
  if (added >= Math.max(1, Math.floor(known.staged.length / 5)))
    return refuse('at most one in five tables gets a further mart');
  if (delta.mart === 'dimension' && (belief.primary_key?.columns.length ?? 0) !== 1)
    return refuse(`${label} has no key of one column, which a dimension needs`);
  const isLookedUp = martOf(belief.role) === 'lookup' || martOf(belief.role) === 'dimension';
  if (delta.mart === 'fact' && isLookedUp) return refuse(`${label} is a ${belief.role}, and no fact`);
  if (delta.mart === 'fact' && !isMeasured(table)) return refuse(`${label} has nothing to measure and no date`);
  return { delta };
}

/** Whether a table has numbers that add up, or a moment of the business: keys and when a row was written count for nothing. */
function isMeasured({ belief, references, columns }: KnownTable): boolean {
  const keys = new Set([...(belief.primary_key?.columns ?? []), ...references.flatMap((each) => each.columns)]);
  return [...columns.values()].some(({ raw, as, belief: column }) => {
    if (keys.has(raw.name)) return false;
    const isMoment = column?.kind === 'date' || column?.kind === 'timestamp';
    return column?.kind === 'money' || column?.kind === 'measure' || (isMoment && !isAuditName(as ?? raw.name));
  });
}

/** A total where children are summed up already, of a number that adds up. */
export function checkMeasure(delta: DeltaOf<'measure'>, known: Known): Checked {
  const table = known.table(delta.table);
  const column = table?.columns.get(delta.column);
  if (!table || !column || column.as === null) return refuse(`${delta.table.name}.${delta.column} is not staged`);
  const label = `${table.label}.${delta.column}`;
  if (table.totals.length === 0) return refuse(`nothing sums ${table.label} up`);
  const measures = table.totals.flatMap((spec) => spec.measures);
  if (measures.some((each) => each.column === column.as && each.function === delta.function)) return SAME;
  const kind = column.belief?.kind;
  const isNumber = ['integer', 'decimal', 'float'].includes(column.family) && (kind === 'money' || kind === 'measure');
  const isMoment = column.family === 'date' || column.family === 'timestamp';
  if (delta.function === 'sum' ? !isNumber || !addsUp(column.as, table) : !isNumber && !isMoment)
    return refuse(`a ${delta.function} of ${label} means nothing`);
  const no = whyNoName(delta.name);
  if (no !== null || isReservedName(delta.name)) return askAgain(`${label}: ${no ?? 'the name is reserved'}`);
  const taken =
    measures.some(({ as }) => as === delta.name) || table.totals.some((spec) => spec.group_by.includes(delta.name));
  if (taken) return askAgain(`${label}: there is a total ${delta.name} already`);
  const bare = delta.name.replace(
    /^(?:total|sum|min|max|first|last|latest|earliest|smallest|largest|highest|lowest)_|_(?:total|sum|min|max)$/g,
    '',
  );
  return isRelatedName(bare, column.as, { comment: column.raw.comment, table: table.table.name })
    ? { delta }
    : refuse(`${label}: "${delta.name}" says something else than the column`);
}

function addsUp(as: string, { columns }: KnownTable): boolean {
  return isAdditiveName(
    as,
    [...columns.values()].map((column) => column.as ?? ''),
  );
}
