import type { TableBelief } from '../beliefs.ts';
import { findLoader, loaderRole } from '../names/loaders.ts';
import type { NamedTable } from '../names/vocabulary.ts';

/** What the columns of a loader tell of a table; empty where none wrote it. */
export function describeLoader({ table, columns }: NamedTable): Pick<TableBelief, 'loader'> {
  if (!columns.some(({ loader }) => loader)) return {};
  const found = findLoader(table.columns.map((column) => column.name));
  const deleted = table.columns.find((column) => loaderRole(column.name) === 'deleted')?.name;
  return {
    loader: {
      ...(found?.name === undefined ? {} : { name: found.name }),
      ...(found?.loadedAt === undefined ? {} : { loaded_at: found.loadedAt }),
      ...(deleted === undefined ? {} : { deleted }),
    },
  };
}
