import { findColumnWay } from '../../sql/select/column-way.ts';
import { insertColumns } from '../../sql/select/insert-columns.ts';
import { readModel } from '../../sql/select/read-model.ts';
import { removeColumns } from '../../sql/select/remove-columns.ts';
import type { Splice } from '../../sql/select/splice.ts';
import { applySplices } from '../../sql/select/splice.ts';
import type { Merged } from './merged.ts';
import type { SelectChange } from './select-change.ts';
import { columnNames } from './select-change.ts';

/** Makes a change of a select list in a model that a person edited. A column that the person added or removed stays so. */
export function changeColumns(current: string, change: SelectChange, dialect: string): Merged {
  const names = columnNames(current, dialect);
  const isThere = ({ name }: { readonly name: string }) => names?.includes(name.toLowerCase()) ?? false;
  const changed = replaceItems(current, change.changed.filter(isThere), dialect);
  if ('reason' in changed) return changed;
  // What goes still shows how the list is written.
  const added = insertColumns(
    changed.text,
    change.added.filter((column) => !isThere(column)),
    { dialect },
  );
  return 'reason' in added ? added : removeColumns(added.text, change.removed.filter(isThere), { dialect });
}

/** Puts items in the place of those that still are as they were. */
function replaceItems(sql: string, changed: SelectChange['changed'], dialect: string): Merged {
  const model = readModel(sql, dialect);
  const way = 'reason' in model ? model : findColumnWay(model.query);
  const items = 'reason' in way ? [] : way.lists.flatMap((select) => select.items);
  const splices: Splice[] = [];
  for (const { before, after } of changed) {
    const stands = (text: string) => items.find(({ start, end }) => sql.slice(start, end) === text);
    const item = stands(before);
    if (item) splices.push({ start: item.start, end: item.end, text: after });
    else if (!stands(after)) return { reason: `${before} was edited and would change, too`, snippet: `${after},\n` };
  }
  return { text: applySplices(sql, splices) };
}
