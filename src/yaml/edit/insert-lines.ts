import { lineEnd } from './flow-end.ts';
import type { Splice } from './splice.ts';
import type { TextStyle } from './text-style.ts';
import { columnOf } from './text-style.ts';

/** Where lines go, and how. */
export interface LinePlace {
  /** End of what they stand behind. */
  readonly end: number;
  /** Column in which it and its siblings begin. */
  readonly column: number;
  readonly style: TextStyle;
}

/** Puts lines behind what ends at `end`: after the rest of its line, and after comments that stand deeper and so belong to it. */
export function insertLines(text: string, { end, column, style }: LinePlace, lines: readonly string[]): Splice {
  return linesAt(text, { end: afterComments(text, nextLine(text, end), column), column, style }, lines);
}

/** Puts lines at the start of the line at `end`, or behind a last line that lacks its line break. */
export function linesAt(text: string, { end: at, column, style }: LinePlace, lines: readonly string[]): Splice {
  const indent = ' '.repeat(column);
  const body = lines.map((line) => (line === '' ? '' : indent + line)).join(style.lineBreak);
  const isOpen = at > 0 && text[at - 1] !== '\n';
  return { start: at, end: at, text: isOpen ? style.lineBreak + body : body + style.lineBreak };
}

/** Start of the next line; where the place is one already, as behind a block scalar, the place itself. */
export function nextLine(text: string, offset: number): number {
  if (offset > 0 && columnOf(text, offset) === 0) return offset;
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end + 1;
}

function afterComments(text: string, from: number, column: number): number {
  let at = from;
  for (;;) {
    const line = text.slice(at, lineEnd(text, at));
    const comment = /^( *)#/.exec(line);
    if (!comment || (comment[1]?.length ?? 0) <= column) return at;
    at = nextLine(text, at + 1);
  }
}
