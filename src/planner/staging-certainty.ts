import type { ColumnBelief } from '../inference/beliefs.ts';
import type { TypeFamily } from '../sql/types.ts';
import { cleanName } from './clean-name.ts';
import type { TableToStage } from './table-to-stage.ts';

/** Whether a column surely holds whole cents: its name says so, and its type holds nothing smaller. */
export function isCents(column: ColumnBelief, family: TypeFamily): boolean {
  const says = /._cents$/.test(cleanName(column.name));
  return says && column.kind === 'money' && column.unit === 'cents' && family === 'integer';
}

/** Whether a column is a boolean, by its type or because it surely holds nothing but 0 and 1, or no and yes as text. */
export function becomesBoolean({ families }: TableToStage, column: ColumnBelief): boolean {
  const family = families.get(column.name);
  if (family === 'boolean') return true;
  const seen =
    column.kind === 'boolean' && column.values !== undefined && column.values.length > 0 ? column.values : null;
  if (family === 'integer') return seen?.every((value) => value === '0' || value === '1') === true;
  return family === 'text' && seen?.every((value) => /^(?:0|1|f|t|n|y|no|yes|false|true)$/i.test(value)) === true;
}
