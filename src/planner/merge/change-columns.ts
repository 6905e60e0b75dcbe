import { findColumnWay } from '../../sql/select/column-way.ts';
import { insertColumns } from '../../sql/select/insert-columns.ts';
import { readModel } from '../../sql/select/read-model.ts';
import { removeColumns } from '../../sql/select/remove-columns.ts';
import type { Splice } from '../../sql/select/splice.ts';
import { applySplices } from '../../sql/select/splice.ts';
import { textPosition } from '../../sql/text-position.ts';
import type { Merged } from './merged.ts';
import type { SelectChange } from './select-change.ts';
import { columnNames } from './select-change.ts';

/** Makes a change of a select list in a model that a person edited. A column that the person added or removed stays so. */
export function changeColumns(current: string, change: SelectChange, dialect: string): Merged {
  const names = columnNames(current, dialect);
  const isThere = ({ name }: { readonly name: string }) => names?.includes(name.toLowerCase()) ?? false;
  const changed = replaceItems(current, change.changed.filter(isThere), dialect);
  if ('reason' in changed) return changed;
  const missing = change.added.filter((column) => !isThere(column));
  const gone = change.removed.filter(isThere);
  // What goes still shows how the list is written.
  const added = insertColumns(changed.text, missing, { dialect });
  if ('reason' in added) return added;
  const removed = removeColumns(added.text, gone, { dialect });
  if ('text' in removed) return removed;
  // Told of the text as it stands, for its lines.
  const refused = removeColumns(changed.text, gone, { dialect });
  return 'reason' in refused ? refused : { reason: removed.reason, snippet: removed.snippet };
}

/** Puts items in the place of those that still are as they were. */
function replaceItems(sql: string, changed: SelectChange['changed'], dialect: string): Merged {
  const model = readModel(sql, dialect);
  const way = 'reason' in model ? model : findColumnWay(model.query);
  const items = 'reason' in way ? [] : way.lists.flatMap((select) => select.items);
  const splices: Splice[] = [];
  const lineOf = (name: string) => {
    const item = items.find((each) => each.name?.toLowerCase() === name);
    return item ? { line: textPosition(sql, item.start).line } : {};
  };
  for (const { name, before, after } of changed) {
    const stands = (text: string) => items.find(({ start, end }) => sql.slice(start, end) === text);
    const item = stands(before);
    if (item) splices.push({ start: item.start, end: item.end, text: after });
    else if (!stands(after))
      return { reason: `${name} is made in another way`, snippet: `${after},\n`, ...lineOf(name) };
  }
  return { text: applySplices(sql, splices) };
}
