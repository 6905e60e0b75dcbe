import { findJinjaFault } from '../jinja-blocks.ts';
import { scanJinja } from '../jinja-tags.ts';
import type { Comment } from './lex-sql.ts';
import { lexSql } from './lex-sql.ts';
import { lexicalRules } from './lexical-rules.ts';
import type { MaskedBlock } from './mask-jinja.ts';
import { maskJinja } from './mask-jinja.ts';
import type { Query } from './query.ts';
import { readQuery } from './read-query.ts';
import type { TokenSource } from './token-source.ts';
import { matchBrackets } from './token-source.ts';
import { findTypes } from './type-tokens.ts';

/** The SQL of a model, read: its tokens, and its query as far as select lists go. */
export interface SqlModel extends TokenSource {
  readonly comments: readonly Comment[];
  readonly blocks: readonly MaskedBlock[];
  readonly query: Query;
}

/** Reads the SQL of a dbt model, Jinja and all; or says why it cannot be read. Pure. */
export function readModel(text: string, dialect: string): SqlModel | { readonly reason: string } {
  const scan = scanJinja(text);
  const fault = findJinjaFault(scan);
  if (fault) return { reason: `its Jinja is not well-formed: ${fault.message}` };
  const masked = maskJinja(text, scan.tags);
  const rules = lexicalRules(dialect);
  const lexed = lexSql(masked.text, rules);
  if ('unclosed' in lexed) return { reason: 'a quote or a comment is never closed' };
  const closers = matchBrackets(lexed.tokens);
  if (!closers) return { reason: 'its brackets do not match, or are too many' };
  const tags = new Map(scan.tags.map((tag) => [tag.start, tag]));
  const { tokens, comments } = lexed;
  const types = findTypes(tokens, closers);
  const source: TokenSource = { text, tokens, closers, types, tags, isTsql: rules.hasBrackets };
  const query = readQuery(source, { lo: 0, hi: tokens.length });
  if (!query) return { reason: 'it has no select' };
  return { ...source, comments, blocks: masked.blocks, query };
}
