import type { ItemValue, StarColumn } from './query.ts';
import { mentionedPaths } from './read-paths.ts';
import type { TokenRange, TokenSource } from './token-source.ts';
import { behind, isToken, nameOf, splitAtCommas } from './token-source.ts';

/** `*`, `orders.*`, with what it leaves out, replaces and renames. Null for any other item. */
export function readStar(source: TokenSource, { lo, hi }: TokenRange): ItemValue | null {
  let at = lo;
  while (at + 1 < hi && isToken(source, at + 1, '.')) at += 2;
  if (at >= hi || !isToken(source, at, '*')) return null;
  const of = at > lo ? nameAt(source, at - 2) : null;
  const except: string[] = [];
  const also: StarColumn[] = [];
  at += 1;
  while (at < hi) {
    const kind = source.tokens[at]?.value ?? '';
    if (!MODIFIERS.has(kind)) return { kind: 'macro', paths: mentionedPaths(source, { lo, hi }) };
    const { parts, next } = partsOf(source, at + 1, hi);
    for (const part of parts) {
      const isAliased = isToken(source, part.hi - 2, 'as');
      const name = nameAt(source, part.hi - 1);
      if (name === null) return { kind: 'macro', paths: mentionedPaths(source, { lo, hi }) };
      const paths = mentionedPaths(source, isAliased ? { lo: part.lo, hi: part.hi - 2 } : part);
      if (isAliased) also.push({ name, paths, isRename: kind === 'rename' });
      except.push(...(kind === 'rename' ? paths.map((path) => path.at(-1) ?? '') : [name]));
    }
    at = next;
  }
  return { kind: 'star', of, except, also };
}

const MODIFIERS = new Set(['except', 'exclude', 'replace', 'rename']);

/** `(a, b)`, or what stands there without brackets, up to the next modifier. */
function partsOf(source: TokenSource, at: number, hi: number): { parts: TokenRange[]; next: number } {
  if (isToken(source, at, '(')) {
    const next = behind(source, at);
    return { parts: splitAtCommas(source, { lo: at + 1, hi: next - 1 }), next };
  }
  let next = at;
  while (next < hi && !MODIFIERS.has(source.tokens[next]?.value ?? '')) next = behind(source, next);
  return { parts: [{ lo: at, hi: next }], next };
}

function nameAt(source: TokenSource, index: number): string | null {
  const token = source.tokens[index];
  return token ? nameOf(source, token) : null;
}
