import { blockAt } from './blocks.ts';
import { lineBreakOf, lineEnd } from './lines.ts';
import { lineLead, readLayout } from './list-layout.ts';
import type { Select, SelectItem } from './query.ts';
import type { SqlModel } from './read-model.ts';
import type { Splice } from './splice.ts';

/** A new item of a list: its text, the item that it comes behind, and the heading that comes before it. */
export interface NewItem {
  readonly text: string;
  readonly index: number;
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
  const { text } = model;
  const before = select.items[item.index];
  if (!before) return [];
  const layout = readLayout(model, select, others);
  const comma = firmComma(model, before);
  if (layout === 'inline') return [comma === null ? at(before.end, `, ${item.text}`) : at(comma + 1, ` ${item.text},`)];
  const lead = lineLead(model, select, { index: item.index, layout });
  const heading = item.heading === null ? '' : `\n${item.heading}`;
  const line = `${heading}\n${lead}${item.text}`.replaceAll('\n', lineBreakOf(text));
  if (layout === 'leading') return [at(behindRemark(model, before.end), line)];
  if (comma === null) {
    const end = behindRemark(model, before.end);
    return end === before.end ? [at(end, `,${line}`)] : [at(before.end, ','), at(end, line)];
  }
  const isLast = select.items.length === item.index + 1;
  const end = behindRemark(model, comma + 1);
  const isInLine = end === comma + 1 && lineEnd(text, end) !== end;
  return [at(end, isInLine && !isLast ? ` ${item.text},` : `${line},`)];
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
