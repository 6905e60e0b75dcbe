import { replySchema } from '../../prompts/reply/reply-schema.ts';

/** Longer items are none of a reply. */
const LONGEST_ITEM = 20_000;
const MOST_ITEMS = 5_000;
const SECTION = `["']?(${Object.keys(replySchema.shape).join('|')})["']?\\s{0,100}:\\s{0,100}\\[`;

/**
 * The items of a reply that is broken as a whole: each section's objects, one by one, read by `parse`; those that it cannot
 * read are left out. Null where there is none. Linear in the text, but for what `parse` costs.
 */
export function salvageItems(text: string, parse: (item: string) => unknown): Record<string, unknown[]> | null {
  const found: Record<string, unknown[]> = {};
  const sections = new RegExp(SECTION, 'gi');
  let count = 0;
  for (let section = sections.exec(text); section !== null && count < MOST_ITEMS; section = sections.exec(text)) {
    const name = (section[1] ?? '').toLowerCase();
    const { items, end } = objectsFrom(text, sections.lastIndex);
    sections.lastIndex = end;
    const read = items.map(parse).filter((item) => typeof item === 'object' && item !== null);
    count += read.length;
    if (read.length > 0) found[name] = [...(found[name] ?? []), ...read];
  }
  return count === 0 ? null : found;
}

/** The texts of the objects from a place on, and the end of their list. Quotes are not trusted: only brackets count. */
function objectsFrom(text: string, start: number): { items: string[]; end: number } {
  const items: string[] = [];
  let [depth, begun] = [0, start];
  for (let at = start; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === ']' && depth === 0) return { items, end: at };
    if (character === '{' && depth++ === 0) begun = at;
    if (character !== '}' || depth === 0 || --depth > 0) continue;
    items.push(text.slice(begun, Math.min(at + 1, begun + LONGEST_ITEM)));
    if (items.length >= MOST_ITEMS) return { items, end: at };
  }
  return { items, end: text.length };
}
