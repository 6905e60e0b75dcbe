import type { YamlEdit, YamlValue } from './edit.ts';
import type { Found } from './find-node.ts';
import { entryEnd, entryOf, isFlow } from './find-node.ts';
import { lineEnd } from './flow-end.ts';
import { insertLines, linesAt, nextLine } from './insert-lines.ts';
import type { EntryNode, MappingNode, SequenceNode, YamlNode } from './nodes.ts';
import type { ParsedText, Planned } from './parsed-text.ts';
import type { Splice } from './splice.ts';
import { insertion } from './splice.ts';
import { columnOf } from './text-style.ts';
import { blockLines, entryLines, flowEntry, flowText, itemLines } from './write-value.ts';

type Addition = Extract<YamlEdit, { kind: 'add_key' | 'add_item' }>;

/** Adds keys or items to one node; where it is missing or empty, it is made of them. */
export function addSplices(parsed: ParsedText, found: Found, additions: readonly Addition[]): Planned {
  const [first] = additions;
  const { nodes, entry, missing } = found;
  const node = nodes.at(-1);
  if (!first || !node) return [];
  const whole: YamlValue =
    first.kind === 'add_item'
      ? additions.map(({ value }) => value)
      : Object.fromEntries(additions.flatMap((each) => (each.kind === 'add_key' ? [[each.key, each.value]] : [])));
  if (missing !== null && node.kind === 'mapping') {
    return addEntry(parsed, node, { kind: 'add_key', path: [], key: missing, value: whole });
  }
  const value: YamlValue = missing === null ? whole : { [missing]: whole };
  if (isBare(node)) {
    const inFlow = nodes.slice(0, -1).some(isFlow);
    return entry && !inFlow ? fillEmpty(parsed, entry, value) : [inPlaceOf(node, flowText(value, parsed.style))];
  }
  if (missing !== null) return { reason: `there is no place for ${missing}` };
  return addEach(parsed, found, additions);
}

function addEach(parsed: ParsedText, { nodes, entry }: Found, additions: readonly Addition[]): Planned {
  const node = nodes.at(-1);
  const splices: Splice[] = [];
  for (const addition of additions) {
    const planned =
      addition.kind === 'add_key'
        ? node?.kind === 'mapping'
          ? addEntry(parsed, node, addition)
          : { reason: 'the place is no mapping' }
        : node?.kind === 'sequence'
          ? addItem(parsed, { sequence: node, entry }, addition)
          : { reason: 'the place is no list' };
    if ('reason' in planned) return planned;
    splices.push(...planned);
  }
  return splices;
}

function addEntry(
  { text, style }: ParsedText,
  mapping: MappingNode,
  { key, value, after }: Extract<YamlEdit, { kind: 'add_key' }>,
): Planned {
  const behind = (after === undefined ? undefined : entryOf(mapping.entries, after)) ?? mapping.entries.at(-1);
  if (entryOf(mapping.entries, key)) return { reason: `${key} is there already` };
  if (!behind) return { reason: 'the mapping is empty' };
  if (mapping.isFlow) return [insertion(entryEnd(behind), `, ${flowEntry(key, value, style)}`)];
  const column = columnOf(text, behind.key.start);
  const parts = mapping.entries.map((entry) => ({ start: entry.key.start, end: entryEnd(entry) }));
  const lines = entryLines(key, value, style);
  const place = { end: entryEnd(behind), column, style };
  return [insertLines(text, place, areSpaced(text, parts) ? ['', ...lines] : lines)];
}

function addItem(
  { text, style }: ParsedText,
  { sequence, entry }: { readonly sequence: SequenceNode; readonly entry: EntryNode | null },
  { value, after = sequence.items.length - 1, spaced = false }: Extract<YamlEdit, { kind: 'add_item' }>,
): Planned {
  const [first] = sequence.items;
  const behind = sequence.items[after];
  if (!first || (!behind && after !== -1)) return { reason: `the list has no item ${after + 1}` };
  if (sequence.isFlow) {
    const piece = flowText(value, style);
    return [behind ? insertion(behind.end, `, ${piece}`) : insertion(first.start, `${piece}, `)];
  }
  const column = columnOf(text, sequence.dashes[0] ?? sequence.start);
  const lines = itemLines(value, style);
  const parts = sequence.items.map(({ start, end }, index) => ({ start: sequence.dashes[index] ?? start, end }));
  const isSpaced = parts.length > 1 ? areSpaced(text, parts) : spaced;
  if (behind) return [insertLines(text, { end: behind.end, column, style }, isSpaced ? ['', ...lines] : lines)];
  // Above the first item and the comments that head it.
  if (!entry) return { reason: 'the list has no key below which a first item could stand' };
  const end = nextLine(text, entry.colonEnd);
  return [linesAt(text, { end, column, style }, isSpaced ? [...lines, ''] : lines)];
}

/** In the place of nothing, `[]`, `{}` or a single value behind a key: the value on the lines that follow, a comment stays. */
export function fillEmpty({ text, style }: ParsedText, { key, value }: EntryNode, whole: YamlValue): Planned {
  const column = columnOf(text, key.start);
  const indent = ' '.repeat(column + (Array.isArray(whole) ? style.dashOffset : style.step));
  const lines = blockLines(whole, style).map((line) => style.lineBreak + indent + line);
  const gap = /[ \t]*$/.exec(text.slice(0, value.start))?.[0].length ?? 0;
  const rest = text.slice(value.end, lineEnd(text, value.end));
  if (!/^[ \t]*(?:#.*)?$/.test(rest)) return { reason: 'something else follows on the line' };
  const isWritten = value.end > value.start;
  const removed = isWritten ? [{ start: value.start - gap, end: value.end, text: '' }] : [];
  return [...removed, insertion(lineEnd(text, value.end), lines.join(''))];
}

export function inPlaceOf({ start, end }: YamlNode, text: string): Splice {
  return { start, end, text: end > start ? text : ` ${text}` };
}

/** Nothing, `null`, `[]` or `{}`. */
function isBare(node: YamlNode): boolean {
  if (node.kind === 'alias') return false;
  if (node.kind === 'scalar')
    return node.isEmpty || (node.style === 'plain' && /^(?:~|null|Null|NULL)$/.test(node.text));
  return node.isFlow && (node.kind === 'mapping' ? node.entries : node.items).length === 0;
}

/** Whether most of the entries or items of a node have an empty line before them. */
function areSpaced(text: string, parts: readonly { readonly start: number; readonly end: number }[]): boolean {
  const spaced = parts.slice(1).filter(({ start }, index) => {
    const between = text
      .slice(nextLine(text, parts[index]?.end ?? start), start)
      .split('\n')
      .slice(0, -1);
    return between.some((line) => line.trim() === '');
  });
  return parts.length > 1 && spaced.length * 2 > parts.length - 1;
}
