import { isDeepStrictEqual } from 'node:util';
import { textPosition } from '../text-position.ts';
import { blockReason } from './blocks.ts';
import { findColumnWay, wayTexts } from './column-way.ts';
import { insertItem } from './insert-item.ts';
import type { Belongs } from './place-item.ts';
import { findItem, placeItem, placeLast } from './place-item.ts';
import { readModel } from './read-model.ts';
import type { Refusal, Splice } from './splice.ts';
import { applySplices } from './splice.ts';

/** A column that comes to a model. */
export interface NewColumn extends Belongs {
  /** Name that comes out. */
  readonly name: string;
  /** Expression and alias, without a comma: `cast(x as date) as ordered_on`. */
  readonly text: string;
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
    if ('reason' in inserted) {
      const snippet = columns.map((each) => `${each.text},\n`).join('');
      // Behind a column that was put in, lines are no longer those of the text that was given.
      return text === sql ? { ...inserted, snippet } : { reason: inserted.reason, snippet };
    }
    text = inserted.text;
  }
  return { text };
}

type Reason = Pick<Refusal, 'reason' | 'line'>;

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
    const { line } = textPosition(sql, select.start);
    const reason = blockReason(model, select.start);
    if (reason !== null) return { reason, line };
    if (findItem(select.items, column.name) !== -1) return { reason: `it has a column ${column.name} already`, line };
    const place = way.isByPlace ? placeLast(model, select) : placeItem(model, select, column);
    if (!place) return { reason: 'its select list ends with what Jinja makes', line };
    splices.push(...insertItem(model, select, { item: { ...place, text: texts[index] ?? '' }, others: way.lists }));
  }
  if (splices.length === 0) return { reason: 'it selects *, so that every column of its source comes out already' };
  const text = applySplices(sql, splices);
  const [before, edited] = [wayTexts(model) ?? [], readModel(text, dialect)];
  const now = 'reason' in edited ? null : wayTexts(edited);
  const isAsMeant =
    now?.length === before.length && now.every((each, at) => hasMore(before[at] ?? [], each, texts[at] ?? ''));
  return isAsMeant ? { text } : { reason: 'its select list is written in a way that cannot be changed safely' };
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
    item &&
    last &&
    others.length === 0 &&
    item.name?.toLowerCase() === name.toLowerCase() &&
    item.end === 'select '.length + text.length;
  if (!isItem) return { reason: `${text} is no item of a select list that is named ${name}` };
  const paths = item.value.kind === 'column' ? [item.value.path] : item.value.kind === 'star' ? [] : item.value.paths;
  return { output: text.slice(last.start - 'select '.length), isQualified: paths.every((path) => path.length > 1) };
}

/** Whether a list has exactly one item more, the right one, and all others as they were. */
function hasMore(before: readonly string[], now: readonly string[], text: string): boolean {
  const added = now.findIndex((each, at) => each !== before[at]);
  return now[added] === text && isDeepStrictEqual(now.toSpliced(added, 1), before);
}
