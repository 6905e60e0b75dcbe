import type { KeyBelief } from '../../../src/inference/keys/key-belief.ts';
import type { NamedColumn } from '../../../src/inference/names/column-names.ts';
import type { NamedTable } from '../../../src/inference/names/vocabulary.ts';
import type { Candidate } from '../../../src/inference/relationships/candidate.ts';

/** What all candidates of a catalog together say of each. */
export interface Surroundings {
  readonly keys: readonly (KeyBelief | null)[];
  readonly tables: number;
  readonly byColumn: ReadonlyMap<NamedColumn, readonly Candidate[]>;
  /** The first choices that point to a table. */
  readonly votes: ReadonlyMap<NamedTable, number>;
  /** The same, of columns of one name; and all first choices of that name. */
  readonly namesakes: ReadonlyMap<string, number>;
  /** Columns of a table that may point somewhere. */
  readonly pointing: ReadonlyMap<NamedTable, number>;
  /** Of the likely references the share whose names end in a key word. */
  readonly keyedReferences: number;
}

/** As if some references more were seen, most of them with a key word: few say little. */
const SEEN_BEFORE = 4;
const KEYED_BEFORE = 3;
const LIKELY = 0.5;

/** Counted once for a catalog; linear in the number of candidates. */
export function surroundingsOf(candidates: readonly Candidate[], keys: readonly (KeyBelief | null)[]): Surroundings {
  const byColumn = new Map<NamedColumn, Candidate[]>();
  for (const candidate of candidates) {
    for (const column of candidate.columns) {
      const list = byColumn.get(column);
      if (list) list.push(candidate);
      else byColumn.set(column, [candidate]);
    }
  }
  const votes = new Map<NamedTable, number>();
  const namesakes = new Map<string, number>();
  const pointing = new Map<NamedTable, number>();
  let [likely, keyed] = [SEEN_BEFORE, KEYED_BEFORE];
  for (const [column, list] of byColumn) {
    const best = firstChoice(list);
    if (!best) continue;
    count(pointing, best.child);
    if (best.probability < LIKELY) continue;
    likely++;
    if (column.keyWord !== null || column.base.at(-1) === 'by') keyed++;
    count(votes, best.parent);
    count(namesakes, column.stem);
    count(namesakes, `${best.parent.index} ${column.stem}`);
  }
  return { keys, tables: keys.length, byColumn, votes, namesakes, pointing, keyedReferences: keyed / likely };
}

/** Other parents of the same columns: how many, and the probability of the best. */
export function rivalsOf(
  { columns, parent, child }: Candidate,
  { byColumn }: Surroundings,
): { readonly rivals: number; readonly best: number } {
  const [column] = columns;
  const others = (column && byColumn.get(column)) ?? [];
  let [rivals, best] = [0, 0];
  for (const other of others) {
    if (other.child !== child || other.parent === parent) continue;
    rivals++;
    best = Math.max(best, other.probability);
  }
  return { rivals, best };
}

/** First choices of other columns: those for the same parent, and of the same name those for it and for others. */
export function votesFor(
  candidate: Candidate,
  { byColumn, votes, namesakes }: Surroundings,
): { readonly votes: number; readonly agree: number; readonly disagree: number } {
  const [column] = candidate.columns;
  if (!column) return { votes: 0, agree: 0, disagree: 0 };
  const own = firstChoice(byColumn.get(column) ?? []) ?? candidate;
  const [isLikely, isThis] = [own.probability >= LIKELY, own.parent === candidate.parent];
  const all = (namesakes.get(column.stem) ?? 0) - (isLikely ? 1 : 0);
  const agree = (namesakes.get(`${candidate.parent.index} ${column.stem}`) ?? 0) - (isLikely && isThis ? 1 : 0);
  const forParent = (votes.get(candidate.parent) ?? 0) - (isLikely && isThis ? 1 : 0);
  return { votes: forParent, agree, disagree: all - agree };
}

/** Of the child's columns the share that may point somewhere. */
export function shareOf({ child }: Candidate, { pointing }: Surroundings): number {
  return (pointing.get(child) ?? 0) / Math.max(1, child.columns.length);
}

function firstChoice([first, ...others]: readonly Candidate[]): Candidate | undefined {
  return first && others.reduce((best, other) => (other.probability > best.probability ? other : best), first);
}

function count<T>(counts: Map<T, number>, key: T): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
