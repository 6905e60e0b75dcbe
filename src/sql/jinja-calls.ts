import type { JinjaTag } from './jinja-tags.ts';

/** A call of `ref` or `source` in Jinja. */
export interface JinjaCall {
  readonly function: 'ref' | 'source';
  /** The text arguments: `['stg_shop__orders']`, `['shop', 'orders']`. */
  readonly args: readonly string[];
  /** Offset of the tag that holds it. */
  readonly offset: number;
}

/** Calls of `ref` and `source` with plain text arguments; those with computed arguments cannot be known and are left out. */
export function readCalls(tags: readonly JinjaTag[]): JinjaCall[] {
  return tags.flatMap((tag) => {
    if (tag.kind !== 'expression' && tag.kind !== 'statement') return [];
    return [...tag.inner.matchAll(CALL)].flatMap(([, name, list = '']) => {
      const args = readArguments(list);
      if (args === null || args.length === 0) return [];
      return [{ function: name === 'source' ? ('source' as const) : ('ref' as const), args, offset: tag.start }];
    });
  });
}

/** The one call that a tag is, with nothing around it; null for any other expression. */
export function readOnlyCall(inner: string): Pick<JinjaCall, 'function' | 'args'> | null {
  const match = ONLY_CALL.exec(inner);
  const args = match ? readArguments(match[2] ?? '') : null;
  if (!match || args === null) return null;
  const isSource = match[1] === 'source' && args.length === 2;
  if (isSource) return { function: 'source', args };
  return match[1] === 'ref' && args.length > 0 && args.length <= 2 ? { function: 'ref', args } : null;
}

/** The text that an expression is, when it is nothing but a text: `'{'` gives `{`. Null for any other expression. */
export function readString(inner: string): string | null {
  if (!/^(?:'(?:[^'\\]|\\[^])*'|"(?:[^"\\]|\\[^])*")$/.test(inner)) return null;
  return inner.slice(1, -1).replaceAll(/\\([^])/g, (_, character: string) => ESCAPES[character] ?? character);
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
const TEXT = String.raw`'(?:[^'\\]|\\[^])*'|"(?:[^"\\]|\\[^])*"`;
const CALL = new RegExp(String.raw`(?<![\w.])(ref|source)\s*\(([^()]*)\)`, 'g');
const ONLY_CALL = new RegExp(String.raw`^(ref|source)\s*\(([^()]*)\)$`);
const ARGUMENTS = new RegExp(String.raw`^\s*(?:(${TEXT})\s*(?:,\s*(${TEXT})\s*)?,?\s*)?$`);

/** Text arguments in order; null where one of them is computed or named. */
function readArguments(list: string): string[] | null {
  const match = ARGUMENTS.exec(list);
  if (!match) return null;
  return [match[1], match[2]].flatMap((text) => {
    const value = text === undefined ? null : readString(text);
    return value === null ? [] : [value];
  });
}
