import type { Claims, Edge } from './claims.ts';
import { atLeast, childKey, edgeKey, sameColumns } from './claims.ts';
import type { Miss } from './misses.ts';
import { countMisses } from './misses.ts';

/** Counts from which precision, recall and F1 are made. */
export interface Tally {
  readonly declared: number;
  readonly found: number;
  readonly right: number;
}

/** One edge that inference found, and what the declarations say of it. */
export interface Judged {
  readonly edge: Edge;
  readonly probability: number;
  readonly reason: string;
  readonly right: boolean;
  /** One of its columns is in a declared foreign key: a wrong edge is a mistake, and not just undeclared. */
  readonly decided: boolean;
  /** Its table declares some foreign key. */
  readonly declaring: boolean;
}

export interface Score {
  /** Tables with a declared primary key, and those whose exact columns are believed to be the key. */
  readonly keys: Omit<Tally, 'found'>;
  readonly edges: Tally;
  /** The same over tables that declare any foreign key. */
  readonly declaring: Tally;
  /** Declared foreign keys whose very columns are believed to point elsewhere. */
  readonly wrongTarget: number;
  /** Declared foreign keys that were missed, by kind. */
  readonly misses: ReadonlyMap<Miss, number>;
  /** Every claimed edge, below the threshold too. */
  readonly judged: readonly Judged[];
  readonly errors: readonly string[];
}

/**
 * Compares what is claimed with what is declared. Edges from `threshold` on count as found; an edge is right if its
 * child columns, parent table and parent columns are all as declared. Pure.
 */
export function scoreClaims(truth: Claims, claims: Claims, threshold: number): Score {
  const declared = new Map(truth.edges.map((edge) => [edgeKey(edge), edge]));
  const judged = judge(declared, claims);
  const found = judged.filter(({ probability }) => probability >= threshold);
  const right = new Set(found.filter((one) => one.right).map(({ edge }) => edgeKey(edge)));
  const foundChildren = new Map(found.map(({ edge }) => [childKey(edge), edge]));
  const missed = [...declared.values()].filter((edge) => !right.has(edgeKey(edge)));
  const wrongKeys = [...truth.keys].filter(([table, key]) => !sameColumns(key, claims.keys.get(table)));
  return {
    keys: { declared: truth.keys.size, right: truth.keys.size - wrongKeys.length },
    edges: { declared: declared.size, found: found.length, right: right.size },
    declaring: {
      declared: declared.size,
      found: found.filter((one) => one.declaring).length,
      right: right.size,
    },
    wrongTarget: missed.filter((edge) => foundChildren.has(childKey(edge))).length,
    misses: countMisses(missed, { truth, believed: atLeast(claims, threshold) }),
    judged,
    errors: [
      ...wrongKeys.map(
        ([table, key]) => `key     ${table}(${key.join(', ')}), believed ${show(claims.keys.get(table))}`,
      ),
      ...missed.map((edge) => `missed  ${edgeKey(edge)}${insteadOf(foundChildren.get(childKey(edge)))}`),
      ...found
        .filter((one) => !one.right)
        .map((one) => `${one.decided ? 'wrong  ' : 'undeclared'} ${one.probability.toFixed(2)} ${edgeKey(one.edge)}`),
    ],
  };
}

function judge(declared: ReadonlyMap<string, Edge>, claims: Claims): Judged[] {
  const tables = new Set([...declared.values()].map(({ child }) => child));
  const columns = new Set(
    [...declared.values()].flatMap((edge) => edge.columns.map((name) => `${edge.child}\0${name}`)),
  );
  return claims.edges.map(({ probability, reason = '', ...edge }) => ({
    edge,
    probability,
    reason,
    right: declared.has(edgeKey(edge)),
    decided: edge.columns.some((name) => columns.has(`${edge.child}\0${name}`)),
    declaring: tables.has(edge.child),
  }));
}

/** The score of several schemas together: every declaration counts the same. */
export function sumScores(scores: readonly Score[]): Score {
  const total = (count: (score: Score) => number) => scores.reduce((sum, score) => sum + count(score), 0);
  const tally = (of: (score: Score) => Tally): Tally => ({
    declared: total((score) => of(score).declared),
    found: total((score) => of(score).found),
    right: total((score) => of(score).right),
  });
  return {
    keys: { declared: total(({ keys }) => keys.declared), right: total(({ keys }) => keys.right) },
    edges: tally(({ edges }) => edges),
    declaring: tally(({ declaring }) => declaring),
    wrongTarget: total(({ wrongTarget }) => wrongTarget),
    misses: sumMisses(scores.map(({ misses }) => misses)),
    judged: scores.flatMap(({ judged }) => judged),
    errors: scores.flatMap(({ errors }) => errors),
  };
}

function sumMisses(all: readonly ReadonlyMap<Miss, number>[]): ReadonlyMap<Miss, number> {
  const sum = new Map<Miss, number>();
  for (const misses of all) for (const [kind, count] of misses) sum.set(kind, (sum.get(kind) ?? 0) + count);
  return sum;
}

/** What a tally says; null where there is nothing to divide by. */
export interface Measures {
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
}

export function measuresOf({ declared, found, right }: Tally): Measures {
  return {
    precision: ratio(right, found),
    recall: ratio(right, declared),
    f1: ratio(2 * right, found + declared),
  };
}

/** Of the declared foreign keys whose columns were given some parent, the share that were given the right one. */
export function targetAccuracy({ edges, wrongTarget }: Score): number | null {
  return ratio(edges.right, edges.right + wrongTarget);
}

export function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function show(columns: readonly string[] | undefined): string {
  return columns ? `(${columns.join(', ')})` : 'none';
}

function insteadOf(edge: Edge | undefined): string {
  return edge ? `, believed ${edge.parent}(${edge.refColumns.join(', ')})` : '';
}
