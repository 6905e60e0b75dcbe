import type { NameGroup } from './braces.ts';
import { groupNames } from './braces.ts';
import type { ColumnItem } from './column-item.ts';
import type { ColumnLetter } from './column-letter.ts';
import { COLUMN_LETTERS } from './column-letter.ts';

/** A column, and the letter that heads its group; null: its name tells what it holds, or nothing need be told. */
export interface LetteredItem extends ColumnItem {
  readonly letter: ColumnLetter | null;
}

export interface WrittenColumns {
  readonly text: string;
  /** Names, as shown, in the order of their numbers. */
  readonly order: readonly string[];
}

/**
 * A model miscounts long rows. So the number of a column is told with a letter that comes so many columns after the last
 * number, and by a mark of its own after still more. A mark costs two tokens, a number beside a letter one.
 */
const AT_A_LETTER = 4;
export const ANYWHERE = 6;

/** Writes columns by letter, with the number of a column here and there; the first of them is number `first`. */
export function writeColumns(items: readonly LetteredItem[], first: number): WrittenColumns {
  const parts: string[] = [];
  const order: string[] = [];
  let told = 0;
  const number = (): string => {
    told = order.length;
    return String(first + order.length);
  };
  const counted = (text: string, names: readonly string[]): string => {
    const mark = order.length - told >= ANYWHERE ? `#${number()} ` : '';
    order.push(...names);
    return mark + text;
  };
  for (const letter of [null, ...COLUMN_LETTERS]) {
    const group = items.filter((item) => item.letter === letter);
    if (group.length === 0) continue;
    if (letter !== null) parts.push(order.length - told >= AT_A_LETTER ? letter + number() : letter);
    for (const { name, text } of group.filter((item) => !item.isBare)) parts.push(counted(text, [name]));
    for (const { prefix, suffix, words } of barely(group)) {
      const inner = words.map((word) => counted(word.text, word.names)).join(' ');
      parts.push(prefix === '' && suffix === '' ? inner : `${prefix}{${inner}}${suffix}`);
    }
  }
  return { text: parts.join(' '), order };
}

function barely(group: readonly LetteredItem[]): NameGroup[] {
  return groupNames(group.filter((item) => item.isBare).map((item) => item.name));
}
