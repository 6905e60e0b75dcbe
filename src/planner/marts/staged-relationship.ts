import { tableKey } from '../../catalog/catalog.ts';
import type { Relationship } from '../../inference/beliefs.ts';
import { parentRef } from '../belief-index.ts';
import { roleBeforeParent } from '../reference-names.ts';
import type { MartTable } from './mart-table.ts';
import { columnSet, stagedNames } from './mart-table.ts';
import { roleOf } from './role-names.ts';
import type { StagedColumn } from './staged-column.ts';

/** A relationship between two staged tables, under the names that come out of staging. */
export interface StagedRelationship {
  readonly child: MartTable;
  readonly parent: MartTable;
  readonly columns: readonly string[];
  /** The columns of `parent` that `columns` point to, in the same order. */
  readonly parentColumns: readonly string[];
  /** What the parent is to the child: `customer`, `billing_address`. */
  readonly role: string;
  /** A left join over it can add columns, never rows, and cannot fail on a cast. */
  readonly joinable: boolean;
  /** Of a test that the parent exists. */
  readonly severity: 'warn' | undefined;
  readonly evidence: string;
}

/** A believed relationship under staging's names; undefined where it is doubtful or leads out of what is staged. */
export function stagedRelationship(
  belief: Relationship,
  byKey: ReadonlyMap<string, MartTable>,
): StagedRelationship | undefined {
  if (belief.verdict === 'doubtful') return undefined;
  const child = byKey.get(tableKey({ schema: belief.schema, name: belief.table }));
  const parent = byKey.get(tableKey(parentRef(belief)));
  if (!child || !parent) return undefined;
  const columns = stagedNames(child.staged, belief.columns);
  const parentColumns = stagedNames(parent.staged, belief.ref_columns);
  if (!columns || columns.length !== parentColumns?.length) return undefined;
  const sure = belief.declared || belief.verdict === 'sure';
  return {
    child,
    parent,
    columns,
    parentColumns,
    role:
      roleBeforeParent(columns[0] ?? '', { raw: belief.columns[0] ?? '', parent: parent.singular }) ??
      roleOf({ columns, parentColumns, child, parent }),
    joinable:
      sure && parent.joinKey === columnSet(parentColumns) && comparable(child, parent, [columns, parentColumns]),
    severity: sure && !belief.orphans ? undefined : 'warn',
    evidence: `${columns.join(', ')} -> ${parent.plural}: ${belief.evidence.join('; ') || belief.verdict}`,
  };
}

/** An integer compared with a text makes DuckDB cast, and a cast can fail on a row. */
function comparable(
  child: MartTable,
  parent: MartTable,
  [columns, parentColumns]: readonly [readonly string[], readonly string[]],
): boolean {
  return columns.every((name, index) => {
    const left = child.byName.get(name);
    const right = parent.byName.get(parentColumns[index] ?? '');
    return left !== undefined && right !== undefined && comparedAs(left) === comparedAs(right);
  });
}

function comparedAs(column: StagedColumn): string {
  return column.family === 'decimal' ? 'integer' : column.family;
}
