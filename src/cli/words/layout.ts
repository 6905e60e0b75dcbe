import { stripVTControlCharacters } from 'node:util';

// East Asian wide and full-width characters and pictographs take two cells of a terminal.
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const COMBINING = /\p{Mark}/u;

/** Cells that text takes on a terminal; colours take none. */
export function displayWidth(text: string): number {
  if (/^[\u0020-\u007e]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of stripVTControlCharacters(text)) {
    if (!COMBINING.test(character)) width += WIDE.test(character) ? 2 : 1;
  }
  return width;
}

/** Text padded with spaces to `width` cells; longer text stays as it is. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

/** Text padded on the left, for numbers. */
export function padLeft(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - displayWidth(text))) + text;
}

// A number stays with what it counts, and a `p` with its probability.
const BREAK = /(?<!\d) (?!\.\d)/;

/** Text broken at spaces into lines of at most `width` cells. A longer word stands on a line of its own, whole. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line: string | undefined;
  for (const word of text.split(BREAK)) {
    if (line === undefined) line = word;
    else if (displayWidth(line) + 1 + displayWidth(word) <= width) line += ` ${word}`;
    else {
      lines.push(line);
      line = word;
    }
  }
  lines.push(line ?? '');
  return lines;
}

/** Text wrapped within `width`, every line behind `indent` spaces. */
export function indented(text: string, indent: number, width: number): string[] {
  return wrap(text, Math.max(20, width - indent)).map((line) => ' '.repeat(indent) + line);
}

/** A label and, from `column` on, its text, wrapped under itself. A label that is too long stands on its own line. */
export function labelled(label: string, text: string, at: { column: number; width: number }): string[] {
  const body = indented(text, at.column, at.width);
  const wide = displayWidth(label);
  const room = at.column - wide;
  if (room >= 2) return [pad(label, at.column) + (body[0] ?? '').slice(at.column), ...body.slice(1)];
  const oneLine = `${label}  ${text}`;
  return displayWidth(oneLine) <= at.width ? [oneLine] : [label, ...body];
}

/** A line with a note at its right edge, or behind it where there is no room. */
export function withNote(line: string, note: string, width: number): string {
  if (displayWidth(note) === 0) return line;
  const room = width - displayWidth(line) - displayWidth(note);
  return line + ' '.repeat(Math.max(2, room)) + note;
}
