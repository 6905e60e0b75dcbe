import type { StagingColumn } from '../plan/specs.ts';
import type { TypeFamily } from '../sql/types.ts';
import { findLoader, loaderRole } from '../inference/names/loaders.ts';
import type { LoaderRole } from '../inference/names/loaders.ts';

/** Whether a column was written by a loader, by its name. */
export function isLoaderColumn(name: string): boolean {
  return loaderRole(name) !== null;
}

/**
 * How a loader's mark of a deleted row becomes the boolean `is_deleted`: a flag may be empty, a moment of deletion is empty
 * until it comes, Debezium writes the text `true`. Null for any other column, and for a mark that cannot be read for certain.
 */
export function deletedHow(name: string, family: TypeFamily): StagingColumn['how'] | null {
  if (loaderRole(name) !== 'deleted') return null;
  if (family === 'boolean') return { kind: 'default_false' };
  if (family === 'date' || family === 'timestamp') return { kind: 'is_not_null' };
  if (family === 'text') return { kind: /_at$/i.test(name) ? 'is_not_null' : 'is_true' };
  return null;
}

/**
 * The columns of a table that staging leaves out: plumbing, ids of rows that have keys of their own, and all moments of
 * loading but the best. Raw names.
 */
export function plumbingColumns(columns: readonly string[]): Set<string> {
  const best = findLoader(columns)?.loadedAt;
  return new Set(
    columns.filter((name) => {
      const role = loaderRole(name);
      return role === 'plumbing' || role === 'row_id' || (role === 'loaded_at' && name !== best);
    }),
  );
}

/** What a loader's column tells of a row of the table, in a sentence; `thing` is what the row stands for. */
export function describeLoaderColumn(role: LoaderRole, thing: string): string {
  return SENTENCES[role].replace('{thing}', thing);
}

const SENTENCES: Readonly<Record<LoaderRole, string>> = {
  loaded_at: 'When the loader wrote the row.',
  deleted: 'Whether the {thing} is deleted in the source system.',
  operation: 'What the change did to the row: an insert, an update or a delete.',
  row_id: 'Id that the loader gave to the row.',
  parent: 'Id that the loader gave to the row of which this one was a part.',
  history_start: 'When this version of the {thing} began to hold.',
  history_end: 'When this version of the {thing} ceased to hold.',
  history_active: 'Whether this is the current version of the {thing}.',
  plumbing: 'Written by the loader.',
  other: 'Written by the loader.',
};
