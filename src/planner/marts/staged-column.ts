import type { ColumnKind } from '../../inference/beliefs.ts';
import type { ColumnSpec, StagingColumn } from '../../plan/specs.ts';
import type { TypeFamily } from '../../sql/types.ts';
import { typeFamily } from '../../sql/types.ts';
import type { StagedTable } from '../draft.ts';

/** A column that comes out of a staging model, with all that decides its place in a mart. */
export interface StagedColumn {
  readonly name: string;
  readonly group: StagingColumn['group'];
  readonly kind: ColumnKind;
  readonly pii: string | undefined;
  readonly family: TypeFamily;
  /** Declared as never null. */
  readonly required: boolean;
  readonly spec: ColumnSpec;
}

/** The columns of a staging model, in its order, without what a loader wrote about its own work. */
export function stagedColumns({ table, belief, spec }: StagedTable, dialect: string): StagedColumn[] {
  const raw = new Map(table.columns.map((column) => [column.name, column]));
  const beliefs = new Map(belief.columns.map((column) => [column.name, column]));
  const specs = new Map(spec.columns.map((column) => [column.name, column]));
  return spec.select
    .filter((column) => column.group !== 'loader metadata')
    .map((column) => ({
      name: column.as,
      group: column.group,
      kind: beliefs.get(column.from)?.kind ?? 'other',
      pii: beliefs.get(column.from)?.pii,
      family: familyAfter(column.how, typeFamily(raw.get(column.from)?.type ?? '', dialect)),
      required: raw.get(column.from)?.nullable === false,
      spec: specs.get(column.as) ?? { name: column.as, description: '', tests: [] },
    }));
}

function familyAfter(how: StagingColumn['how'], family: TypeFamily): TypeFamily {
  switch (how.kind) {
    case 'keep':
      return family;
    case 'cents':
      return 'decimal';
    case 'cast':
      return how.to;
    case 'epoch':
      return 'timestamp';
    case 'default_false':
    case 'is_not_null':
    case 'is_true':
    case 'is_yes':
      return 'boolean';
  }
}

/** `c_` where every one of several names begins with it; at most four letters, as those who number tables by letters do. */
export function commonPrefix(names: readonly string[]): string {
  const prefix = /^[a-z]{1,4}_/.exec(names[0] ?? '')?.[0];
  if (prefix === undefined || names.length < 2) return '';
  return names.every((name) => name.startsWith(prefix) && name.length > prefix.length) ? prefix : '';
}

export function isNumeric(column: StagedColumn): boolean {
  return column.family === 'integer' || column.family === 'decimal' || column.family === 'float';
}

export function isDate(column: StagedColumn): boolean {
  return column.family === 'date' || column.family === 'timestamp';
}

/** When a row was written or changed: of use to who loads it, and nothing that happened in the business. */
export function isAudit(column: StagedColumn): boolean {
  return column.kind === 'loader' || (isDate(column) && isAuditName(column.name));
}

/** Whether a moment of this name is when a row was written or changed. */
export function isAuditName(name: string): boolean {
  return CREATION.test(name) || CHANGE.test(name);
}

/** When a row was written: the date of last resort where a table has no other. */
export function isCreation(column: StagedColumn): boolean {
  return CREATION.test(column.name);
}

const CREATION = /^(.+_)?(create|created|creation|insert|inserted)(_?(at|on|date|time|ts|timestamp|utc))*$/;
const CHANGE =
  /^(.+_)?(update|updated|modified|modification|changed|change|synced|loaded)(_?(at|on|date|time|ts|timestamp|utc))*$/;

/** Whether a total of the column over several rows means something: a price for each piece, a size or a balance does not. */
export function isAdditive(column: StagedColumn, siblings: readonly StagedColumn[]): boolean {
  if (!isNumeric(column) || (column.kind !== 'money' && column.kind !== 'measure')) return false;
  return isAdditiveName(
    column.name,
    siblings.map((other) => other.name),
  );
}

/** Whether numbers of this name add up, beside columns of the others: prices for each piece do not. */
export function isAdditiveName(name: string, siblings: readonly string[]): boolean {
  if (PER_PIECE.test(name)) return false;
  return !PRICE.test(name) || !siblings.some((other) => QUANTITY.test(other));
}

const PER_PIECE =
  /(^|_)(unit|list|retail|per|each|rate|percent|pct|ratio|avg|average|min|max|height|width|depth|grade|balance)(_|$)|(unit|retail|list)_?(price|cost)/;
/** Beside a quantity, a plain price is that of one piece. */
const PRICE = /^([a-z]+_)?(price|cost)$/;
const QUANTITY = /(^|_)(quantity|qty|count|pieces|units)$/;
