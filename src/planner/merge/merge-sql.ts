import { adoptSelect } from './adopt-select.ts';
import { changeColumns } from './change-columns.ts';
import { mergeLines } from './merge-lines.ts';
import type { Merged, ThreeTexts } from './merged.ts';
import type { SelectChange } from './select-change.ts';
import { columnNames, compareSelects } from './select-change.ts';

/**
 * Merges what changed in a generated model into the file that a person edited: line by line, which keeps the layout that was
 * rendered, where the columns that then come out are the right ones; else column by column, if nothing but the select list
 * changes. Without a base, the columns that the file lacks come into it. `dialect` is dbt's name of the adapter. Pure.
 */
export function mergeSql(texts: ThreeTexts, { dialect }: { readonly dialect: string }): Merged {
  const { current } = texts;
  // A checkout on Windows: cartridge writes plain line breaks, and compares as if they stood here.
  const isWindows = /\r\n/.test(current) && !/(?<!\r)\n/.test(current);
  if (!isWindows) return mergeModels(texts, dialect);
  const merged = mergeModels({ ...texts, current: current.replaceAll('\r\n', '\n') }, dialect);
  return 'text' in merged ? { text: merged.text.replaceAll('\n', '\r\n') } : merged;
}

function mergeModels({ base, rendered, current }: ThreeTexts, dialect: string): Merged {
  if (current === rendered || base === rendered) return { text: current };
  if (base === null) return adoptSelect({ rendered, current }, dialect);
  const change = compareSelects(base, rendered, dialect);
  const lines = mergeLines({ base, rendered, current });
  if ('text' in lines && (!change || hasRightColumns(lines.text, { current, change, dialect }))) return lines;
  const columns = change?.isAll ? changeColumns(current, change, dialect) : null;
  if (columns && 'text' in columns) return columns;
  const reason = columns?.reason ?? WRONG_COLUMNS;
  return 'text' in lines
    ? { reason, snippet: columns?.snippet ?? rendered }
    : { ...lines, ...(columns ? { reason } : {}) };
}

const WRONG_COLUMNS = 'merged line by line it would not have the columns that it should';

/** Whether a merged model has the columns that the edited one has, with those that come and without those that go. */
function hasRightColumns(
  merged: string,
  { current, change, dialect }: { readonly current: string; readonly change: SelectChange; readonly dialect: string },
): boolean {
  const had = columnNames(current, dialect);
  const has = columnNames(merged, dialect);
  if (had === null || has === null) return had === has;
  const removed = new Set(change.removed.map(({ name }) => name.toLowerCase()));
  const expected = new Set([
    ...had.filter((name) => !removed.has(name)),
    ...change.added.map(({ name }) => name.toLowerCase()),
  ]);
  return has.length === expected.size && has.every((name) => expected.has(name));
}
