import { isAdditive, isAudit, isDate } from './staged-column.ts';
import type { MartTable } from './mart-table.ts';
import type { StagedRelationships } from './staged-relationships.ts';

/** What becomes of a table in the marts. `lookup`: folded into the marts that point to it. */
export type MartKind = 'fact' | 'dimension' | 'lookup' | 'none';

/** Kind by role (Kimball; Moody and Kortink): a bridge is a fact only if it has something to measure or a date. */
export function martKind(table: MartTable, relationships: StagedRelationships): MartKind {
  switch (table.role) {
    case 'fact':
    case 'event':
    case 'snapshot':
      return 'fact';
    case 'dimension':
      return 'dimension';
    case 'classification':
      return 'lookup';
    case 'bridge':
      return carriesFacts(table, relationships) ? 'fact' : 'none';
    case 'technical':
      return 'none';
  }
}

function carriesFacts(table: MartTable, relationships: StagedRelationships): boolean {
  const keys = relationships.keyColumns(table);
  return table.columns.some(
    (column) => !keys.has(column.name) && ((isDate(column) && !isAudit(column)) || isAdditive(column, table.columns)),
  );
}
