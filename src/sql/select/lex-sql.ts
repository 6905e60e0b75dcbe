import type { LexicalRules } from './lexical-rules.ts';
import { PLACEHOLDER } from './mask-jinja.ts';

/** A piece of SQL at `[start, end)`, in UTF-16 units. */
export interface Token {
  /** `jinja`: a word that a Jinja expression stands in, or all of it. */
  readonly kind: 'word' | 'quoted' | 'text' | 'number' | 'mark' | 'jinja';
  readonly start: number;
  readonly end: number;
  /** A word in lower case, a name without its quotes, else as it stands. */
  readonly value: string;
}

/** A comment of the SQL, marks included, without its line break. */
export interface Comment {
  readonly start: number;
  readonly end: number;
}

/** The tokens and comments of a text in order, or the place at which a text or comment is never closed. */
export type Lexed =
  | { readonly tokens: readonly Token[]; readonly comments: readonly Comment[] }
  | { readonly unclosed: number };

/** Splits SQL, Jinja masked, into tokens. Linear: each place is looked at by one expression. */
export function lexSql(masked: string, rules: LexicalRules): Lexed {
  const pattern = patternOf(rules);
  const tokens: Token[] = [];
  const comments: Comment[] = [];
  let at = 0;
  while (at < masked.length) {
    pattern.lastIndex = at;
    const match = pattern.exec(masked);
    if (!match) return { unclosed: at };
    const { 0: whole, groups = {} } = match;
    const end = at + whole.length;
    if (groups['comment'] !== undefined) comments.push({ start: at, end });
    else if (groups['blank'] === undefined) tokens.push(tokenOf(groups, { start: at, end, value: whole }));
    at = end;
  }
  return { tokens, comments };
}

function tokenOf(groups: Record<string, string | undefined>, found: Omit<Token, 'kind'>): Token {
  if (groups['word'] !== undefined)
    return found.value.includes(PLACEHOLDER)
      ? { ...found, kind: 'jinja' }
      : { ...found, kind: 'word', value: found.value.toLowerCase() };
  if (groups['quoted'] !== undefined) return { ...found, kind: 'quoted', value: unquote(found.value) };
  if (groups['text'] !== undefined) return { ...found, kind: 'text' };
  return { ...found, kind: groups['number'] === undefined ? 'mark' : 'number' };
}

/** A quoted name without its quotes, doubled ones inside undone. */
function unquote(quoted: string): string {
  const close = quoted.at(-1) ?? '';
  return quoted.slice(1, -1).replaceAll(close + close, close);
}

const patterns = new Map<LexicalRules, RegExp>();

function patternOf(rules: LexicalRules): RegExp {
  const known = patterns.get(rules);
  if (known) return known;
  const pattern = new RegExp(
    [
      String.raw`(?<blank>\s+)`,
      `(?<comment>${lineComment(rules)}|/\\*[^]*?\\*/)`,
      `(?<text>${texts(rules)})`,
      `(?<quoted>${quotedNames(rules)})`,
      String.raw`(?<number>\d+(?:\.\d*)?(?:e[+-]?\d+)?(?![\p{L}\p{N}_]))`,
      String.raw`(?<word>[\p{L}\p{N}_@$#${PLACEHOLDER}]+)`,
      // What opens a text or a comment and did not match above is never closed.
      String.raw`(?<mark>::|\|>|(?!['"\x60]|/\*)[^])`,
    ].join('|'),
    'iuy',
  );
  patterns.set(rules, pattern);
  return pattern;
}

function lineComment({ lineComments }: LexicalRules): string {
  return `(?:${['--', ...lineComments].join('|')})[^\\n\\r]*`;
}

function texts({ hasBackslash, hasDoubleQuotedText, hasTripleQuotes, hasDollarQuotes }: LexicalRules): string {
  const escaped = String.raw`\\[^]|`;
  const backslash = hasBackslash ? escaped : '';
  const inside = (quote: string) => `(?:${backslash}${quote}${quote}|[^${quote}${hasBackslash ? '\\\\' : ''}])*`;
  // Of BigQuery, as the triple quotes are: raw texts and bytes.
  const prefix = hasTripleQuotes ? '[rb]{0,2}' : '';
  const triple = (quote: string) => `${prefix}${quote.repeat(3)}(?:${escaped}[^\\\\])*?${quote.repeat(3)}`;
  return [
    ...(hasTripleQuotes ? [triple("'"), triple('"')] : []),
    String.raw`e'(?:\\[^]|''|[^'\\])*'`,
    `${prefix}'${inside("'")}'`,
    ...(hasDoubleQuotedText ? [`${prefix}"${inside('"')}"`] : []),
    ...(hasDollarQuotes ? [String.raw`\$(?<tag>[\p{L}_]*)\$[^]*?\$\k<tag>\$`] : []),
  ].join('|');
}

function quotedNames({ hasBrackets }: LexicalRules): string {
  return ['"(?:[^"]|"")*"', '`(?:[^`]|``)*`', ...(hasBrackets ? [String.raw`\[(?:[^\]]|\]\])*\]`] : [])].join('|');
}
