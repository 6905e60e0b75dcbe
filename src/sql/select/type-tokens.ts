import type { Token } from './lex-sql.ts';

/** Functions whose argument ends with `as` and a type. */
const CASTS: ReadonlySet<string> = new Set(['cast', 'try_cast', 'safe_cast']);

/** Indexes of the tokens that write types: from each `::`, and from the `as` of each cast, to the end of the type. */
export function findTypes(tokens: readonly Token[], closers: ReadonlyMap<number, number>): Set<number> {
  const types = new Set<number>();
  for (const [index, { kind, value }] of tokens.entries()) {
    const close = kind === 'word' && CASTS.has(value) ? closers.get(index + 1) : undefined;
    if (close !== undefined) {
      let from = index + 2;
      while (from < close && !isWord(tokens[from], 'as')) from = (closers.get(from) ?? from) + 1;
      for (let at = from; at < close; at++) types.add(at);
    } else if (kind === 'mark' && value === '::') {
      const end = endOfType(tokens, closers, index + 1);
      for (let at = index; at < end; at++) types.add(at);
    }
  }
  return types;
}

/** Words that follow the first of a type: `double precision`, `timestamp without time zone`. */
const FURTHER = new Set(['precision', 'varying', 'with', 'without', 'time', 'zone']);

/** Index behind a type that begins at a token: its words, what it has in brackets. */
function endOfType(tokens: readonly Token[], closers: ReadonlyMap<number, number>, start: number): number {
  let at = start + 1;
  for (;;) {
    const token = tokens[at];
    const isFurther = token?.kind === 'word' && FURTHER.has(token.value);
    const isBracket = token?.kind === 'mark' && (token.value === '(' || token.value === '[');
    if (!isFurther && !isBracket) return Math.min(at, tokens.length);
    at = (closers.get(at) ?? at) + 1;
  }
}

function isWord(token: Token | undefined, word: string): boolean {
  return token?.kind === 'word' && token.value === word;
}
