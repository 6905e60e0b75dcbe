import type { Splice, YamlEdit, YamlValue } from './edit.ts';
import { entryOf, findNode, usedAnchors } from './find-node.ts';
import type { Found } from './find-node.ts';
import { lineEnd } from './flow-end.ts';
import { insertLines } from './insert-lines.ts';
import type { EntryNode, MappingNode, ScalarNode, SequenceNode, YamlNode } from './nodes.ts';
import type { TextStyle } from './text-style.ts';
import { columnOf } from './text-style.ts';
import { blockLines, entryLines, flowEntry, flowText, itemLines, writeScalar } from './write-value.ts';

/** A text, its nodes and how it is written. */
export interface ParsedText {
  readonly text: string;
  readonly root: YamlNode;
  readonly style: TextStyle;
}

type Planned = readonly Splice[] | { readonly reason: string };

/** The pieces of text that make an edit, or why there are none. */
export function planSplices(parsed: ParsedText, edit: YamlEdit): Planned {
  const found = findNode(parsed.root, edit.path);
  if ('reason' in found) return found;
  const used = usedAnchors(parsed.root);
  const shared = found.nodes.find((node) => node.kind === 'alias' || (node.anchor !== null && used.has(node.anchor)));
  if (shared) return { reason: 'the place is shared with others by an anchor or an alias' };
  switch (edit.kind) {
    case 'set_scalar':
      return setScalar(parsed, found, edit.value);
    case 'add_key':
      return addTo(parsed, found, { key: edit.key, value: edit.value, after: edit.after });
    case 'add_item':
      return addTo(parsed, found, { value: edit.value, after: edit.after });
  }
}

/** A key with its value, or an item. */
type Addition =
  | { readonly key: string; readonly value: YamlValue; readonly after: string | undefined }
  | { readonly value: YamlValue; readonly after: number | undefined };

function addTo(parsed: ParsedText, { nodes, entry, missing }: Found, addition: Addition): Planned {
  const node = nodes.at(-1);
  const whole: YamlValue = 'key' in addition ? { [addition.key]: addition.value } : [addition.value];
  if (!node) return { reason: 'there is no such place' };
  const inFlow = nodes
    .slice(0, -1)
    .some((each) => (each.kind === 'mapping' || each.kind === 'sequence') && each.isFlow);
  if (missing !== null) {
    if (node.kind === 'mapping') return addEntry(parsed, node, { key: missing, value: whole, after: undefined });
    if (inFlow) return [inPlaceOf(node, flowText({ [missing]: whole }, parsed.style))];
    return entry && node.kind === 'scalar' ? fillEmpty(parsed, entry, { [missing]: whole }) : noPlace(missing);
  }
  const isEmpty = node.kind === 'scalar' ? isNull(node) : node.kind !== 'alias' && isBare(node);
  if (isEmpty && entry && !inFlow) return fillEmpty(parsed, entry, whole);
  if (isEmpty) return [inPlaceOf(node, flowText(whole, parsed.style))];
  if ('key' in addition) {
    return node.kind === 'mapping' ? addEntry(parsed, node, addition) : { reason: 'the place is no mapping' };
  }
  return node.kind === 'sequence' ? addItem(parsed, node, addition) : { reason: 'the place is no list' };
}

function inPlaceOf({ start, end }: YamlNode, text: string): Splice {
  return { start, end, text: end > start ? text : ` ${text}` };
}

function noPlace(key: string): { reason: string } {
  return { reason: `there is no place for ${key}` };
}

function addEntry(
  { text, style }: ParsedText,
  mapping: MappingNode,
  { key, value, after }: { key: string; value: YamlValue; after: string | undefined },
): Planned {
  const behind = (after === undefined ? undefined : entryOf(mapping.entries, after)) ?? mapping.entries.at(-1);
  if (entryOf(mapping.entries, key)) return { reason: `${key} is there already` };
  if (!behind) return { reason: 'the mapping is empty' };
  if (mapping.isFlow) return [insertion(entryEnd(behind), `, ${flowEntry(key, value, style)}`)];
  const column = columnOf(text, behind.key.start);
  return [insertLines(text, { end: entryEnd(behind), column, style }, entryLines(key, value, style))];
}

function addItem(
  { text, style }: ParsedText,
  sequence: SequenceNode,
  { value, after }: { value: YamlValue; after: number | undefined },
): Planned {
  const behind = sequence.items[after ?? sequence.items.length - 1];
  if (!behind) return { reason: `the list has no item ${(after ?? 0) + 1}` };
  if (sequence.isFlow) return [insertion(behind.end, `, ${flowText(value, style)}`)];
  const column = dashColumn(text, sequence);
  const lines = itemLines(value, style);
  const spaced = areSpaced(text, sequence) ? ['', ...lines] : lines;
  return [insertLines(text, { end: behind.end, column, style }, spaced)];
}

/** In the place of nothing, `[]`, `{}` or `null` behind a key: the value on the lines that follow, a comment stays. */
function fillEmpty({ text, style }: ParsedText, { key, value }: EntryNode, whole: YamlValue): Planned {
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

function setScalar({ text, style }: ParsedText, { nodes, missing }: Found, value: ScalarValue): Planned {
  const node = nodes.at(-1);
  if (missing !== null || node?.kind !== 'scalar') return { reason: 'the place holds no single value' };
  if (node.anchor !== null) return { reason: 'the place bears an anchor' };
  const quote = node.style === 'single' ? "'" : node.style === 'double' ? '"' : style.quote;
  const written = writeScalar(value, { quote });
  const isQuoted = node.style === 'single' || node.style === 'double';
  const plain = typeof value === 'string' && written === value && isQuoted ? `${quote}${value}${quote}` : written;
  if (node.isEmpty) return [insertion(node.end, ` ${plain}`)];
  const ending = node.style === 'block' && text[node.end - 1] === '\n' ? style.lineBreak : '';
  return [{ start: node.start, end: node.end, text: plain + ending }];
}

type ScalarValue = string | number | boolean | null;

function insertion(at: number, text: string): Splice {
  return { start: at, end: at, text };
}

function entryEnd({ key, value }: EntryNode): number {
  return Math.max(key.end, value.end);
}

function isNull({ isEmpty, text, style }: ScalarNode): boolean {
  return isEmpty || (style === 'plain' && /^(?:~|null|Null|NULL)$/.test(text));
}

function isBare(node: MappingNode | SequenceNode): boolean {
  return node.isFlow && (node.kind === 'mapping' ? node.entries : node.items).length === 0;
}

/** The dashes stand where the sequence begins, or on the line behind its anchor. */
function dashColumn(text: string, { start }: SequenceNode): number {
  const dash = text[start] === '-' ? start : text.indexOf('-', text.indexOf('\n', start));
  return columnOf(text, dash);
}

/** Whether most of the items have an empty line before them. */
function areSpaced(text: string, { items }: SequenceNode): boolean {
  const gaps = items.slice(1).map((item, index) => text.slice(items[index]?.end, item.start));
  const spaced = gaps.filter((gap) => /\n[ \t]*\r?\n/.test(`\n${gap}`) && /\n[ \t\r]*\n|^\r?\n/.test(gap));
  return gaps.length > 0 && spaced.length * 2 > gaps.length;
}
