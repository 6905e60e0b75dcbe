import { fillEmpty, inPlaceOf } from './add-splices.ts';
import type { YamlValue } from './edit.ts';
import type { Found } from './find-node.ts';
import { isFlow } from './find-node.ts';
import { lineEnd } from './flow-end.ts';
import { nextLine } from './insert-lines.ts';
import type { ScalarNode, YamlNode } from './nodes.ts';
import type { ParsedText, Planned } from './parsed-text.ts';
import type { Splice } from './splice.ts';
import { insertion } from './splice.ts';
import { columnOf } from './text-style.ts';
import { blockLines, flowText, isEmptyOrScalar, writeScalar } from './write-value.ts';

/** Puts another value in the place of one: within brackets, on its line or on lines of its own, as the old one stood. */
export function setSplices(parsed: ParsedText, { nodes, entry, missing }: Found, value: YamlValue): Planned {
  const node = nodes.at(-1);
  if (missing !== null || !node) return { reason: 'there is no such place' };
  if (node.anchor !== null) return { reason: 'the place bears an anchor' };
  const isCollection = !isEmptyOrScalar(value);
  if (nodes.slice(0, -1).some(isFlow) || (isFlow(node) && isCollection)) {
    return [inPlaceOf(node, flowText(value, parsed.style))];
  }
  if (node.kind === 'mapping' || node.kind === 'sequence') {
    if (isFlow(node)) return [inPlaceOf(node, flowText(value, parsed.style))];
    if (parsed.text[node.start] === '!') return { reason: 'the place bears a tag' };
    const isAlike = Array.isArray(value) === (node.kind === 'sequence');
    if (entry && !(isCollection && isAlike)) return belowKey(parsed, { node, entry }, value);
    return [inLinesOf(parsed, node, value)];
  }
  if (!isCollection && node.kind === 'scalar') return [setScalar(parsed, node, value)];
  return entry ? fillEmpty(parsed, entry, value) : [inLinesOf(parsed, node, value)];
}

/** In the place of a scalar, in its quotes. */
function setScalar({ text, style }: ParsedText, node: ScalarNode, value: YamlValue): Splice {
  const quote = node.style === 'single' ? "'" : node.style === 'double' ? '"' : style.quote;
  const isQuoted = node.style === 'single' || node.style === 'double';
  const inline = typeof value === 'object' ? flowText(value, style) : writeScalar(value, { quote });
  const piece = inline === value && isQuoted ? `${quote}${inline}${quote}` : inline;
  if (node.isEmpty) return insertion(node.end, ` ${piece}`);
  const ending = node.style === 'block' && text[node.end - 1] === '\n' ? style.lineBreak : '';
  return { start: node.start, end: node.end, text: piece + ending };
}

/** In the place of what stands on lines of its own, or of a scalar behind a dash: in the same column. */
function inLinesOf({ text, style }: ParsedText, node: YamlNode, value: YamlValue): Splice {
  const isWritten = node.end > node.start;
  const column = columnOf(text, node.start) + (isWritten ? 0 : 1);
  const lines = blockLines(value, style).join(style.lineBreak + ' '.repeat(column));
  if (!isWritten) return insertion(node.end, ` ${lines}`);
  if (columnOf(text, node.end) === 0) return { start: node.start, end: node.end, text: lines + style.lineBreak };
  return { start: node.start, end: node.kind === 'scalar' ? node.end : lineEnd(text, node.end), text: lines };
}

/** In the place of lines below a key: something on the key's own line, or a value of the other kind. */
function belowKey(
  { text, style }: ParsedText,
  { node, entry }: { readonly node: YamlNode; readonly entry: NonNullable<Found['entry']> },
  value: YamlValue,
): Planned {
  const start = nextLine(text, entry.colonEnd);
  if (start > node.start) return { reason: 'it begins on the line of its key' };
  const removed = { start, end: nextLine(text, node.end), text: '' };
  if (isEmptyOrScalar(value)) return [insertion(entry.colonEnd, ` ${flowText(value, style)}`), removed];
  const indent = ' '.repeat(columnOf(text, entry.key.start) + (Array.isArray(value) ? style.dashOffset : style.step));
  const lines = blockLines(value, style).map((line) => indent + line + style.lineBreak);
  return [{ ...removed, text: lines.join('') }];
}
