import type { Splice } from './edit.ts';
import { lineEnd } from './flow-end.ts';
import type { TextStyle } from './text-style.ts';
import { columnOf } from './text-style.ts';

/**
 * Puts lines behind what ends at `end`, whose siblings begin in `column`: after the rest of its line, and after comments
 * that stand deeper and so belong to it.
 */
export function insertLines(
  text: string,
  { end, column, style }: { end: number; column: number; style: TextStyle },
  lines: readonly string[],
): Splice {
  const at = afterComments(text, endOfLine(text, end), column);
  const indent = ' '.repeat(column);
  const body = lines.map((line) => (line === '' ? '' : indent + line)).join(style.lineBreak);
  const isOpen = at > 0 && text[at - 1] !== '\n';
  return { start: at, end: at, text: isOpen ? style.lineBreak + body : body + style.lineBreak };
}

/** Start of the next line; where the place is one already, as behind a block scalar, the place itself. */
function endOfLine(text: string, offset: number): number {
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
    at = endOfLine(text, at + 1);
  }
}
