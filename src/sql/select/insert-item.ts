import { blockAt } from './blocks.ts';
import { readHeadings } from './headings.ts';
import { lineBreakOf, lineEnd, lineStart } from './lines.ts';
import type { ListLayout } from './list-layout.ts';
import { lineLead, readLayout } from './list-layout.ts';
import type { Select, SelectItem } from './query.ts';
import type { SqlModel } from './read-model.ts';
import type { Splice } from './splice.ts';

/** A new item of a list: its text, the item that it comes behind or before, and the heading that comes with it. */
export interface NewItem {
  readonly text: string;
  readonly index: number;
  readonly isBefore: boolean;
  readonly heading: string | null;
}

/**
 * Index of the last item up to `index` behind which an item can be put: one in the same Jinja block as its `select`, that does
 * not end with what a macro prints; -1 where there is none.
 */
export function lastFirmItem(model: SqlModel, { start, items }: Select, index: number): number {
  const block = blockAt(model, start);
  for (let at = index; at >= 0; at--) {
    const item = items[at];
    if (!item || blockAt(model, item.start) !== block || blockAt(model, item.end) !== block) continue;
    if (!item.isOpenEnded || firmComma(model, item) !== null) return at;
  }
  return -1;
}

/** Whether an item can be put before another: neither Jinja nor a comment that speaks of it comes between. */
export function isFirmStart(model: SqlModel, select: Select, index: number): boolean {
  const [before, item] = [select.items[index - 1], select.items[index]];
  const block = blockAt(model, select.start);
  if (!item || blockAt(model, item.start) !== block) return false;
  if (before && (firmComma(model, before) === null || blockAt(model, before.end) !== block)) return false;
  const from = before?.comma ?? select.start;
  const remark = model.comments.findLast(({ start }) => from < start && start < item.start);
  return remark === undefined || readHeadings(model, select).some(({ comment }) => comment === remark);
}

/** The comma behind an item, where Jinja does not show it only sometimes. */
function firmComma(model: SqlModel, { end, comma }: SelectItem): number | null {
  return comma !== null && blockAt(model, comma) === blockAt(model, end) ? comma : null;
}

/** The pieces that put an item into a list, written as the list is. `others`: further lists of the model, to learn from. */
export function insertItem(
  model: SqlModel,
  select: Select,
  { item, others }: { item: NewItem; others: readonly Select[] },
): Splice[] {
  const beside = select.items[item.index];
  if (!beside) return [];
  const layout = readLayout(model, select, others);
  const lead = lineLead(model, select, { index: item.index, layout });
  const lineBreak = lineBreakOf(model.text);
  if (item.isBefore) return [insertBefore(model, { beside, layout }, { text: item.text, next: lineBreak + lead })];
  const heading = item.heading === null ? '' : `\n${item.heading}`.replaceAll('\n', lineBreak);
  const line = heading + lineBreak + lead + item.text;
  return insertBehind(model, { beside, layout }, { text: item.text, line });
}

/** Where an item goes: the item that it is put beside, and the layout of the list. */
interface Place {
  readonly beside: SelectItem;
  readonly layout: ListLayout;
}

/** `next`: what comes between the new item and that behind it, where each has its line. */
function insertBefore(
  { text }: SqlModel,
  { beside, layout }: Place,
  item: { readonly text: string; readonly next: string },
): Splice {
  const start = lineStart(text, beside.start);
  const lead = text.slice(start, beside.start);
  if (layout === 'inline') return at(beside.start, `${item.text}, `);
  if (/^[ \t]*,[ \t]*$/.test(lead)) return at(start, lead + item.text + lineBreakOf(text));
  return at(beside.start, item.text + (layout === 'leading' ? '' : ',') + item.next);
}

/** `line`: the new item on its line, behind a line break and its heading. */
function insertBehind(
  model: SqlModel,
  { beside, layout }: Place,
  item: { readonly text: string; readonly line: string },
): Splice[] {
  const comma = firmComma(model, beside);
  if (layout === 'inline') return [comma === null ? at(beside.end, `, ${item.text}`) : at(comma + 1, ` ${item.text},`)];
  if (layout === 'leading') return [at(behindRemark(model, beside.end), item.line)];
  if (comma === null) {
    const end = behindRemark(model, beside.end);
    return end === beside.end ? [at(end, `,${item.line}`)] : [at(beside.end, ','), at(end, item.line)];
  }
  const end = behindRemark(model, comma + 1);
  const isInLine = end === comma + 1 && lineEnd(model.text, end) !== end;
  return [at(end, isInLine ? ` ${item.text},` : `${item.line},`)];
}

function at(start: number, text: string): Splice {
  return { start, end: start, text };
}

/** End of the line, where nothing but comments stands between an offset and it; else the offset. */
function behindRemark({ text, comments, tags }: SqlModel, offset: number): number {
  let end = offset;
  for (;;) {
    end += /^[ \t]*/.exec(text.slice(end, lineEnd(text, end)))?.[0].length ?? 0;
    const tag = tags.get(end);
    const remark = comments.find((comment) => comment.start === end) ?? (tag?.kind === 'comment' ? tag : undefined);
    if (!remark) return end === lineEnd(text, end) ? end : offset;
    end = remark.end;
  }
}
