import { martOf } from '../../inference/roles/mart-kinds.ts';
import type { MartKind } from '../../inference/roles/mart-kinds.ts';
import { isAdditive, isAudit, isDate } from './staged-column.ts';
import type { MartTable } from './mart-table.ts';
import type { StagedRelationships } from './staged-relationships.ts';

/** Kind by role; a bridge is a fact only if it has something to measure or a date. */
export function martKind(table: MartTable, relationships: StagedRelationships): MartKind {
  return table.role === 'bridge' && carriesFacts(table, relationships) ? 'fact' : martOf(table.role);
}

function carriesFacts(table: MartTable, relationships: StagedRelationships): boolean {
  const keys = relationships.keyColumns(table);
  return table.columns.some(
    (column) => !keys.has(column.name) && ((isDate(column) && !isAudit(column)) || isAdditive(column, table.columns)),
  );
}
