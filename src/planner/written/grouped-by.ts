import type { TokenRange } from '../../sql/select/token-source.ts';
import { splitAtCommas } from '../../sql/select/token-source.ts';
import type { ReadFrom } from './read-from.ts';
import type { Reading } from './reading.ts';
import { columnNamed } from './named-column.ts';
import type { WrittenItem, WrittenSelect } from './written-query.ts';

/**
 * The columns that a select has one row for each combination of, as far as its text proves it: those that it groups by, or
 * those of what it passes on. Null: not known.
 */
export function groupedBy(
  reading: Reading,
  { isDistinct, items, clauses }: WrittenSelect,
  relations: readonly ReadFrom[],
): readonly string[] | null {
  const group = clauses.find(({ word }) => word === 'group by');
  if (group) {
    const names = splitAtCommas(reading.source, group.range).map((range) =>
      groupedItem(reading, textOf(reading, range), { items, relations }),
    );
    const known = names.filter((name) => name !== null);
    return known.length === names.length ? known : null;
  }
  const own = items.flatMap(({ name }) => name ?? []);
  if (isDistinct) return items.some(({ isStar }) => isStar) ? null : own;
  const [only, ...others] = relations;
  const inner = others.length === 0 ? only?.query?.groupedBy : undefined;
  if (!inner) return null;
  const passed = new Set(items.flatMap((item) => (item.isStar ? inner : passedOn(reading, item))));
  return inner.every((name) => passed.has(name)) ? inner : null;
}

/** The name under which comes out what is grouped by: by its place, its text or its alias. */
function groupedItem(
  reading: Reading,
  words: string,
  { items, relations }: { items: readonly WrittenItem[]; relations: readonly ReadFrom[] },
): string | null {
  if (/^\d+$/.test(words)) return items[Number(words) - 1]?.name ?? null;
  const same = items.find((item) => textOf(reading, item.expression) === words);
  if (same) return same.name;
  const named = items.find((item) => item.name?.toLowerCase() === words);
  const isColumn = relations.some(({ columns }) => columnNamed(columns, words) !== undefined);
  const isPassedOn = named && passedOn(reading, named).length > 0;
  if (named && isColumn && !isPassedOn && !reading.isDuckdb)
    reading.faults.add(`"group by ${words}" may mean the column or the alias: group by the place of the item`);
  return named && (isPassedOn || !isColumn) ? named.name : null;
}

/** A column that is passed on under its own name. */
function passedOn(reading: Reading, { expression, name }: WrittenItem): string[] {
  const parts = textOf(reading, expression).split(' ');
  const isPath = parts.length === 1 || (parts.length === 3 && parts[1] === '.');
  return name !== null && isPath && parts.at(-1) === name.toLowerCase() ? [name] : [];
}

function textOf({ source }: Reading, { lo, hi }: TokenRange): string {
  return source.tokens
    .slice(lo, hi)
    .map(({ value }) => value)
    .join(' ');
}
