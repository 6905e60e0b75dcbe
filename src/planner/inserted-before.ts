import { namedList } from '../context/named-list.ts';
import { readYaml } from '../yaml/read.ts';
import type { DraftAction, RenderedFile } from './draft.ts';

/**
 * The rendered files without columns that cartridge put into a person's model before: a source that it extended says so in its
 * base. Where the model does not select such a column, a person took it out again. Pure.
 */
export function withoutInsertedBefore(
  rendered: readonly RenderedFile[],
  actions: readonly DraftAction[],
  bases: ReadonlyMap<string, string>,
): readonly RenderedFile[] {
  if (!rendered.some((file) => file.insert)) return rendered;
  const known = declaredColumns(bases);
  return rendered.flatMap((file) => {
    if (!file.insert) return [file];
    const before = insertedBefore(file, actions, known);
    const insert = file.insert.filter(({ name }) => !before.has(name));
    return insert.length === 0 ? [] : [{ ...file, insert }];
  });
}

/** Names of the columns of a file's model whose raw column is known from before. */
function insertedBefore(
  { path }: RenderedFile,
  actions: readonly DraftAction[],
  known: ReadonlySet<string>,
): ReadonlySet<string> {
  const specs = actions.flatMap(({ spec }) => (spec.kind === 'staging_columns' && spec.path === path ? [spec] : []));
  return new Set(
    specs.flatMap(({ source, table, select }) =>
      select.filter(({ from }) => known.has(columnKey(source, table, from))).map(({ as }) => as),
    ),
  );
}

function declaredColumns(bases: ReadonlyMap<string, string>): Set<string> {
  const keys = [...bases].flatMap(([path, text]) => {
    const read = /\.ya?ml$/.test(path) ? readYaml(text, path) : null;
    if (!read || 'problems' in read) return [];
    return namedList(read.value, 'sources').flatMap((source) =>
      namedList(source.value, 'tables').flatMap((table) =>
        namedList(table.value, 'columns').map(({ name }) => columnKey(source.name, table.name, name)),
      ),
    );
  });
  return new Set(keys);
}

function columnKey(source: string, table: string, column: string): string {
  return JSON.stringify([source, table, column.toLowerCase()]);
}
