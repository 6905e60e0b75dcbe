import { readString } from '../jinja-calls.ts';
import type { JinjaTag } from '../jinja-tags.ts';
import { scanJinja } from '../jinja-tags.ts';
import type { Token } from './lex-sql.ts';
import { PLACEHOLDER } from './mask-jinja.ts';

/** Tokens `[lo, hi)` of a model. */
export interface TokenRange {
  readonly lo: number;
  readonly hi: number;
}

/** The tokens of a model, with what must be known to walk over them. */
export interface TokenSource {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** By index of an opening bracket, the index of the bracket that closes it. */
  readonly closers: ReadonlyMap<number, number>;
  /** Indexes of the tokens of types: `::int`, and `as int` of a cast. */
  readonly types: ReadonlySet<number>;
  /** Jinja tags by their start. */
  readonly tags: ReadonlyMap<number, JinjaTag>;
  /** Whether it is SQL of SQL Server: `alias = expression`. */
  readonly isTsql: boolean;
}

const CLOSER: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Deeper brackets are not read, so that no text can exhaust the stack. */
const DEEPEST = 200;

/** Which bracket closes which; null where they do not match or are too deep. */
export function matchBrackets(tokens: readonly Token[]): Map<number, number> | null {
  const closers = new Map<number, number>();
  const open: number[] = [];
  for (const [index, { kind, value }] of tokens.entries()) {
    if (kind !== 'mark') continue;
    if (open.length > DEEPEST) return null;
    if (CLOSER[value] !== undefined) open.push(index);
    else if (value === ')' || value === ']' || value === '}') {
      const opener = open.pop();
      if (opener === undefined || CLOSER[tokens[opener]?.value ?? ''] !== value) return null;
      closers.set(opener, index);
    }
  }
  return open.length === 0 ? closers : null;
}

/** Index of the token behind a token, or behind the bracket that closes it. */
export function behind(source: TokenSource, index: number): number {
  return (source.closers.get(index) ?? index) + 1;
}

/** The ranges between the commas of a range, brackets and `<>` of nested types left whole; an empty one behind a last comma. */
export function splitAtCommas(source: TokenSource, { lo, hi }: TokenRange): TokenRange[] {
  const ranges: TokenRange[] = [];
  let start = lo;
  for (let at = lo; at < hi; at = behindWhole(source, at)) {
    if (!isToken(source, at, ',')) continue;
    ranges.push({ lo: start, hi: at });
    start = at + 1;
  }
  return [...ranges, { lo: start, hi }];
}

/** As `behind`, and behind the `>` that closes `array<`, `struct<`, `map<`. */
export function behindWhole(source: TokenSource, index: number): number {
  if (!NESTED_TYPES.has(source.tokens[index]?.value ?? '') || !isToken(source, index + 1, '<'))
    return behind(source, index);
  let depth = 0;
  for (let at = index + 1; at < source.tokens.length; at++) {
    if (isToken(source, at, '<')) depth += 1;
    if (isToken(source, at, '>')) depth -= 1;
    if (depth === 0) return at + 1;
  }
  return source.tokens.length;
}

const NESTED_TYPES = new Set(['array', 'struct', 'map']);

/** Whether a token is this word, in any case, or this mark. */
export function isToken(source: TokenSource, index: number, value: string): boolean {
  const token = source.tokens[index];
  return token?.value === value && (token.kind === 'word' || token.kind === 'mark');
}

/** The name that a token is, as written, quotes undone; null where only a run of dbt can tell. */
export function nameOf(source: TokenSource, token: Token): string | null {
  if (token.kind === 'word') return source.text.slice(token.start, token.end);
  if (token.kind === 'text') return token.value.slice(1, -1);
  if (token.kind !== 'quoted') return null;
  if (!token.value.includes(PLACEHOLDER)) return token.value;
  return printedTexts(source.text.slice(token.start + 1, token.end - 1));
}

/** A text with Jinja whose expressions are all plain texts (`{{ '{' }}`), as dbt would print it. */
function printedTexts(template: string): string | null {
  let printed = '';
  let last = 0;
  for (const tag of scanJinja(template).tags) {
    const text = tag.kind === 'expression' ? readString(tag.inner) : null;
    if (text === null) return null;
    printed += template.slice(last, tag.start) + text;
    last = tag.end;
  }
  return (printed + template.slice(last)).replaceAll('""', '"');
}
