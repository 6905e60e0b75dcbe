/**
 * Behind the bracket that closes a flow collection, given the end of its last part (or of its opening bracket). Between
 * the two stand only white space, commas and comments.
 */
export function flowEnd(text: string, from: number, bracket: ']' | '}'): number {
  let at = from;
  while (at < text.length) {
    const character = text[at];
    if (character === bracket) return at + 1;
    if (character === '#' && /\s/.test(text[at - 1] ?? ' ')) at = lineEnd(text, at);
    else at++;
  }
  return at;
}

/** Offset of the line break that ends the line, or the end of the text. */
export function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  if (end === -1) return text.length;
  return text[end - 1] === '\r' ? end - 1 : end;
}
