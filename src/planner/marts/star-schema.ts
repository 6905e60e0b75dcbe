import type { Beliefs } from '../../inference/beliefs.ts';
import type { StagedTable } from '../draft.ts';
import type { MartKind } from '../../inference/roles/mart-kinds.ts';
import { martKind } from './mart-kind.ts';
import type { MartTable } from './mart-table.ts';
import { martTable } from './mart-table.ts';
import type { StagedRelationships } from './staged-relationships.ts';
import { stagedRelationships } from './staged-relationships.ts';

/** All tables with their relationships and what each becomes: what every rule of marts looks things up in. */
export interface StarSchema {
  readonly tables: readonly MartTable[];
  readonly relationships: StagedRelationships;
  kindOf(table: MartTable): MartKind;
}

export function starSchema(staged: readonly StagedTable[], beliefs: Beliefs, dialect: string): StarSchema {
  const tables = staged.map((one) => martTable(one, dialect));
  const relationships = stagedRelationships(tables, beliefs);
  const kinds = new Map(tables.map((table) => [table, martKind(table, relationships)]));
  return { tables, relationships, kindOf: (table) => kinds.get(table) ?? 'none' };
}
