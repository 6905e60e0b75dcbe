import type { NamedColumn } from '../names/column-names.ts';
import { indexCompositeKeys, matchComposites } from './composite-matches.ts';
import { indexKeyNames, matchKeyNames } from './key-name-matches.ts';
import type { KeyNames } from './key-name-matches.ts';
import { keyCompatibility } from '../names/key-types.ts';
import { matchNames } from './name-matches.ts';
import type { Match } from './name-matches.ts';
import type { KeyBelief } from '../keys/key-belief.ts';
import { sigmoid } from '../probability.ts';
import { matchRoles } from './role-matches.ts';
import type { NamedTable, Vocabulary } from '../names/vocabulary.ts';
import { CODE_WORDS, FOREIGN_SYSTEM_WORDS } from '../names/words.ts';

/** One way in which columns may point to the key of a table. */
export interface Candidate {
  readonly child: NamedTable;
  readonly columns: readonly NamedColumn[];
  readonly parent: NamedTable;
  readonly parentColumns: readonly NamedColumn[];
  readonly probability: number;
  readonly declared: boolean;
  readonly evidence: readonly string[];
}

/** Even odds, and how fast they turn (inference.md 1.3 step 3). */
const EVEN = 1.55;
const STEEPNESS = 2;
const LEAST = 0.06;

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
  return vocabulary.tables.flatMap((child) => [
    ...matchComposites(child, composites).map((match) => ({
      ...match,
      child,
      probability: sigmoid(STEEPNESS * (2.6 - EVEN)),
      declared: false,
      evidence: ["the names are those of the parent's whole key"],
    })),
    ...child.columns.flatMap((column) => candidatesOf(column, child, { keys, keyNames, matches })),
  ]);
}

interface Known {
  readonly keys: readonly (KeyBelief | null)[];
  readonly keyNames: KeyNames;
  readonly matches: NameMatches;
}

/** The best few candidates of one column. */
function candidatesOf(column: NamedColumn, child: NamedTable, known: Known): Candidate[] {
  if (column.keyFamily === null || isOwnName(column, child)) return [];
  const byKey = matchKeyNames(column, child, known.keyNames);
  const matches = [...(known.matches.get(column) ?? []), ...byKey];
  if (matches.length === 0) return [];
  const best = new Map<NamedTable, Candidate>();
  for (const match of matches) {
    const candidate = judge(match, { column, child, keys: known.keys });
    const rival = candidate && best.get(candidate.parent);
    if (candidate && (!rival || rival.probability < candidate.probability)) best.set(candidate.parent, candidate);
  }
  return [...best.values()]
    .sort((a, b) => b.probability - a.probability || a.parent.index - b.parent.index)
    .slice(0, 3);
}

function judge(
  match: Match,
  { column, child, keys }: { column: NamedColumn; child: NamedTable; keys: readonly (KeyBelief | null)[] },
): Candidate | null {
  const key = keys[match.parent.index];
  const [target] = key?.columns ?? [];
  if (!key || !target || key.columns.length !== 1) return null;
  if (column.keyFamily === null || target.keyFamily === null || target === column) return null;
  const compatibility = keyCompatibility(column.keyFamily, target.keyFamily);
  if (compatibility === 0) return null;
  const own = keys[child.index];
  const ownKey = own?.columns.length === 1 && own.columns[0] === column;
  const score =
    match.score +
    2 * (compatibility - 1) +
    0.12 * sharedStart(child, match.parent) -
    (1 - key.probability) +
    namePenalty(column, target) -
    (match.parent === child && match.self !== true ? 1.5 : 0) -
    (ownKey ? ownKeyPenalty(column, child, match.parent) : 0) -
    (isPolymorphic(column, child) ? 1.2 : 0);
  const probability = sigmoid(STEEPNESS * (score - EVEN));
  if (probability < LEAST) return null;
  return {
    child,
    columns: [column],
    parent: match.parent,
    parentColumns: [target],
    probability,
    declared: false,
    evidence: [match.why],
  };
}

/**
 * A table's own key seldom points anywhere, unless both names say that it adds to the parent's rows, one to one:
 * `film_text (film_id)`; `user_session (id)` says no such thing.
 */
function ownKeyPenalty({ base }: NamedColumn, child: NamedTable, parent: NamedTable): number {
  if (base.length === 0) return 1.6;
  const extendsName = child.tokens.length > parent.tokens.length && sharedStart(child, parent) === parent.tokens.length;
  return extendsName ? 0.8 : 1.6;
}

/** `way_id` of `ways` is that table's own number, also where it is only a part of the key. */
function isOwnName({ base, keyWord, position }: NamedColumn, { glued }: NamedTable): boolean {
  return keyWord !== null && position === 0 && base.join('') === glued;
}

function namePenalty({ keyWord, family, base }: NamedColumn, target: NamedColumn): number {
  if (keyWord === null) return family === 'text' ? -1.3 : 0;
  const foreign = base.length > 1 && FOREIGN_SYSTEM_WORDS.has(base[0] ?? '') ? -1.5 : 0;
  const code = CODE_WORDS.has(keyWord) && keyWord !== target.keyWord ? -1.2 : 0;
  return foreign + code;
}

/** `commentable_id` beside `commentable_type` points to several tables. */
function isPolymorphic({ tokens, keyWord }: NamedColumn, { byStem }: NamedTable): boolean {
  return keyWord !== null && byStem.get(`${tokens.slice(0, -1).join('')}type`)?.family === 'text';
}

function sharedStart(child: NamedTable, parent: NamedTable): number {
  if (child === parent) return 0;
  let count = 0;
  while (count < parent.tokens.length && child.tokens[count] === parent.tokens[count]) count++;
  return count;
}
