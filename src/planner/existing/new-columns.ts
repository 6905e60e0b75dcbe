import type { Column } from '../../catalog/catalog.ts';
import { isLoaderColumn } from '../loader-columns.ts';
import type { TableToStage } from '../table-to-stage.ts';
import { namesOf } from './compared-name.ts';
import { unlistedColumns } from './outdated.ts';

/** A staging model is meant to have all that is declared if it selects so much of it. */
const SELECTED = 4 / 5;

/**
 * The columns that came to a table since people declared it: those that their list lacks, where the list is meant to be
 * complete. It is not, where it has less than most columns, or where their staging model selects one that it lacks. Columns
 * of a loader count for nothing. Pure.
 */
export function newColumns({ table, declared, staging }: TableToStage): readonly Column[] {
  if (!declared || declared.source.package !== null || declared.source.generated) return [];
  const fresh = unlistedColumns(table, declared);
  const selected = new Set(staging && !staging.hasStar ? staging.columns.map(({ raw: name }) => name) : []);
  return fresh.some(({ name }) => selected.has(name)) ? [] : fresh;
}

/** Whether new columns belong into people's staging model: it can take them, is their own, and selects all, or nearly. */
export function takesColumns({ declared, staging }: TableToStage): boolean {
  if (!declared || !staging?.takesColumns || staging.model.package !== null) return false;
  const selected = new Set(staging.columns.flatMap(({ raw }) => (raw === null ? [] : [raw.toLowerCase()])));
  const listed = [...namesOf(declared.table.columns)].filter((name) => !isLoaderColumn(name));
  return listed.filter((name) => selected.has(name)).length >= listed.length * SELECTED;
}
