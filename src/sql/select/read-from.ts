import { readOnlyCall } from '../jinja-calls.ts';
import type { From, Query, Relation } from './query.ts';
import { onlyPath } from './read-paths.ts';
import type { TokenRange, TokenSource } from './token-source.ts';
import { behind, isToken, nameOf } from './token-source.ts';

/**
 * Reads what stands behind `from`: its first relation, that one's alias, and whether it is alone. Macros behind it are
 * taken for clauses.
 */
export function readFrom(
  source: TokenSource,
  { lo, hi }: TokenRange,
  readQuery: (source: TokenSource, range: TokenRange) => Query | null,
): From {
  let next = behind(source, lo);
  while (isToken(source, next, '.')) next += 2;
  const relation = readRelation(source, { lo, hi: next }, readQuery);
  const aliasAt = isToken(source, next, 'as') ? next + 1 : next;
  const token = aliasAt < hi ? source.tokens[aliasAt] : undefined;
  const isAliased = token?.kind === 'quoted' || (token?.kind === 'word' && !BEHIND_RELATION.has(token.value));
  const own = relation.kind === 'name' ? relation.name : relation.kind === 'call' ? relation.call.args.at(-1) : null;
  const rest = source.tokens.slice(isAliased ? aliasAt + 1 : next, hi);
  return {
    relation,
    alias: isAliased && token ? nameOf(source, token) : (own ?? null),
    isAlone: rest.every(({ kind }) => kind === 'jinja'),
    isPivoted: rest.some(({ kind, value }) => kind === 'word' && (value === 'pivot' || value === 'unpivot')),
  };
}

/** Words behind a relation that are no alias of it. */
const BEHIND_RELATION = new Set(
  'join inner left right full cross natural lateral asof pivot unpivot tablesample sample with for at before on using final'.split(
    ' ',
  ),
);

function readRelation(
  source: TokenSource,
  { lo, hi }: TokenRange,
  readQuery: (source: TokenSource, range: TokenRange) => Query | null,
): Relation {
  const token = source.tokens[lo];
  if (isToken(source, lo, '(')) return { kind: 'query', query: readQuery(source, { lo: lo + 1, hi: hi - 1 }) };
  if (token?.kind === 'jinja' && hi === lo + 1) {
    const tag = source.tags.get(token.start);
    const call = tag && tag.end === token.end ? readOnlyCall(tag.inner) : null;
    return call ? { kind: 'call', call } : { kind: 'other' };
  }
  const path = onlyPath(source, { lo, hi });
  const name = path?.length === 1 ? path[0] : undefined;
  return name === undefined ? { kind: 'other' } : { kind: 'name', name };
}
