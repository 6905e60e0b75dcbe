import type { Column } from '../catalog/catalog.ts';
import type { ColumnBelief } from '../inference/beliefs.ts';
import type { StagingColumn } from '../plan/specs.ts';
import { STAGING_GROUPS } from '../plan/specs.ts';
import type { TypeFamily } from '../sql/types.ts';
import { deletedHow, isLoaderColumn } from './loader-columns.ts';
import { becomesBoolean, isCents } from './staging-certainty.ts';
import type { TableToStage } from './table-to-stage.ts';

type Group = StagingColumn['group'];
type How = StagingColumn['how'];

/** The select list of a staging model: each column with its name, its conversion and its group, in the groups' order. */
export function stagingSelect(
  toStage: TableToStage,
  columns: readonly Column[],
  renamed: ReadonlyMap<string, string>,
): StagingColumn[] {
  const identifiers = identifierColumns(toStage);
  const select = columns.map((column): StagingColumn => {
    const belief = toStage.columnBeliefs.get(column.name) ?? { name: column.name, kind: 'other' };
    const family = toStage.families.get(column.name) ?? 'other';
    const how = conversion(toStage, belief, renamed.get(column.name) ?? column.name);
    const group = identifiers.has(column.name) ? 'ids' : groupOf(belief, how, family);
    return { from: column.name, as: renamed.get(column.name) ?? column.name, group, how };
  });
  return STAGING_GROUPS.flatMap((group) => select.filter((column) => column.group === group));
}

/** The same of columns that a staging model of people already selects, in its own order; how it converts them is its own matter. */
export function existingSelect(
  toStage: TableToStage,
  columns: readonly { readonly from: string; readonly as: string }[],
): StagingColumn[] {
  const identifiers = identifierColumns(toStage);
  const how: How = { kind: 'keep' };
  return columns.map(({ from, as }): StagingColumn => {
    const belief = toStage.columnBeliefs.get(from) ?? { name: from, kind: 'other' };
    const family = toStage.families.get(from) ?? 'other';
    return { from, as, group: identifiers.has(from) ? 'ids' : groupOf(belief, how, family), how };
  });
}

/** The key first, then what refers to other tables. */
function identifierColumns({ belief, relationships }: TableToStage): Set<string> {
  const sure = relationships.filter((each) => each.verdict !== 'doubtful');
  return new Set([...(belief.primary_key?.columns ?? []), ...sure.flatMap((each) => each.columns)]);
}

/** Casts only what is certain: a failed cast would fail the build on a user's data. */
function conversion(toStage: TableToStage, column: ColumnBelief, as: string): How {
  const family = toStage.families.get(column.name) ?? 'other';
  const { kind, unit } = column;
  const deleted = as === 'is_deleted' ? deletedHow(column.name, family) : null;
  if (deleted) return deleted;
  if (family === 'boolean') {
    return kind === 'soft_delete' && as === 'is_deleted' ? { kind: 'default_false' } : { kind: 'keep' };
  }
  if (becomesBoolean(toStage, column)) return family === 'text' ? { kind: 'is_yes' } : { kind: 'cast', to: 'boolean' };
  if (isCents(column, family) && !/_cents(?:_\d+)?$/.test(as)) return { kind: 'cents' };
  if (family === 'integer' && kind === 'timestamp' && (unit === 's' || unit === 'ms' || unit === 'us'))
    return { kind: 'epoch', unit };
  if (family === 'text' && unit === 'iso' && (kind === 'timestamp' || kind === 'date'))
    return { kind: 'cast', to: kind };
  return { kind: 'keep' };
}

function groupOf(column: ColumnBelief, how: How, family: TypeFamily): Group {
  if (how.kind === 'cast') return ({ boolean: 'booleans', date: 'dates', timestamp: 'timestamps' } as const)[how.to];
  if (how.kind === 'epoch') return 'timestamps';
  if (BOOLEANS.has(how.kind)) return 'booleans';
  if (column.kind === 'loader' || isLoaderColumn(column.name)) return 'loader metadata';
  if (column.kind === 'identifier') return 'ids';
  return GROUP_OF_FAMILY[family];
}

const BOOLEANS: ReadonlySet<string> = new Set(['default_false', 'is_not_null', 'is_true', 'is_yes']);

const GROUP_OF_FAMILY: Record<TypeFamily, Group> = {
  integer: 'numerics',
  decimal: 'numerics',
  float: 'numerics',
  text: 'strings',
  boolean: 'booleans',
  date: 'dates',
  time: 'timestamps',
  timestamp: 'timestamps',
  uuid: 'strings',
  json: 'other',
  binary: 'other',
  array: 'other',
  interval: 'other',
  other: 'other',
};
