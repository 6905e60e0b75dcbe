import { readOnlyCall } from '../jinja-calls.ts';
import type { From, Joined, Query, Relation } from './query.ts';
import { onlyPath } from './read-paths.ts';
import type { TokenRange, TokenSource } from './token-source.ts';
import { behind, isToken, nameOf } from './token-source.ts';

/**
 * Reads what stands behind `from`: its first relation, that one's alias, and whether it is alone. Macros behind it are
 * taken for clauses.
 */
export function readFrom(source: TokenSource, { lo, hi }: TokenRange, readQuery: ReadQuery): From {
  const { relation, alias, next } = readNamed(source, { lo, hi }, readQuery);
  const rest = source.tokens.slice(next, hi);
  return {
    relation,
    alias,
    isAlone: rest.every(({ kind }) => kind === 'jinja'),
    joined: readJoined(source, { lo: next, hi }, readQuery),
    isPivoted: rest.some(({ kind, value }) => kind === 'word' && (value === 'pivot' || value === 'unpivot')),
  };
}

type ReadQuery = (source: TokenSource, range: TokenRange) => Query | null;

/** A relation and its alias, and the index behind both. */
function readNamed(
  source: TokenSource,
  { lo, hi }: TokenRange,
  readQuery: ReadQuery,
): { relation: Relation; alias: string | null; next: number } {
  let next = behind(source, lo);
  while (isToken(source, next, '.')) next += 2;
  const relation = readRelation(source, { lo, hi: next }, readQuery);
  const aliasAt = isToken(source, next, 'as') ? next + 1 : next;
  const token = aliasAt < hi ? source.tokens[aliasAt] : undefined;
  const isAliased = token?.kind === 'quoted' || (token?.kind === 'word' && !BEHIND_RELATION.has(token.value));
  const own = relation.kind === 'name' ? relation.name : relation.kind === 'call' ? relation.call.args.at(-1) : null;
  return {
    relation,
    alias: isAliased && token ? nameOf(source, token) : (own ?? null),
    next: isAliased ? aliasAt + 1 : next,
  };
}

function readJoined(source: TokenSource, { lo, hi }: TokenRange, readQuery: ReadQuery): Joined[] {
  const joined: Joined[] = [];
  for (let at = lo; at < hi;) {
    if (!isToken(source, at, 'join') && !isToken(source, at, ',')) {
      at = behind(source, at);
      continue;
    }
    const start = isToken(source, at + 1, 'lateral') ? at + 2 : at + 1;
    const { relation, alias, next } = readNamed(source, { lo: start, hi }, readQuery);
    const isOuter = ['right', 'full'].some((word) => isToken(source, at - 1, word) || isToken(source, at - 2, word));
    joined.push({ relation, alias, isOuter });
    at = next;
  }
  return joined;
}

/** Words behind a relation that are no alias of it. */
const BEHIND_RELATION = new Set(
  'join inner left right full cross natural lateral asof pivot unpivot tablesample sample with for at before on using final'.split(
    ' ',
  ),
);

function readRelation(source: TokenSource, { lo, hi }: TokenRange, readQuery: ReadQuery): Relation {
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
