import { blockAt } from './blocks.ts';
import { isKindHeading, readHeadings } from './headings.ts';
import { isFirstOnLine, lineEnd, lineStart } from './lines.ts';
import type { Select, SelectItem } from './query.ts';
import type { SqlModel } from './read-model.ts';
import type { Splice } from './splice.ts';

/** An item, and those beside it in its list. */
interface Around {
  readonly before: SelectItem | undefined;
  readonly item: SelectItem;
  readonly after: SelectItem | undefined;
}

/**
 * The pieces that take an item out of its list, with its line and its comma, and with the heading of a kind of columns that
 * heads nothing else. Null where that would touch a comment or Jinja, or leave no item.
 */
export function removeItem(model: SqlModel, select: Select, item: SelectItem): Splice[] | null {
  const index = select.items.indexOf(item);
  const around: Around = { before: select.items[index - 1], item, after: select.items[index + 1] };
  const block = blockAt(model, select.start);
  const items = [around.before, item, around.after].filter((each) => each !== undefined);
  const isFirm = items.every((each) => blockAt(model, each.start) === block && blockAt(model, each.end) === block);
  if (items.length < 2 || !isFirm || hasRemark(model, item)) return null;
  if (!hasOwnLines(model, item)) return cutInline(model, around);
  const start = headedStart(model, select, index);
  return start === null ? null : cutLines(model, around, start);
}

/** Whether a comment stands behind it on its line. */
function hasRemark({ text, comments }: SqlModel, { end }: SelectItem): boolean {
  return comments.some((comment) => comment.start >= end && /^[ \t]*,?[ \t]*$/.test(text.slice(end, comment.start)));
}

/** Whether nothing but its own commas and blanks stands beside an item on its lines. */
function hasOwnLines({ text }: SqlModel, { start, end }: SelectItem): boolean {
  const before = text.slice(lineStart(text, start), start);
  const behind = text.slice(end, lineEnd(text, end));
  return /^[ \t]*(?:,[ \t]*)?$/.test(before) && /^[ \t]*,?[ \t]*$/.test(behind);
}

function cutInline({ text }: SqlModel, { before, item, after }: Around): Splice[] | null {
  const cut = before ? { start: before.end, end: item.end } : { start: item.start, end: after?.start ?? item.end };
  const gap = before ? text.slice(before.end, item.start) : text.slice(item.end, cut.end);
  return /^\s*,\s*$/.test(gap) ? [{ ...cut, text: '' }] : null;
}

/** Cuts from `start` to the end of the item's line, and one comma with it, wherever that stands. */
function cutLines({ text }: SqlModel, { before, item, after }: Around, start: number): Splice[] | null {
  const lines = { start, end: text.indexOf('\n', item.end) + 1, text: '' };
  const commas = [before?.comma, item.comma].filter((comma) => typeof comma === 'number');
  const ownCommas = commas.filter((comma) => comma >= lineStart(text, item.start) && comma < lines.end);
  if (ownCommas.length > 0) return ownCommas.length === 1 ? [lines] : null;
  if (before) {
    const isLast = item.comma === null && typeof before.comma === 'number';
    return isLast ? [{ start: before.comma, end: before.comma + 1, text: '' }, lines] : null;
  }
  // The first of leading commas: the next takes its place, with what stands before it.
  if (!after || item.comma === null) return null;
  const lead = text.slice(lineStart(text, item.start), item.start);
  const isLed = /^\s*,[ \t]*$/.test(text.slice(lines.end, after.start));
  return isLed ? [lines, { start: lines.end, end: after.start, text: lead }] : null;
}

/** Start of the lines of an item, with those of the heading that heads it alone; null where a comment speaks of it. */
function headedStart(model: SqlModel, select: Select, index: number): number | null {
  const { text, comments } = model;
  const item = select.items[index];
  if (!item) return null;
  const from = select.items[index - 1]?.end ?? select.start;
  const above = comments.filter(({ start }) => start > from && start < item.start && isFirstOnLine(text, start));
  if (above.length === 0) return lineStart(text, item.start);
  const heading = readHeadings(model, select).find(({ comment }) => comment === above.at(-1));
  if (above.length > 1 || !heading) return null;
  if (heading.to - heading.from > 1) return lineStart(text, item.start);
  if (!isKindHeading(heading)) return null;
  const start = lineStart(text, heading.comment.start);
  const blank = /(?:\n|^)((?:[ \t]*\r?\n)+)$/.exec(text.slice(from, start))?.[1] ?? '';
  return start - blank.length;
}
