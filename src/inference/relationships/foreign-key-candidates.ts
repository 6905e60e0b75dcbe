import type { Candidate } from './candidate.ts';
import type { NamedColumn } from '../names/column-names.ts';
import { indexCompositeKeys, matchComposites } from './composite-matches.ts';
import { indexKeyNames, matchKeyNames } from './key-name-matches.ts';
import type { KeyNames } from './key-name-matches.ts';
import { judgeMatch, probabilityOf } from './judge-match.ts';
import type { JudgedMatch } from './judge-match.ts';
import { matchNames } from './name-matches.ts';
import type { Match } from './name-matches.ts';
import type { KeyBelief } from '../keys/key-belief.ts';
import { matchRoles } from './role-matches.ts';
import { findFamilies, matchSubtypes } from './subtypes.ts';
import type { Families } from './subtypes.ts';
import type { NamedTable, Vocabulary } from '../names/vocabulary.ts';

const LEAST = 0.06;
/** Parents of one column that are worth a query. */
const MOST_PARENTS = 3;
/** A rival from this probability on leaves nothing sure. */
const STRONG = 0.5;
const CONTESTED = 0.89;
const RIVAL = 0.85;
/** A rival from this probability on is worth a word. */
const WORTH_A_WORD = 0.25;

/** What the columns of each table mean by their names alone, whatever the keys turn out to be. */
export type NameMatches = ReadonlyMap<NamedColumn, readonly Match[]>;

export function readMatches(vocabulary: Vocabulary): NameMatches {
  const matches = new Map<NamedColumn, readonly Match[]>();
  for (const table of vocabulary.tables) {
    for (const column of table.columns) {
      if (column.keyFamily === null || isOwnName(column, table)) continue;
      const found = [...matchNames(column, table, vocabulary), ...matchRoles(column, table, vocabulary)];
      if (found.length > 0) matches.set(column, found);
    }
  }
  return matches;
}

/** Every candidate worth a look, by table and column order; the best of each column first. Linear: names are looked up. */
export function findCandidates(
  vocabulary: Vocabulary,
  keys: readonly (KeyBelief | null)[],
  matches: NameMatches,
): Candidate[] {
  const keyNames = indexKeyNames(vocabulary, keys);
  const composites = indexCompositeKeys(vocabulary, keys);
  const families = findFamilies(vocabulary, keys);
  return vocabulary.tables.flatMap((child) => [
    ...matchComposites(child, composites).map((match) => ({
      ...match,
      child,
      probability: probabilityOf(2.6),
      declared: false,
      evidence: [
        `${match.columns.map(({ column }) => column.name).join(', ')} match the whole key of ${match.parent.table.name}`,
      ],
    })),
    ...child.columns.flatMap((column) => candidatesOf(column, child, { keys, keyNames, families, matches })),
  ]);
}

interface Known {
  readonly keys: readonly (KeyBelief | null)[];
  readonly keyNames: KeyNames;
  readonly families: Families;
  readonly matches: NameMatches;
}

/** The best few candidates of one column. */
function candidatesOf(column: NamedColumn, child: NamedTable, known: Known): Candidate[] {
  if (column.keyFamily === null || isOwnName(column, child)) return [];
  const matches = [
    ...(known.matches.get(column) ?? []),
    ...matchKeyNames(column, child, known.keyNames),
    ...matchSubtypes(column, child, known.families),
  ];
  if (matches.length === 0) return [];
  const best = new Map<NamedTable, JudgedMatch>();
  for (const match of matches) {
    const judged = judgeMatch(match, { column, child, keys: known.keys });
    const before = best.get(match.parent);
    if (judged && judged.probability >= LEAST && (!before || before.probability < judged.probability))
      best.set(match.parent, judged);
  }
  const ranked = [...best.values()]
    .sort((a, b) => b.probability - a.probability || a.match.parent.index - b.match.parent.index)
    .slice(0, MOST_PARENTS);
  const [first] = ranked;
  const contested = first !== undefined && hasRival(first, ranked);
  return ranked.map((judged, at) => ({
    child,
    columns: [column],
    parent: judged.match.parent,
    parentColumns: [judged.target],
    probability: contested ? Math.min(at === 0 ? CONTESTED : RIVAL, judged.probability) : judged.probability,
    declared: false,
    evidence: argue(judged, column, ranked),
  }));
}

/** Another table is as good as likely, and this one does not bear the very name. */
function hasRival({ match }: JudgedMatch, ranked: readonly JudgedMatch[]): boolean {
  if (match.whole === true) return false;
  return ranked.some((other) => other.match.parent !== match.parent && other.probability >= STRONG);
}

/** Why, and what speaks against it; one short sentence each. */
function argue({ match, doubts }: JudgedMatch, column: NamedColumn, ranked: readonly JudgedMatch[]): string[] {
  const rival = ranked.find((other) => other.match.parent !== match.parent && other.probability >= WORTH_A_WORD);
  return [
    `${column.column.name} ${match.why} ${match.parent.table.name}`,
    ...doubts.filter(({ points }) => points >= 0.2).map(({ why }) => `but ${why}`),
    ...(rival ? [`but it could be ${rival.match.parent.table.name}`] : []),
  ];
}

/** `way_id` of `ways` is that table's own number, also where it is only a part of the key. */
function isOwnName({ base, keyWord, position }: NamedColumn, { glued }: NamedTable): boolean {
  return keyWord !== null && position === 0 && base.join('') === glued;
}
