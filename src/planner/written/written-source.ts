import { readOnlyCall } from '../../sql/jinja-calls.ts';
import type { JinjaTag } from '../../sql/jinja-tags.ts';
import { scanJinja } from '../../sql/jinja-tags.ts';
import type { Token } from '../../sql/select/lex-sql.ts';
import { lexSql } from '../../sql/select/lex-sql.ts';
import { lexicalRules } from '../../sql/select/lexical-rules.ts';
import { maskJinja, PLACEHOLDER } from '../../sql/select/mask-jinja.ts';
import type { TokenSource } from '../../sql/select/token-source.ts';
import { matchBrackets } from '../../sql/select/token-source.ts';
import { findTypes } from '../../sql/select/type-tokens.ts';

/** Longer than any model that a person would read. */
const LONGEST_SQL = 20_000;
const MOST_TOKENS = 3000;
/** Parsers of warehouses have limits of their own. */
const DEEPEST = 50;

/**
 * The tokens of SQL that a model wrote: plain characters, no Jinja but `{{ ref('x') }}`, brackets that match, one statement.
 * Or what is wrong, in words. Linear in the text, which is not looked at where it is too long.
 */
export function writtenSource(sql: string): { readonly source: TokenSource } | { readonly faults: readonly string[] } {
  if (sql.length > LONGEST_SQL) return refused(`the SQL has ${sql.length} characters; at most ${LONGEST_SQL} are read`);
  const text = sql.replaceAll('\r\n', '\n').trim();
  const odd = ODD.exec(text)?.[0];
  if (odd !== undefined) return refused(`the SQL holds the character U+${codePoint(odd)}, which is no part of SQL`);
  const { tags, fault } = scanJinja(text);
  if (fault) return refused(`its Jinja is not well-formed: ${fault.message}`);
  const wrongTags = tags.filter((tag) => tag.kind !== 'comment' && refOf(tag) === null);
  if (wrongTags.length > 0) return { faults: [...new Set(wrongTags.map(wrongTag))] };
  const lexed = lexSql(maskJinja(text, tags).text, lexicalRules('duckdb'));
  if ('unclosed' in lexed) return refused('a quote or a comment is never closed');
  const tokens = [...lexed.tokens];
  while (tokens.at(-1)?.value === ';') tokens.pop();
  if (tokens.some(({ kind, value }) => kind !== 'jinja' && value.includes(PLACEHOLDER)))
    return refused("{{ ref('model') }} stands only behind from or join, and in no quotes");
  if (tokens.some(({ value }) => value.includes('\n'))) return refused('a text or a name goes over several lines');
  if (tokens.length === 0) return refused('there is no select');
  if (tokens.length > MOST_TOKENS)
    return refused(`the SQL has ${tokens.length} words; at most ${MOST_TOKENS} are read`);
  if (tokens.some(({ kind, value }) => kind === 'mark' && value === ';'))
    return refused('it is more than one statement: a semicolon stands within it');
  if (depthOf(tokens) > DEEPEST) return refused(`its brackets are more than ${DEEPEST} deep`);
  const closers = matchBrackets(tokens);
  if (!closers) return refused('its brackets do not match');
  const types = findTypes(tokens, closers);
  return {
    source: { text, tokens, closers, types, tags: new Map(tags.map((tag) => [tag.start, tag])), isTsql: false },
  };
}

/** The model that a tag refers to; null for any other Jinja. */
export function refOf(tag: JinjaTag | undefined): string | null {
  if (tag?.kind !== 'expression') return null;
  const call = readOnlyCall(tag.inner);
  const [name, ...others] = call?.function === 'ref' ? call.args : [];
  return name !== undefined && others.length === 0 ? name : null;
}

function depthOf(tokens: readonly Token[]): number {
  let [depth, deepest] = [0, 0];
  for (const { kind, value } of tokens) {
    if (kind !== 'mark') continue;
    if (value === '(') deepest = Math.max(deepest, ++depth);
    else if (value === ')') depth -= 1;
  }
  return deepest;
}

function refused(fault: string): { faults: string[] } {
  return { faults: [fault] };
}

/** Control and format characters, and what stands for Jinja within cartridge. */
const ODD = new RegExp(String.raw`[^\P{C}\n\t]|[\u2028\u2029${PLACEHOLDER}]`, 'u');

function codePoint(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}

function wrongTag({ inner }: JinjaTag): string {
  const words = inner.replaceAll(/\s+/g, ' ');
  const shown = words.length > 40 ? `${words.slice(0, 40)}...` : words;
  if (/^source\s*\(/.test(words)) return `it reads ${shown}: sources are read by staging models alone; use ref`;
  return `the Jinja "${shown}" is not allowed: only {{ ref('model') }} is`;
}
