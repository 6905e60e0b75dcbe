import { tableKey } from '../../catalog/catalog.ts';
import type { Evidence } from '../../catalog/evidence.ts';
import type { KeyBelief, KeyCandidates } from '../keys/key-belief.ts';
import { guessedKey } from '../keys/key-belief.ts';
import { testKey } from '../keys/key-evidence.ts';
import type { NamedColumn } from '../names/column-names.ts';
import type { NamedTable, Vocabulary } from '../names/vocabulary.ts';
import type { Hints } from './hints.ts';
import { HIGHEST_HINTED, HINTED, SURE } from './hints.ts';

/** Candidates with the keys that a model names among them, so that the rows are asked about them too. */
export function withHintedKeys(
  candidates: readonly KeyCandidates[],
  { tables }: Vocabulary,
  hints: Hints,
): readonly KeyCandidates[] {
  if (hints.keys.size === 0) return candidates;
  return candidates.map((known, index) => {
    const table = tables[index];
    const columns = table && hintedColumns(table, hints);
    if (!columns?.length || known[0]?.declared || known.some((key) => isSameKey(key, columns))) return known;
    return [...known, guessedKey(columns, HINTED)].sort((a, b) => b.probability - a.probability);
  });
}

/** What keys are chosen from. */
interface ChosenFrom {
  readonly vocabulary: Vocabulary;
  /** From `withHintedKeys`. */
  readonly candidates: readonly KeyCandidates[];
  readonly evidence: Evidence;
}

/** The chosen keys (`keys`: by the rules alone), each replaced by the one that a model names where that is allowed and the rows do not refute it. */
export function hintKeys(
  keys: readonly (KeyBelief | null)[],
  { vocabulary, candidates, evidence }: ChosenFrom,
  hints: Hints,
): readonly (KeyBelief | null)[] {
  if (hints.keys.size === 0) return keys;
  return keys.map((chosen, index) => {
    const table = vocabulary.tables[index];
    const columns = table && hintedColumns(table, hints);
    if (!columns || chosen?.declared || (chosen && chosen.probability >= SURE)) return chosen;
    if (columns.length === 0) return null;
    const candidate = candidates[index]?.find((key) => isSameKey(key, columns));
    const tested = candidate && testKey(hinted(candidate), table, evidence);
    return tested ? { ...tested, probability: Math.min(HIGHEST_HINTED, tested.probability) } : chosen;
  });
}

/** The candidate, at least as probable as a hint. Its columns stay the same list, by which probes find it again. */
function hinted(candidate: KeyBelief): KeyBelief {
  return { ...candidate, probability: Math.max(HINTED, candidate.probability) };
}

/** The columns that a model names; none: it says that there is no key. Null where it says nothing that the table has. */
function hintedColumns({ table, byColumn }: NamedTable, { keys }: Hints): readonly NamedColumn[] | null {
  const names = keys.get(tableKey(table))?.columns;
  if (!names) return null;
  const columns = names.flatMap((name) => byColumn.get(name) ?? []);
  return columns.length === names.length ? columns : null;
}

function isSameKey(key: KeyBelief, columns: readonly NamedColumn[]): boolean {
  return key.columns.length === columns.length && columns.every((column) => key.columns.includes(column));
}
