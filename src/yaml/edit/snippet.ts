import type { YamlPath, YamlValue } from './edit.ts';
import { blockLines } from './write-value.ts';

/** A place in words, and what somebody could write there by hand. */
export interface Snippet {
  readonly place: string;
  readonly text: string;
}

/** Names the nodes on the way by their names where they have one; `wanted`: what should stand there, undefined: nothing. */
export function snippetOf(document: unknown, path: YamlPath, wanted: YamlValue | undefined): Snippet {
  const words: string[] = [];
  let value = document;
  for (const part of path) {
    value =
      typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, part)?.value : undefined;
    words.push(typeof part === 'number' ? (nameOf(value) ?? `item ${part + 1}`) : part);
  }
  const place = words.length === 0 ? 'the top' : words.join(' > ');
  const style = { lineBreak: '\n', step: 2, dashOffset: 2, quote: '"' } as const;
  const lines = wanted === undefined ? ['# nothing'] : blockLines(wanted, style);
  return { place, text: `${[`# at ${place}`, ...lines].join('\n')}\n` };
}

function nameOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  const name: unknown = typeof value === 'object' && value !== null && 'name' in value ? value.name : null;
  return typeof name === 'string' ? name : null;
}
