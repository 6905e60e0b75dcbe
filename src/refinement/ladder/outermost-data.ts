import { DEEPEST } from './shallow-json.ts';

/** The text of one object or list, and whether its end was missing. */
export interface OutermostData {
  readonly text: string;
  readonly isCut: boolean;
}

/**
 * The object or list with which a text begins, without what stands behind it. Where its end is missing, the part up to the
 * last complete item of an outermost list, with the brackets closed behind it: an item is in it whole or not at all, so that
 * no half word becomes a name. Null where it is nested too deeply. One pass; knows strings, so that brackets in them do not count.
 */
export function outermostData(text: string): OutermostData | null {
  const open: string[] = [];
  let kept = { end: 0, closers: '' };
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    switch (character) {
      case '"': {
        at = endOfString(text, at);
        break;
      }
      case '{':
      case '[': {
        open.push(character === '{' ? '}' : ']');
        if (open.length > DEEPEST) return null;
        break;
      }
      case '}':
      case ']': {
        if (open.at(-1) === character) open.pop();
        if (open.length === 0) return { text: text.slice(0, at + 1), isCut: false };
        if (isBetweenItems(open)) kept = { end: at + 1, closers: open.toReversed().join('') };
        break;
      }
      case ',': {
        if (isBetweenItems(open)) kept = { end: at, closers: open.toReversed().join('') };
        break;
      }
      default:
    }
  }
  return { text: kept.end === 0 ? '{}' : text.slice(0, kept.end) + kept.closers, isCut: true };
}

/** Inside objects alone, or directly in the one list among them. */
function isBetweenItems(open: readonly string[]): boolean {
  const lists = open.filter((closer) => closer === ']').length;
  return lists === 0 || (lists === 1 && open.at(-1) === ']');
}

/** Of its closing quote; of a string without one, the end of the text. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '\\') at++;
    else if (character === '"') return at;
  }
  return text.length;
}
