// Control characters but for tab, line and paragraph separators, and the marks that reorder text.
const UNSAFE = /(?!\t)[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const ESCAPE = String.fromCharCode(27);
// The only escape sequences that words make themselves (colour.ts).
const OWN_COLOUR = new RegExp(`${ESCAPE}\\[(?:0|1|2|22|31|32|33|36|39)m`, 'g');

/**
 * One line that a terminal shows as it is: names and comments come from outside and may hold newlines, escape
 * sequences or marks that reorder text, which are shown as `\n`, `\u001b`, .... Colours of our own stay.
 */
export function printable(line: string): string {
  const colours = line.match(OWN_COLOUR) ?? [];
  const parts = line.split(OWN_COLOUR).map((part) => part.replace(UNSAFE, escapeCharacter));
  return parts.map((part, index) => part + (colours[index] ?? '')).join('');
}

function escapeCharacter(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
