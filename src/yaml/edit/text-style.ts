import type { YamlNode } from './nodes.ts';

/** How a text is written, as far as new lines should be written alike. */
export interface TextStyle {
  readonly lineBreak: '\n' | '\r\n';
  /** Spaces by which the entries of a mapping stand behind those of the mapping around it. */
  readonly step: number;
  /** Spaces by which the dashes of a sequence stand behind the key that holds it: 0 or `step`. */
  readonly dashOffset: number;
  readonly quote: "'" | '"';
}

/** Reads the style of a text off its nodes: what is most frequent; two spaces where nothing tells. */
export function readTextStyle(text: string, root: YamlNode): TextStyle {
  const counts: Counts = { steps: new Map(), dashes: new Map(), single: 0, double: 0 };
  count(text, root, counts);
  const breaks = text.split('\n').length - 1;
  const step = mostFrequent(counts.steps, 2);
  return {
    lineBreak: breaks > 0 && text.split('\r\n').length - 1 > breaks / 2 ? '\r\n' : '\n',
    step,
    dashOffset: mostFrequent(counts.dashes, step),
    quote: counts.single > counts.double ? "'" : '"',
  };
}

/** Offset of a place within its line, in characters. */
export function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

interface Counts {
  readonly steps: Map<number, number>;
  readonly dashes: Map<number, number>;
  single: number;
  double: number;
}

function count(text: string, node: YamlNode, counts: Counts): void {
  if (node.kind === 'scalar') {
    if (node.style === 'single') counts.single++;
    if (node.style === 'double') counts.double++;
  } else if (node.kind === 'sequence') {
    for (const item of node.items) count(text, item, counts);
  } else if (node.kind === 'mapping') {
    for (const { key, value } of node.entries) {
      count(text, key, counts);
      count(text, value, counts);
      if (node.isFlow || value.kind === 'scalar' || value.kind === 'alias' || value.isFlow) continue;
      const offset = columnOf(text, contentStart(value)) - columnOf(text, key.start);
      add(value.kind === 'mapping' ? counts.steps : counts.dashes, offset);
    }
  }
}

/** Start of the first entry or dash, behind an anchor on the line before. */
function contentStart(node: YamlNode): number {
  const first = node.kind === 'mapping' ? node.entries[0]?.key.start : node.kind === 'sequence' ? node.dashes[0] : null;
  return first ?? node.start;
}

function add(counts: Map<number, number>, value: number): void {
  if (value >= 0 && value <= 8) counts.set(value, (counts.get(value) ?? 0) + 1);
}

function mostFrequent(counts: ReadonlyMap<number, number>, otherwise: number): number {
  const [best] = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return best?.[0] ?? otherwise;
}
