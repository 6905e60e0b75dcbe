import { blockReason } from './blocks.ts';
import type { ColumnWay } from './column-way.ts';
import { findColumnWay } from './column-way.ts';
import { findHeading, newHeading, readHeadings } from './headings.ts';
import { insertItem, lastFirmItem } from './insert-item.ts';
import type { NewItem } from './insert-item.ts';
import type { Select } from './query.ts';
import type { SqlModel } from './read-model.ts';
import { readModel } from './read-model.ts';
import type { Refusal, Splice } from './splice.ts';
import { applySplices } from './splice.ts';

/** A column that comes to a model. */
export interface NewColumn {
  /** Name that comes out. */
  readonly name: string;
  /** Expression and alias, without a comma: `cast(x as date) as ordered_on`. */
  readonly text: string;
  /** Heading below which it belongs, where the list has such headings. */
  readonly group?: string;
  /** Name of the column behind which it belongs, where the list has it. */
  readonly after?: string;
}

/**
 * Puts columns into the select list of a model by splicing: every other byte stays as it is, and the new items are written as the
 * list is. They go into the list nearest to the source, and by name into each list above that has no star. Where nobody
 * can tell that this is safe, nothing is changed and the reason is told. Pure.
 */
export function insertColumns(
  sql: string,
  columns: readonly NewColumn[],
  { dialect }: { readonly dialect: string },
): { readonly text: string } | Refusal {
  let text = sql;
  for (const column of columns) {
    const inserted = insertColumn(text, column, dialect);
    if ('reason' in inserted) return { ...inserted, snippet: columns.map((each) => `${each.text},\n`).join('') };
    text = inserted.text;
  }
  return { text };
}

type Reason = { readonly reason: string };

function insertColumn(sql: string, column: NewColumn, dialect: string): { readonly text: string } | Reason {
  const model = readModel(sql, dialect);
  if ('reason' in model) return model;
  const way = findColumnWay(model.query);
  if ('reason' in way) return way;
  const item = readText(column, dialect);
  if ('reason' in item) return item;
  if (way.joins && !item.isQualified) return { reason: 'it joins several relations' };
  const texts = way.lists.map((select) => (way.lowest.includes(select) ? column.text : item.output));
  const splices: Splice[] = [];
  for (const [index, select] of way.lists.entries()) {
    const placed = placeItem(model, { select, way }, { ...column, text: texts[index] ?? '' });
    if ('reason' in placed) return placed;
    splices.push(...insertItem(model, select, { item: placed, others: way.lists }));
  }
  if (splices.length === 0) return { reason: 'it selects *, so that every column of its source comes out already' };
  const text = applySplices(sql, splices);
  return isAsMeant({ model, way, texts }, readModel(text, dialect))
    ? { text }
    : { reason: 'its select list is written in a way that cannot be changed safely' };
}

/** A text as an item: the name that comes out, as it stands in SQL, and whether it qualifies all its columns. */
function readText(
  { text, name }: NewColumn,
  dialect: string,
): { readonly output: string; readonly isQualified: boolean } | Reason {
  const model = readModel(`select ${text}`, dialect);
  const [item, ...others] = 'reason' in model ? [] : (model.query.selects[0]?.items ?? []);
  const last = 'reason' in model ? undefined : model.tokens.at(-1);
  const isItem =
    item && last && others.length === 0 && isSame(item.name, name) && item.end === 'select '.length + text.length;
  if (!isItem) return { reason: `${text} is no item of a select list that is named ${name}` };
  const paths = item.value.kind === 'column' ? [item.value.path] : item.value.kind === 'star' ? [] : item.value.paths;
  return { output: text.slice(last.start - 'select '.length), isQualified: paths.every((path) => path.length > 1) };
}

/** Where an item goes in a list: below its heading, behind the column that it follows, else at the end. */
function placeItem(
  model: SqlModel,
  { select, way }: { readonly select: Select; readonly way: ColumnWay },
  { name, text, group, after }: NewColumn,
): NewItem | Reason {
  const { items } = select;
  if (items.some((item) => isSame(item.name, name))) return { reason: `it has a column ${name} already` };
  const repeated = blockReason(model, select.start);
  if (repeated !== null) return { reason: repeated };
  const headings = way.isByPlace ? [] : readHeadings(model, select);
  const heading = group === undefined ? undefined : findHeading(headings, group);
  const [from, to] = heading ? [heading.from, heading.to] : [0, items.length];
  const follows = way.isByPlace || after === undefined ? -1 : items.findIndex((item) => isSame(item.name, after));
  const wanted = follows >= from && follows < to ? follows : to - 1;
  const index = lastFirmItem(model, select, wanted);
  const isPlaceLost = way.isByPlace && index !== items.length - 1;
  if (index === -1 || isPlaceLost) return { reason: 'its select list ends with what Jinja makes' };
  const endsGroup = index === items.length - 1 || headings.some((each) => each.from === index + 1);
  const isNew = heading === undefined && group !== undefined && endsGroup;
  return { text, index, heading: isNew ? newHeading(model, headings, group) : null };
}

function isSame(name: string | null, other: string): boolean {
  return name?.toLowerCase() === other.toLowerCase();
}

/** Whether each list of the way has exactly one item more, the right one, and all others as they were. */
function isAsMeant(
  { model, way, texts }: { readonly model: SqlModel; readonly way: ColumnWay; readonly texts: readonly string[] },
  edited: ReturnType<typeof readModel>,
): boolean {
  if ('reason' in edited) return false;
  const after = findColumnWay(edited.query);
  if ('reason' in after || after.lists.length !== way.lists.length) return false;
  return way.lists.every((select, index) => {
    const before = itemTexts(model, select);
    const now = itemTexts(edited, after.lists[index]);
    const added = now.findIndex((text, at) => text !== before[at]);
    return now[added] === texts[index] && now.toSpliced(added, 1).join('\0') === before.join('\0');
  });
}

function itemTexts({ text }: SqlModel, select: Select | undefined): string[] {
  return (select?.items ?? []).map(({ start, end }) => text.slice(start, end));
}
