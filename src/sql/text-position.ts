/** A place in a text for a person: both count from 1; a column is a UTF-16 unit, as editors count. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** Where an offset in UTF-16 units stands. */
export function textPosition(text: string, offset: number): TextPosition {
  let line = 1;
  let start = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) {
    line += 1;
    start = at + 1;
  }
  return { line, column: offset - start + 1 };
}

/** The UTF-16 offset of a byte of the text's UTF-8 form. */
export function offsetOfByte(text: string, byte: number): number {
  return offsetAfter(text, byte, (character) => Buffer.byteLength(character, 'utf8'));
}

/** The UTF-16 offset of a code point. */
export function offsetOfCodePoint(text: string, index: number): number {
  return offsetAfter(text, index, () => 1);
}

function offsetAfter(text: string, end: number, sizeOf: (character: string) => number): number {
  let passed = 0;
  let offset = 0;
  for (const character of text) {
    if (passed >= end) break;
    passed += sizeOf(character);
    offset += character.length;
  }
  return offset;
}
