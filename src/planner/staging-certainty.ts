import type { ColumnBelief } from '../inference/beliefs.ts';
import type { TypeFamily } from '../sql/types.ts';
import { cleanName } from './clean-name.ts';
import type { TableToStage } from './table-to-stage.ts';

/** Whether a column surely holds whole cents: its name says so, and its type holds nothing smaller. */
export function isCents(column: ColumnBelief, family: TypeFamily): boolean {
  const says = /._cents$/.test(cleanName(column.name));
  return says && column.kind === 'money' && column.unit === 'cents' && family === 'integer';
}

/** Whether a column is a boolean, by its type or because its numbers are surely nothing but 0 and 1. */
export function becomesBoolean({ families }: TableToStage, column: ColumnBelief): boolean {
  const family = families.get(column.name);
  return family === 'boolean' || (family === 'integer' && column.kind === 'boolean' && isZeroOrOne(column));
}

function isZeroOrOne(column: ColumnBelief): boolean {
  const { values } = column;
  return values !== undefined && values.length > 0 && values.every((value) => value === '0' || value === '1');
}
