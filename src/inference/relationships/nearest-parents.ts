import type { Evidence } from '../../catalog/evidence.ts';
import type { KeyBelief } from '../keys/key-belief.ts';
import type { NamedColumn } from '../names/column-names.ts';
import type { NamedTable, Vocabulary } from '../names/vocabulary.ts';
import { logOdds, sigmoid } from '../probability.ts';
import type { Candidate } from './candidate.ts';
import { containmentKey } from './relationship-evidence.ts';
import type { TestedCandidate } from './relationship-evidence.ts';
import { tablesByKey } from './shared-keys.ts';
import type { KeyOfTable } from './shared-keys.ts';
import { leavesRange, statsOf } from './value-ranges.ts';

/** Tables whose keys bear one name, such as a person, an employee and a salesperson; each holds rows of the one above. */
interface Member extends KeyOfTable {
  /** How many keys it has; those of about as many count as equal. */
  readonly size: number;
  /** The one that stands for all of its size. */
  readonly stands: boolean;
}

/** Two tables may share a key by accident; a family has more. */
const FEWEST_MEMBERS = 3;
/** And so many that bear one name are no family. */
const MOST_MEMBERS = 60;
const MOST_PARENTS = 2;
/** Keys that are this alike in number are those of the same things, told in several tables. */
const SAME_SIZE = 0.98;
/** Before the rows have spoken, the nearest of a family is no more than possible. */
const PRIOR = 0.39;
const FARTHER = 2;

/**
 * For columns that bear the name of a family's key: the members that may hold their values in the fewest keys. Employees
 * are people, but a salary is an employee's. Empty as long as there is no profile of the tables.
 */
export function findNearestParents(
  { tables }: Vocabulary,
  { keys, evidence }: { readonly keys: readonly (KeyBelief | null)[]; readonly evidence: Evidence },
): Candidate[] {
  if (evidence.profile.size === 0) return [];
  const families = findFamilies(tables, keys, evidence);
  if (families.size === 0) return [];
  return tables.flatMap((child) =>
    child.columns.flatMap((column) => {
      const family = families.get(column.stem);
      const values = family && statsOf(child, [column], evidence);
      if (!values || values.distinct === 0) return [];
      const own = family.find(({ key }) => key === column);
      return family
        .filter(({ table, key, size, stands }) => {
          const keyValues = statsOf(table, [key], evidence);
          if (table === child || !stands || keyValues === null || leavesRange(values, keyValues)) return false;
          return own ? isSmaller(own, size) : values.distinct <= size;
        })
        .slice(0, MOST_PARENTS)
        .map(({ table, key }) => ({
          child,
          columns: [column],
          parent: table,
          parentColumns: [key],
          probability: PRIOR,
          declared: false,
          decides: true,
          evidence: [`${column.column.name} is called as the key of ${table.table.name}`],
        }));
    }),
  );
}

/** A member points to one of more keys, or to the one that stands for those of its size. */
function isSmaller(own: Member, size: number): boolean {
  return own.stands ? own.size < SAME_SIZE * size : own.size <= size / SAME_SIZE;
}

/** Families by the name of their key, the smallest member first. */
function findFamilies(
  tables: readonly NamedTable[],
  keys: readonly (KeyBelief | null)[],
  evidence: Evidence,
): ReadonlyMap<string, readonly Member[]> {
  const families = [...tablesByKey(tables, keys)].map(([name, members]) => {
    const sized = members.map((member) => ({
      ...member,
      size: statsOf(member.table, [member.key], evidence)?.distinct ?? 0,
    }));
    return [name, sized.filter(({ size }) => size > 0)] as const;
  });
  const large = families.filter(([, members]) => members.length >= FEWEST_MEMBERS && members.length <= MOST_MEMBERS);
  return new Map(large.map(([name, members]) => [name, withStanding(members)]));
}

/** Of members of one size the one whose name others extend stands for them; else the one that tells most. */
function withStanding(members: readonly Omit<Member, 'stands'>[]): readonly Member[] {
  const sorted = members.toSorted((a, b) => a.size - b.size || a.table.index - b.table.index);
  const extended = ({ glued }: NamedTable): number =>
    sorted.filter(({ table }) => table.glued !== glued && table.glued.startsWith(glued)).length;
  return sorted.map((member) => {
    const equals = sorted.filter(({ size }) => Math.min(size, member.size) >= SAME_SIZE * Math.max(size, member.size));
    const [first] = equals.toSorted(
      (a, b) => extended(b.table) - extended(a.table) || b.table.columns.length - a.table.columns.length,
    );
    return { ...member, stands: first?.table === member.table };
  });
}

/**
 * Of candidates of one column that all hold its values, under keys of one name, the nearest is as probable as any of
 * them, and the others are less. In the order of the candidates.
 */
export function preferNearest(
  candidates: readonly TestedCandidate[],
  nearest: readonly Candidate[],
  evidence: Evidence,
): TestedCandidate[] {
  if (nearest.length === 0) return [...candidates];
  const holds = (candidate: Candidate): boolean => {
    const answer = evidence.contained.get(containmentKey(candidate));
    return answer !== undefined && answer.sampled > 0 && answer.found === answer.sampled;
  };
  const best = new Map<NamedColumn, Candidate>();
  for (const candidate of nearest) {
    const [column] = candidate.columns;
    if (column && !best.has(column) && holds(candidate)) best.set(column, candidate);
  }
  const highest = new Map<NamedColumn, number>();
  const isRival = (candidate: TestedCandidate): boolean => {
    const [column] = candidate.columns;
    const near = column && best.get(column);
    return (
      near !== undefined && !candidate.declared && candidate.parentColumns[0]?.stem === near.parentColumns[0]?.stem
    );
  };
  for (const candidate of candidates) {
    const [column] = candidate.columns;
    if (column && isRival(candidate)) highest.set(column, Math.max(highest.get(column) ?? 0, candidate.probability));
  }
  return candidates.map((candidate) => {
    const [column] = candidate.columns;
    const near = column && best.get(column);
    if (!near || !isRival(candidate)) return candidate;
    if (candidate.parent === near.parent)
      return { ...candidate, probability: highest.get(column) ?? candidate.probability };
    const farther = sigmoid(logOdds(candidate.probability) - FARTHER);
    const said = [...candidate.evidence, `but ${near.parent.table.name} is nearer`];
    return { ...candidate, probability: farther, evidence: said };
  });
}
