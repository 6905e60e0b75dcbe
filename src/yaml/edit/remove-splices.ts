import type { YamlEdit } from './edit.ts';
import type { Found } from './find-node.ts';
import { entryEnd } from './find-node.ts';
import { lineEnd } from './flow-end.ts';
import { nextLine } from './insert-lines.ts';
import type { YamlNode } from './nodes.ts';
import type { ParsedText, Planned } from './parsed-text.ts';
import type { Splice } from './splice.ts';
import { columnOf } from './text-style.ts';

type Removal = Extract<YamlEdit, { kind: 'remove_key' | 'remove_item' }>;

/** A key with its value, or an item. */
interface Part {
  /** Its key, or its dash where it has one. */
  readonly start: number;
  readonly end: number;
}

/** Takes some keys or items of one node away, never all. Comments on their lines go with them, those around them stay. */
export function removeSplices({ text }: ParsedText, { nodes, missing }: Found, removals: readonly Removal[]): Planned {
  const node = nodes.at(-1);
  if (removals.length === 0) return [];
  if (missing !== null || (node?.kind !== 'mapping' && node?.kind !== 'sequence'))
    return { reason: 'there is nothing to remove' };
  const parts = partsOf(node);
  const gone = new Set(removals.map((removal) => placeOf(node, removal)));
  const places = [...gone].sort((a, b) => a - b);
  if (places.some((place) => !parts[place])) return { reason: 'there is nothing to remove' };
  return node.isFlow ? places.flatMap((place) => cutOut(parts, gone, place)) : cutLines(text, parts, places);
}

function partsOf(node: Extract<YamlNode, { kind: 'mapping' | 'sequence' }>): Part[] {
  return node.kind === 'mapping'
    ? node.entries.map((entry) => ({ start: entry.key.start, end: entryEnd(entry) }))
    : node.items.map(({ start, end }, index) => ({ start: node.dashes[index] ?? start, end }));
}

function placeOf(node: YamlNode, removal: Removal): number {
  if (removal.kind === 'remove_item') return removal.item;
  if (node.kind !== 'mapping') return -1;
  return node.entries.findLastIndex(({ key }) => key.kind === 'scalar' && key.text === removal.key);
}

/** Within brackets: with the comma before it, or that behind it where nothing stays before it. */
function cutOut(parts: readonly Part[], gone: ReadonlySet<number>, place: number): Splice[] {
  const [part, before, next] = [parts[place], parts[place - 1], parts[place + 1]];
  const isFirst = parts.slice(0, place).every((_, index) => gone.has(index));
  if (part && before && !isFirst) return [{ start: before.end, end: part.end, text: '' }];
  return part && next ? [{ start: part.start, end: next.start, text: '' }] : [];
}

/** Whole lines. Where the first stands behind a dash of something around it, what follows moves up to that dash. */
function cutLines(text: string, parts: readonly Part[], places: readonly number[]): Splice[] {
  const whole = (place: number): Splice[] => (parts[place] ? [cutLine(text, parts[place])] : []);
  const [first] = parts;
  if (!first || places[0] !== 0 || isFirstOnLine(text, first)) return places.flatMap(whole);
  const moved = places.findIndex((place, index) => place !== index);
  const count = moved === -1 ? places.length : moved;
  const end = nextLine(text, parts[count - 1]?.end ?? first.end);
  const gap = /^\s*/.exec(text.slice(end))?.[0].length ?? 0;
  return [{ start: first.start, end: end + gap, text: '' }, ...places.slice(count).flatMap(whole)];
}

function isFirstOnLine(text: string, { start }: Part): boolean {
  return text.slice(start - columnOf(text, start), start).trim() === '';
}

/** The lines of a part, and one empty line where two would meet. */
function cutLine(text: string, part: Part): Splice {
  const start = part.start - columnOf(text, part.start);
  const end = nextLine(text, part.end);
  const follows = text.slice(end, lineEnd(text, end));
  const empty = /\n[ \t]*\r?\n$/.exec(text.slice(0, start));
  return { start: empty && follows.trim() === '' ? empty.index + 1 : start, end, text: '' };
}
