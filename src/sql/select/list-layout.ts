import { indentAt, isFirstOnLine, lineStart } from './lines.ts';
import type { Select, SelectItem } from './query.ts';
import type { SqlModel } from './read-model.ts';

/** How a list is written: where its commas stand, or that it is on one line. */
export type ListLayout = 'trailing' | 'leading' | 'inline';

/** Reads the layout off a list; of a single item, off `others`, the other lists of the model. */
export function readLayout(model: SqlModel, select: Select, others: readonly Select[]): ListLayout {
  const own = layoutOfGaps(model, select.items);
  if (own) return own;
  const [item] = select.items;
  if (!item || !isFirstOnLine(model.text, item.start)) return 'inline';
  for (const other of others) {
    const layout = layoutOfGaps(model, other.items);
    if (layout && layout !== 'inline') return layout;
  }
  return 'trailing';
}

/** What most gaps between items are, those with a line break first; null where there is no gap. */
function layoutOfGaps({ text }: SqlModel, items: readonly SelectItem[]): ListLayout | null {
  const counts = { trailing: 0, leading: 0, inline: 0 };
  for (const [index, { end, comma }] of items.entries()) {
    const next = items[index + 1];
    if (!next || comma === null) continue;
    if (text.slice(end, comma).includes('\n')) counts.leading += 1;
    else if (text.slice(comma, next.start).includes('\n')) counts.trailing += 1;
    else counts.inline += 1;
  }
  if (counts.leading + counts.trailing > 0) return counts.leading > counts.trailing ? 'leading' : 'trailing';
  return counts.inline > 0 ? 'inline' : null;
}

/** What stands before an item on a line of its own, its comma included where that leads, as near to `index` as can be. */
export function lineLead(
  { text }: SqlModel,
  { start, items }: Select,
  { index, layout }: { index: number; layout: ListLayout },
): string {
  const near = items.map((item, at) => ({ item, at })).sort((a, b) => Math.abs(a.at - index) - Math.abs(b.at - index));
  for (const { item, at } of near) {
    const lead = text.slice(lineStart(text, item.start), item.start);
    if (layout === 'trailing' ? /^[ \t]*$/.test(lead) : at > 0 && /^[ \t]*,[ \t]*$/.test(lead)) return lead;
  }
  const indent = indentAt(text, items[index]?.start ?? start);
  return layout === 'leading' ? `${indent}, ` : indent;
}
