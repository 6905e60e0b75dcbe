import type { TokenRange } from '../../sql/select/token-source.ts';
import { behind, isToken, splitAtCommas } from '../../sql/select/token-source.ts';
import type { Reading, Relation, Scope } from './reading.ts';
import { excerpt, nameAt } from './reading.ts';
import { meant } from './resolve-name.ts';
import { CLAUSE_WORDS } from './sql-subset.ts';
import type { WrittenFrom, WrittenQuery } from './written-query.ts';
import { refOf } from './written-source.ts';

/** A relation of a `from`, with what comes out of it. */
export interface ReadFrom extends Relation {
  readonly from: WrittenFrom;
  /** Of a CTE or subquery; null for a model. */
  readonly query: WrittenQuery | null;
  readonly reads: number;
}

/** Reads what stands behind `from`: models, CTEs and subqueries, each joined on something. What is wrong is noted. */
export function readFrom(reading: Reading, { lo, hi }: TokenRange, scope: Scope): ReadFrom[] {
  const { source, faults } = reading;
  const relations: ReadFrom[] = [];
  let words = 'from';
  for (let at = lo; at < hi;) {
    const read = readRelation(reading, { lo: at, hi }, { words, scope });
    if (read === null) return relations;
    const on = readCondition(reading, { lo: read.next, hi });
    if (words !== 'from' && on === null)
      faults.add(`"${words} ${read.relation.alias ?? '(..)'}" says neither on nor using`);
    relations.push({ ...read.relation, from: { ...read.relation.from, on } });
    at = on?.range.hi ?? read.next;
    if (on?.word === 'using') at += 1;
    if (at >= hi) break;
    const next = joinWords(reading, at);
    if (next === null) {
      faults.add(`"${excerpt(source, { lo: at, hi: Math.min(hi, at + 3) })}": relations are joined by ${JOINS} alone`);
      return relations;
    }
    words = next.words;
    at = next.next;
  }
  return relations;
}

const JOINS = 'join, left join, right join or full join with on or using';

/** `left join` and where it ends, `outer` and `inner` left out; null where there is none that may be written. */
function joinWords({ source }: Reading, at: number): { words: string; next: number } | null {
  const side = ['left', 'right', 'full'].find((word) => isToken(source, at, word));
  let next = side === undefined && !isToken(source, at, 'inner') ? at : at + 1;
  if (side !== undefined && isToken(source, next, 'outer')) next += 1;
  if (!isToken(source, next, 'join')) return null;
  return { words: side === undefined ? 'join' : `${side} join`, next: next + 1 };
}

function readRelation(
  reading: Reading,
  { lo, hi }: TokenRange,
  { words, scope }: { words: string; scope: Scope },
): { relation: ReadFrom; next: number } | null {
  const next = behind(reading.source, lo);
  const found = findRelation(reading, { lo, hi: Math.min(next, hi) }, scope);
  if (found === null) return null;
  const { alias, next: end } = readAlias(reading, { lo: next, hi });
  const name = (alias === null ? null : nameAt(reading, alias)) ?? found.alias;
  if (alias !== null && name !== null) reading.names.set(alias, name);
  const from: WrittenFrom = { words, relation: found.relation, alias, on: null };
  return { relation: { ...found, alias: name, from }, next: end };
}

type Found = Omit<ReadFrom, 'from'> & Pick<WrittenFrom, 'relation'>;

function findRelation(reading: Reading, { lo, hi }: TokenRange, scope: Scope): Found | null {
  const { source, faults, models, refs } = reading;
  const token = source.tokens[lo];
  if (isToken(source, lo, '(')) {
    const query = reading.readQuery({ lo: lo + 1, hi: hi - 1 }, { ...scope, relations: [], aliases: new Set() });
    return { alias: null, columns: query.columns, query, reads: query.reads, relation: { kind: 'query', query } };
  }
  if (token?.kind === 'jinja') {
    const tag = source.tags.get(token.start);
    const name = tag?.end === token.end ? refOf(tag) : null;
    const columns = models.get(name ?? '');
    if (name !== null && columns) {
      refs.add(name);
      return { alias: name, columns, query: null, reads: 1, relation: { kind: 'model', name } };
    }
    faults.add(
      name === null
        ? `"${excerpt(source, { lo, hi })}": nothing may stand next to {{ ref(..) }}`
        : `there is no model "${name}" that can be read${meant(name, [...models.keys()])}`,
    );
    return null;
  }
  const name = nameAt(reading, lo);
  const cte = name === null ? undefined : scope.ctes.get(name.toLowerCase());
  const isBare = !isToken(source, lo + 1, '.') && !isToken(source, lo + 1, '(');
  if (name !== null && cte && isBare) {
    reading.names.set(lo, name.toLowerCase());
    const alias = name.toLowerCase();
    return { alias, columns: cte.columns, query: cte, reads: cte.reads, relation: { kind: 'cte', index: lo } };
  }
  let end = lo + 1;
  while (isToken(source, end, '.')) end += 2;
  faults.add(
    `it selects from ${excerpt(source, { lo, hi: end })}: only {{ ref('model') }} and CTEs that stand before are read${meant(name ?? '', [...scope.ctes.keys()])}`,
  );
  return null;
}

function readAlias(reading: Reading, { lo, hi }: TokenRange): { alias: number | null; next: number } {
  const { source } = reading;
  const isSaid = isToken(source, lo, 'as');
  const at = isSaid ? lo + 1 : lo;
  const token = at < hi ? source.tokens[at] : undefined;
  const isAlias = token?.kind === 'quoted' || (token?.kind === 'word' && !CLAUSE_WORDS.has(token.value));
  return isAlias && nameAt(reading, at) !== null ? { alias: at, next: at + 1 } : { alias: null, next: lo };
}

/** What a relation is joined on; the range ends where the next join begins. */
function readCondition(reading: Reading, { lo, hi }: TokenRange): WrittenFrom['on'] {
  const { source } = reading;
  if (isToken(source, lo, 'using') && isToken(source, lo + 1, '(')) {
    return { word: 'using', range: { lo: lo + 2, hi: behind(source, lo + 1) - 1 } };
  }
  if (!isToken(source, lo, 'on')) return null;
  let at = lo + 1;
  while (at < hi && !isJoin(reading, at)) at = behind(source, at);
  return { word: 'on', range: { lo: lo + 1, hi: at } };
}

const JOIN_BEGINS = 'join left right full inner cross natural asof positional semi anti ,'.split(' ');

/** `left(x, 1)` is a function. */
function isJoin({ source }: Reading, at: number): boolean {
  return JOIN_BEGINS.some((word) => isToken(source, at, word)) && !isToken(source, at + 1, '(');
}

/** Checks what relations are joined on, once all of them are known. */
export function readConditions(reading: Reading, relations: readonly ReadFrom[], scope: Scope): void {
  for (const { from } of relations) {
    if (from.on?.word === 'on') reading.readExpression(reading, from.on.range, { scope, aliases: 'refused' });
    if (from.on?.word !== 'using') continue;
    for (const { lo, hi } of splitAtCommas(reading.source, from.on.range))
      reading.readExpression(reading, { lo, hi }, { scope, aliases: 'refused' });
  }
}
