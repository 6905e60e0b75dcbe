import { tableKey } from '../../catalog/catalog.ts';
import type { Beliefs } from '../../inference/beliefs.ts';
import type { MartTable } from './mart-table.ts';
import type { StagedRelationship } from './staged-relationship.ts';
import { stagedRelationship } from './staged-relationship.ts';

/** Relationships by the table that they leave, its columns, and the table that they reach. */
export interface StagedRelationships {
  of(child: MartTable): readonly StagedRelationship[];
  ofColumn(child: MartTable, column: string): readonly StagedRelationship[];
  to(parent: MartTable): readonly StagedRelationship[];
  /** Columns of a table that are part of its key or of a foreign key. */
  keyColumns(table: MartTable): ReadonlySet<string>;
}

/** Of one table. */
interface Index {
  own: StagedRelationship[];
  readonly byColumn: Map<string, StagedRelationship[]>;
  readonly incoming: StagedRelationship[];
  readonly keyColumns: Set<string>;
}

const NONE: readonly StagedRelationship[] = [];

/** The relationships believed in between staged tables, each once, those of a table in the order of its columns. */
export function stagedRelationships(tables: readonly MartTable[], beliefs: Beliefs): StagedRelationships {
  const byKey = new Map(tables.map((table) => [tableKey(table.staged.table), table]));
  const indexes = new Map(tables.map((table) => [table, emptyIndex(table)]));
  const seen = new Set<string>();
  for (const belief of beliefs.relationships) {
    const relationship = stagedRelationship(belief, byKey);
    if (!relationship) continue;
    const id = [relationship.child.model, ...relationship.columns, relationship.parent.model].join(' ');
    if (seen.has(id)) continue;
    seen.add(id);
    indexes.get(relationship.child)?.own.push(relationship);
  }
  for (const [table, index] of indexes) {
    index.own = inColumnOrder(table, index.own);
    for (const relationship of index.own) {
      indexes.get(relationship.parent)?.incoming.push(relationship);
      for (const column of relationship.columns) addTo(index, column, relationship);
    }
  }
  return {
    of: (child) => indexes.get(child)?.own ?? NONE,
    ofColumn: (child, column) => indexes.get(child)?.byColumn.get(column) ?? NONE,
    to: (parent) => indexes.get(parent)?.incoming ?? NONE,
    keyColumns: (table) => indexes.get(table)?.keyColumns ?? new Set(table.key),
  };
}

function emptyIndex(table: MartTable): Index {
  return { own: [], byColumn: new Map(), incoming: [], keyColumns: new Set(table.key) };
}

function addTo({ byColumn, keyColumns }: Index, column: string, relationship: StagedRelationship): void {
  keyColumns.add(column);
  const already = byColumn.get(column);
  if (already) already.push(relationship);
  else byColumn.set(column, [relationship]);
}

function inColumnOrder(table: MartTable, relationships: readonly StagedRelationship[]): StagedRelationship[] {
  const position = new Map(table.columns.map((column, index) => [column.name, String(index).padStart(6, '0')]));
  const place = ({ columns, parent }: StagedRelationship): string =>
    [...columns.map((column) => position.get(column) ?? ''), parent.model].join(' ');
  return relationships
    .map((relationship) => ({ relationship, place: place(relationship) }))
    .sort((a, b) => (a.place < b.place ? -1 : 1))
    .map(({ relationship }) => relationship);
}
