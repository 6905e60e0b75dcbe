import { isDeepStrictEqual } from 'node:util';
import { textPosition } from '../text-position.ts';
import { blockReason } from './blocks.ts';
import type { ColumnWay } from './column-way.ts';
import { findColumnWay, wayTexts } from './column-way.ts';
import { findMentions } from './mentions.ts';
import type { Select, SelectItem } from './query.ts';
import type { SqlModel } from './read-model.ts';
import { readModel } from './read-model.ts';
import { removeItem } from './remove-item.ts';
import type { Refusal } from './splice.ts';
import { applySplices } from './splice.ts';

/** A column that goes from a model. */
export interface OldColumn {
  /** Name that comes out. */
  readonly name: string;
  /** How cartridge wrote it, if it did: where it stands so still, it goes even if it is computed. */
  readonly text?: string;
}

/**
 * Takes columns out of the select lists of a model: plain ones, and computed ones that are as cartridge wrote them, where
 * nothing else in the model mentions them. Every other byte stays; otherwise nothing is changed and the reason is told. Pure.
 */
export function removeColumns(
  sql: string,
  columns: readonly OldColumn[],
  { dialect }: { readonly dialect: string },
): { readonly text: string } | Refusal {
  let text = sql;
  for (const column of columns) {
    const removed = removeColumn(text, column, dialect);
    if ('reason' in removed) return removed;
    text = removed.text;
  }
  return { text };
}

function removeColumn(sql: string, column: OldColumn, dialect: string): { readonly text: string } | Refusal {
  const model = readModel(sql, dialect);
  if ('reason' in model) return refuse(model.reason, column);
  const way = findColumnWay(model.query);
  if ('reason' in way) return refuse(way.reason, column);
  const found = findItems(model, way, column);
  if ('reason' in found) return { ...found, ...refuse(found.reason, column) };
  const isFound = (offset: number) => found.some(({ item }) => item.start <= offset && offset < item.end);
  const mentions = found
    .flatMap(({ item }) => findMentions(model, item.name ?? ''))
    .filter((offset) => !isFound(offset));
  const [mention] = mentions.sort((a, b) => a - b);
  if (mention !== undefined) {
    const { line } = textPosition(sql, mention);
    return { ...refuse(`line ${line} mentions ${column.name} too`, column), line };
  }
  const splices = found.map(({ select, item }) => removeItem(model, select, item));
  const whole = splices.filter((each) => each !== null);
  if (whole.length < splices.length) return refuse(`what stands beside ${column.name} may belong to it`, column);
  const text = applySplices(sql, whole.flat());
  const edited = readModel(text, dialect);
  const kept = way.lists.map(({ items }) => items.filter((item) => !found.some((each) => each.item === item)));
  const expected = kept.map((items) => items.map(({ start, end }) => sql.slice(start, end)));
  const isAsMeant = !('reason' in edited) && isDeepStrictEqual(wayTexts(edited), expected);
  return isAsMeant ? { text } : refuse('its select list is written in a way that cannot be changed safely', column);
}

function refuse(reason: string, { name, text }: OldColumn): Refusal {
  return { reason, snippet: `${text ?? name},\n` };
}

interface Found {
  readonly select: Select;
  readonly item: SelectItem;
}

/** The items that a column comes through, from the last list to that in which it is made. */
function findItems(model: SqlModel, way: ColumnWay, column: OldColumn): Found[] | Pick<Refusal, 'reason' | 'line'> {
  if (way.lists.length === 0) return { reason: 'it selects *' };
  if (way.isByPlace) return { reason: 'the places of its columns matter' };
  const found: Found[] = [];
  let name = column.name;
  for (const select of way.lists) {
    const item = select.items.find((each) => each.name?.toLowerCase() === name.toLowerCase());
    if (!item) return { reason: `it has no column ${name}` };
    const isOurs = model.text.slice(item.start, item.end) === column.text;
    const isPlain = item.value.kind === 'column' && !item.value.isCast;
    const reason = blockReason(model, select.start);
    const { line } = textPosition(model.text, item.start);
    if (reason !== null) return { reason, line };
    if (!isOurs && !isPlain) return { reason: `it computes ${name}`, line };
    found.push({ select, item });
    name = item.value.kind === 'column' ? (item.value.path.at(-1) ?? name) : name;
  }
  return found;
}
