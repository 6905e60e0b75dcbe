/** Longer than any warehouse carries; what is longer came from the head of a file, and is cut. */
const LONGEST = 300;
const PLAIN = /^[\p{L}_][\p{L}\p{M}\p{N}_$]*$/u;
/** What could be taken for a letter of a kind of values, with or without a number. */
const LETTER = /^[A-Z][0-9]*$/;

/** Whether a name stands in the text as it is. */
export function isPlainName(name: string): boolean {
  return PLAIN.test(name) && name.length <= LONGEST && !LETTER.test(name);
}

/** A name as the text shows it: as it is where it is a word, else as a JSON string, which `JSON.parse` gives back. */
export function writeName(name: string): string {
  if (isPlainName(name)) return name;
  return quoteText(name.length > LONGEST ? `${name.slice(0, LONGEST)}…` : name);
}

/** Any text as a JSON string in which nothing can be taken for notation, Jinja, markup or another line. */
export function quoteText(text: string): string {
  return JSON.stringify(text).replace(/[{}<>]|\p{C}|[\p{Zl}\p{Zp}]/gu, escaped);
}

function escaped(character: string): string {
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}
