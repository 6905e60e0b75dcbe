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
  const length = masked.trimEnd().length;
  for (let at = 0; at < length; at = pattern.lastIndex) {
    pattern.lastIndex = at;
    const match = pattern.exec(masked);
    if (!match) return { unclosed: at };
    const [whole, blanks = '', comment, text, , quoted, number, word] = match;
    const start = at + blanks.length;
    const end = at + whole.length;
    if (comment !== undefined) comments.push({ start, end });
    else if (word !== undefined) tokens.push(wordAt(start, end, word));
    else if (quoted !== undefined) tokens.push({ kind: 'quoted', start, end, value: unquote(quoted) });
    else if (text !== undefined) tokens.push({ kind: 'text', start, end, value: text });
    else tokens.push({ kind: number === undefined ? 'mark' : 'number', start, end, value: masked.slice(start, end) });
  }
  return { tokens, comments };
}

function wordAt(start: number, end: number, word: string): Token {
  if (word.includes(PLACEHOLDER)) return { kind: 'jinja', start, end, value: word };
  return { kind: 'word', start, end, value: word.toLowerCase() };
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
  const kinds = [
    `(${lineComment(rules)}|/\\*[^]*?\\*/)`,
    `(${texts(rules)})`,
    `(${quotedNames(rules)})`,
    String.raw`(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?(?![\p{L}\p{N}_]))`,
    String.raw`([\p{L}\p{N}_@$#${PLACEHOLDER}]+)`,
    // What opens a text or a comment and did not match above is never closed.
    String.raw`::|\|>|(?!['"\x60]|/\*)[^]`,
  ];
  const pattern = new RegExp(String.raw`(\s*)(?:${kinds.join('|')})`, 'uy');
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
  const prefix = hasTripleQuotes ? '[rRbB]{0,2}' : '';
  const triple = (quote: string) => `${prefix}${quote.repeat(3)}(?:${escaped}[^\\\\])*?${quote.repeat(3)}`;
  return [
    ...(hasTripleQuotes ? [triple("'"), triple('"')] : []),
    String.raw`[eE]'(?:\\[^]|''|[^'\\])*'`,
    `${prefix}'${inside("'")}'`,
    ...(hasDoubleQuotedText ? [`${prefix}"${inside('"')}"`] : []),
    // A group of its own in every dialect, so that those behind it keep their numbers.
    String.raw`${hasDollarQuotes ? '' : '(?!)'}\$(?<tag>[\p{L}_]*)\$[^]*?\$\k<tag>\$`,
  ].join('|');
}

function quotedNames({ hasBrackets }: LexicalRules): string {
  return ['"(?:[^"]|"")*"', '`(?:[^`]|``)*`', ...(hasBrackets ? [String.raw`\[(?:[^\]]|\]\])*\]`] : [])].join('|');
}
