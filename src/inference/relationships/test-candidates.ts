import type { Evidence } from '../../catalog/evidence.ts';
import type { Hints } from '../hints/hints.ts';
import { hintCandidates } from '../hints/relationship-hints.ts';
import type { KeyBelief } from '../keys/key-belief.ts';
import type { NamedColumn } from '../names/column-names.ts';
import type { NamedTable, Vocabulary } from '../names/vocabulary.ts';
import type { Candidate } from './candidate.ts';
import { findNearestParents, preferNearest } from './nearest-parents.ts';
import { referringColumns } from './polymorphic.ts';
import { testCandidate } from './relationship-evidence.ts';
import type { TestedCandidate } from './relationship-evidence.ts';
import { isBelieved } from './relationships.ts';
import { resolveCandidates } from './resolve.ts';
import { findValueCandidates } from './value-candidates.ts';

interface Known {
  readonly keys: readonly (KeyBelief | null)[];
  readonly evidence: Evidence;
  /** Those by declaration, by name, and by hint. */
  readonly candidates: readonly Candidate[];
  /** Leaves out those that a person refused. */
  readonly admitted: (found: readonly Candidate[]) => readonly Candidate[];
  /** What a model says of them. */
  readonly hints: Hints;
}

/** All candidates as the rows see them, those that only rows propose among them; and the chosen ones. */
export function testCandidates(
  vocabulary: Vocabulary,
  { keys, evidence, candidates, admitted, hints }: Known,
): { readonly tested: readonly TestedCandidate[]; readonly relationships: readonly TestedCandidate[] } {
  const test = (candidate: Candidate): TestedCandidate => testCandidate(candidate, evidence);
  const nearest = admitted(findNearestParents(vocabulary, { keys, evidence }));
  const byName = hintCandidates(preferNearest(addNearest(candidates, nearest).map(test), nearest, evidence), hints);
  const chosen = resolveCandidates(byName, keys);
  const pointing = referringColumns(chosen);
  const extending = referringColumns(chosen.filter(isBelieved));
  const byValue = admitted(findValueCandidates(vocabulary, { keys, evidence, pointing, extending }));
  if (byValue.length === 0) return { tested: byName, relationships: chosen };
  const tested = [...hintCandidates([...byName, ...byValue.map(test)], hints)].sort(
    (a, b) => Number(b.declared) - Number(a.declared) || a.child.index - b.child.index,
  );
  return { tested, relationships: resolveCandidates(tested, keys) };
}

/** With the nearest parents, each once, and each to be asked about. */
function addNearest(candidates: readonly Candidate[], nearest: readonly Candidate[]): readonly Candidate[] {
  if (nearest.length === 0) return candidates;
  const parents = new Map<NamedColumn, Set<NamedTable>>();
  for (const { columns, parent } of nearest) {
    for (const column of columns) parents.set(column, (parents.get(column) ?? new Set()).add(parent));
  }
  const known = candidates.map((candidate) => {
    const [column] = candidate.columns;
    const isNear = candidate.columns.length === 1 && column && parents.get(column)?.delete(candidate.parent);
    return isNear ? { ...candidate, decides: true } : candidate;
  });
  return [...known, ...nearest.filter(({ columns: [column], parent }) => column && parents.get(column)?.has(parent))];
}
