import type { Heading } from './headings.ts';
import { findHeading, newHeading, readHeadings } from './headings.ts';
import type { NewItem } from './insert-item.ts';
import { isFirmStart, lastFirmItem } from './insert-item.ts';
import type { Select, SelectItem } from './query.ts';
import type { SqlModel } from './read-model.ts';

/** What tells where a column belongs in a list. */
export interface Belongs {
  /** Heading below which it belongs, where the list has such headings. */
  readonly group?: string;
  /** Name of the column behind which it belongs, where the list has it; null: it belongs at the beginning. */
  readonly after?: string | null;
}

/** A place in a list, so far as `NewItem` has it. */
type Place = Omit<NewItem, 'text'>;

/**
 * Where an item goes in a list: below its heading, which is made where the list is grouped by kinds of columns, behind the
 * column that it follows; else at the end. Null where Jinja leaves no firm place.
 */
export function placeItem(model: SqlModel, select: Select, { group, after }: Belongs): Place | null {
  const { items } = select;
  const headings = readHeadings(model, select);
  const follows = typeof after === 'string' ? findItem(items, after) : -1;
  const heading = group === undefined ? undefined : findHeading(headings, group);
  const made = group === undefined || heading ? null : newHeading(model, headings, group);
  if (made !== null) return placeGroup(model, select, { made, last: groupEnd(headings, follows) ?? items.length - 1 });
  const [from, to] = heading ? [heading.from, heading.to] : [0, items.length];
  const isFirst = after === null || (follows !== -1 && follows < from);
  if (isFirst && isFirmStart(model, select, from)) return { index: from, isBefore: true, heading: null };
  return behind(lastFirmItem(model, select, follows >= from && follows < to ? follows : to - 1));
}

/** A place at the end of a list, where places matter; null where its last item is not firm. */
export function placeLast(model: SqlModel, select: Select): Place | null {
  const last = select.items.length - 1;
  return lastFirmItem(model, select, last) === last ? behind(last) : null;
}

/** Index of the item that comes out under a name. */
export function findItem(items: readonly SelectItem[], name: string): number {
  return items.findIndex((item) => item.name?.toLowerCase() === name.toLowerCase());
}

function placeGroup(model: SqlModel, select: Select, { made, last }: { made: string; last: number }): Place | null {
  const place = behind(lastFirmItem(model, select, last));
  return place && { ...place, heading: place.index === last ? made : null };
}

/** Index of the last item of the group that an item is in. */
function groupEnd(headings: readonly Heading[], index: number): number | undefined {
  const heading = headings.find(({ from, to }) => from <= index && index < to);
  return heading && heading.to - 1;
}

function behind(index: number): Place | null {
  return index === -1 ? null : { index, isBefore: false, heading: null };
}
