import type { Evidence } from '../../catalog/evidence.ts';
import { inferCompositeKeys } from './composite-keys.ts';
import type { LooksLikeReference } from './composite-keys.ts';
import { rowsOfTable, testKey } from './key-evidence.ts';
import { guessedKey } from './key-belief.ts';
import type { KeyBelief, KeyCandidates } from './key-belief.ts';
import type { NamedColumn } from '../names/column-names.ts';
import { sigmoid } from '../probability.ts';
import { nameOf, secondKeys } from './second-keys.ts';
import { KEY_THRESHOLD, scoreSingleKeys } from './single-keys.ts';
import type { NamedTable, Vocabulary } from '../names/vocabulary.ts';

/** How many candidates of a table are worth a query. */
const MOST_SINGLE = 3;
const HIGHEST_BY_NAME = 0.98;
/** Below this a table rather has no key. */
const LEAST = 0.5;
/** A key that the rows left at less is not the only one to try. */
const HOLDS = 0.75;

/** Single-column candidates of every table: declared keys, else by name, else a declared unique key. */
export function inferSingleKeys(vocabulary: Vocabulary): readonly KeyCandidates[] {
  return vocabulary.tables.map((table) => declaredKeys(table) ?? singleKeys(table, vocabulary));
}

/** Adds composite candidates, which need to know what looks like a reference. */
export function addCompositeKeys(
  singles: readonly KeyCandidates[],
  vocabulary: Vocabulary,
  looksLikeReference: LooksLikeReference,
): readonly KeyCandidates[] {
  const open = vocabulary.tables.filter((table) => !singles[table.index]?.[0]?.declared);
  const composites = inferCompositeKeys(open, { keys: singles, looksLikeReference, firstStems: vocabulary.firstStems });
  return singles.map((candidates, index) => {
    const composite = composites.get(index);
    return composite ? [...composite, ...candidates].sort((a, b) => b.probability - a.probability) : candidates;
  });
}

/** Adds what to try next where the rows left no candidate that is believed. */
export function addSecondKeys(
  candidates: readonly KeyCandidates[],
  vocabulary: Vocabulary,
  evidence: Evidence,
): readonly KeyCandidates[] {
  if (evidence.unique.size === 0 && evidence.profile.size === 0) return candidates;
  return candidates.map((known, index) => {
    const table = vocabulary.tables[index];
    const rows = table && rowsOfTable(table, evidence);
    if (!rows) return known;
    const tested = new Map(known.map((key) => [nameOf(key), testKey(key, table, evidence)]));
    if ([...tested.values()].some((key) => key !== null && key.probability >= HOLDS)) return known;
    const refuted = known.filter((key) => tested.get(nameOf(key)) === null);
    const fresh = secondKeys(table, refuted, rows).filter((key) => tested.get(nameOf(key)) !== null);
    const names = new Set(fresh.map(nameOf));
    return [...known.filter((key) => !names.has(nameOf(key))), ...fresh];
  });
}

/** The best candidate that the data does not contradict. */
export function chooseKeys(
  candidates: readonly KeyCandidates[],
  vocabulary: Vocabulary,
  evidence: Evidence,
): readonly (KeyBelief | null)[] {
  return vocabulary.tables.map((table) => {
    const tested = (candidates[table.index] ?? []).flatMap((key) => testKey(key, table, evidence) ?? []);
    const [best] = tested.sort(
      (a, b) =>
        Number(b.declared) - Number(a.declared) || b.probability - a.probability || a.columns.length - b.columns.length,
    );
    return best !== undefined && (best.declared || best.probability >= LEAST) ? best : null;
  });
}

function declaredKeys(table: NamedTable): KeyCandidates | null {
  const columns = resolveColumns(table, table.table.primary_key ?? []);
  return columns ? [{ columns, probability: 1, declared: true }] : null;
}

function singleKeys(table: NamedTable, vocabulary: Vocabulary): KeyCandidates {
  const byName = scoreSingleKeys(table, vocabulary)
    .slice(0, MOST_SINGLE)
    .map(({ column, score }) =>
      guessedKey([column], Math.min(HIGHEST_BY_NAME, sigmoid(1.3 * (score - KEY_THRESHOLD)))),
    );
  return [...byName, ...uniqueKeys(table)].sort((a, b) => b.probability - a.probability);
}

/** A declared unique key whose columns are never null identifies rows, whatever it is called. */
function uniqueKeys(table: NamedTable): KeyCandidates {
  return (table.table.unique_keys ?? []).flatMap((names) => {
    const columns = resolveColumns(table, names);
    const filled = columns?.every(({ column }) => column.nullable === false);
    return columns && filled ? [guessedKey(columns, columns.length === 1 ? 0.7 : 0.65)] : [];
  });
}

function resolveColumns(table: NamedTable, names: readonly string[]): readonly NamedColumn[] | null {
  const columns = names.flatMap((name) => table.byColumn.get(name) ?? []);
  return columns.length === names.length && columns.length > 0 ? columns : null;
}
