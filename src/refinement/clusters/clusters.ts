import type { TableRef } from '../../catalog/catalog.ts';
import { tableKey } from '../../catalog/catalog.ts';
import type { Beliefs } from '../../inference/beliefs.ts';
import { sha256 } from '../../plan/seal.ts';
import { groupBy } from '../../planner/group-by.ts';
import { findCommunities } from './communities.ts';

/** Tables that one call is about. */
export interface Cluster {
  readonly tables: readonly TableRef[];
  /** Tables of other clusters that these point to, the most needed first: shown in one line each. */
  readonly stubs: readonly TableRef[];
}

/** A call holds about as many tables (inference.md 5). */
const FEWEST = 20;
const MOST = 40;
const MOST_STUBS = 12;
/** A cluster that is large enough ends before one in so many communities, so that a new table moves few others. */
const ENDS_EVERY = 3;

/**
 * The tables in clusters of 20 to 40 by what points to what. Names and relationships alone decide, so that other columns
 * of a table move none. Every table is in one cluster. Pure; nearly linear; the order of the tables decides nothing.
 */
export function findClusters(tables: readonly TableRef[], relationships: Beliefs['relationships']): Cluster[] {
  const refs = new Map(tables.map((table) => [tableKey(table), refOf(table)]));
  const edges = relationships
    .filter(({ verdict }) => verdict !== 'doubtful')
    .map((each): Edge => [
      tableKey({ schema: each.schema, name: each.table }),
      tableKey({ schema: each.ref_schema, name: each.ref_table }),
    ])
    .filter(([from, to]) => from !== to && refs.has(from) && refs.has(to));
  const parents = groupBy(edges, ([from]) => [from]);
  return packed(familiesFirst([...refs.keys()].sort(), edges)).map((keys) => ({
    tables: keys.flatMap((key) => refs.get(key) ?? []),
    stubs: stubsOf(keys, parents).flatMap((key) => refs.get(key) ?? []),
  }));
}

type Edge = readonly [from: string, to: string];

function refOf({ schema, name }: TableRef): TableRef {
  return schema === undefined ? { name } : { schema, name };
}

/** Communities of tables, in which `t_2023` and `t_2024` count as one. */
function familiesFirst(keys: readonly string[], edges: readonly Edge[]): string[][] {
  const families = groupBy(keys, (key) => [familyOf(key)]);
  const between = edges.map(([from, to]): Edge => [familyOf(from), familyOf(to)]).filter(([from, to]) => from !== to);
  return findCommunities([...families.keys()].sort(), between).map((names) =>
    names.flatMap((name) => families.get(name) ?? []),
  );
}

/** Names of tables that differ in their numbers alone are of one family. */
function familyOf(key: string): string {
  return key.replace(/\d+/g, '#');
}

/** Joins small communities and splits large ones, in the order of their names. */
function packed(communities: readonly (readonly string[])[]): string[][] {
  const clusters: string[][] = [];
  let open: string[] = [];
  const close = (): void => {
    if (open.length > 0) clusters.push(open);
    open = [];
  };
  for (const part of communities.flatMap(split)) {
    const isEnd = open.length >= FEWEST && endsBefore(part[0] ?? '');
    if (isEnd || open.length + part.length > MOST) close();
    open.push(...part);
  }
  close();
  return clusters;
}

/** In pieces as equal as can be, each of at most `MOST`. */
function split(community: readonly string[]): (readonly string[])[] {
  const pieces = Math.ceil(community.length / MOST);
  const size = Math.ceil(community.length / pieces);
  return Array.from({ length: pieces }, (_, at) => community.slice(at * size, (at + 1) * size));
}

function endsBefore(key: string): boolean {
  return Number.parseInt(sha256(key).slice(0, 4), 16) % ENDS_EVERY === 0;
}

/** Tables outside that those inside point to, first those with the most to point there. */
function stubsOf(keys: readonly string[], parents: ReadonlyMap<string, readonly Edge[]>): string[] {
  const inside = new Set(keys);
  const wanted = new Map<string, number>();
  for (const key of keys) {
    for (const [, to] of parents.get(key) ?? []) {
      if (!inside.has(to)) wanted.set(to, (wanted.get(to) ?? 0) + 1);
    }
  }
  return [...wanted]
    .sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))
    .slice(0, MOST_STUBS)
    .map(([key]) => key);
}
