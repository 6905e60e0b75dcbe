import { probeKey } from '../catalog/evidence.ts';
import type { Evidence, Probe } from '../catalog/evidence.ts';
import type { ColumnBelief } from './beliefs.ts';
import { asksValues, mayHoldMoments } from './columns/asked-columns.ts';
import type { KeyBelief, KeyCandidates } from './keys/key-belief.ts';
import { testKey } from './keys/key-evidence.ts';
import { containmentKey, containmentProbe } from './relationships/relationship-evidence.ts';
import type { TestedCandidate } from './relationships/relationship-evidence.ts';
import type { NamedColumn } from './names/column-names.ts';
import { lookUp } from './names/name-index.ts';
import type { NamedTable, Vocabulary } from './names/vocabulary.ts';

export interface ProbeContext {
  readonly keyCandidates: readonly KeyCandidates[];
  readonly keys: readonly (KeyBelief | null)[];
  readonly candidates: readonly TestedCandidate[];
  /** The chosen candidates: every edge that may become a test is counted. */
  readonly relationships: readonly TestedCandidate[];
  readonly evidence: Evidence;
  readonly columns: readonly (readonly ColumnBelief[])[];
}

/** A column that lies near another in probability is asked as well. */
const CLOSE = 0.15;
const MOST_KEYS_A_TABLE = 4;
const MOST_SECOND_KEYS = 14;
const SURE = 0.9;
const WORTH_ASKING = 0.1;
const MOST_PARENTS_A_COLUMN = 3;

/** What the rows should be asked next, without what was answered before; by table, then by kind. */
export function planProbes(vocabulary: Vocabulary, context: ProbeContext): Probe[] {
  const needed = neededColumns(context);
  const tables = vocabulary.tables.flatMap((table) => [
    ...profileProbe(table, { vocabulary, needed, evidence: context.evidence }),
    ...uniqueProbes(table, context),
    ...valuesProbes(table, context),
  ]);
  return [...tables, ...containmentProbes(context)];
}

/** Columns on which a key or a relationship hangs. */
function neededColumns({ keyCandidates, candidates }: ProbeContext): ReadonlySet<NamedColumn> {
  return new Set([
    ...keyCandidates.flatMap((keys) => keys.flatMap(({ columns }) => columns)),
    ...candidates.flatMap(({ columns, parentColumns }) => [...columns, ...parentColumns]),
  ]);
}

interface Profiling {
  readonly vocabulary: Vocabulary;
  readonly needed: ReadonlySet<NamedColumn>;
  readonly evidence: Evidence;
}

/** Everything that could be a key or point to one, a flag, an enumeration or a moment; once a table. */
function profileProbe(named: NamedTable, { vocabulary, needed, evidence }: Profiling): Probe[] {
  const { table, columns } = named;
  const worthKnowing = (column: NamedColumn): boolean =>
    needed.has(column) || isKeyLike(column) || mayHoldMoments(column) || bearsTableName(column, named, vocabulary);
  const probe: Probe = {
    kind: 'profile',
    table,
    columns: columns.filter(worthKnowing).map(({ column }) => column.name),
  };
  return evidence.profile.has(probeKey(probe)) || probe.columns.length === 0 ? [] : [probe];
}

function isKeyLike({ keyFamily, keyWord, position }: NamedColumn): boolean {
  return keyFamily !== null && (keyFamily === 'uuid' || keyWord !== null || position < 3);
}

/** `region`, where there is a table `regions`. */
function bearsTableName({ keyFamily, base }: NamedColumn, { schema }: NamedTable, { byName }: Vocabulary): boolean {
  return keyFamily !== null && base.some((_, at) => lookUp(byName, schema, base.slice(at).join('')).length > 0);
}

/** First what names make likely, up to one that they make sure; once that is refuted, all that is left. */
function uniqueProbes(named: NamedTable, context: ProbeContext): Probe[] {
  const { table, index } = named;
  const { keyCandidates, keys, evidence } = context;
  const candidates = keyCandidates[index] ?? [];
  const toProbe = ({ columns }: KeyBelief): Probe => ({
    kind: 'unique',
    table,
    columns: columns.map(({ column }) => column.name),
  });
  if (evidence.unique.size === 0) {
    const sure = candidates.findIndex(({ probability }) => probability >= SURE);
    const likely = candidates.filter(({ probability }) => probability >= WORTH_ASKING);
    return likely.slice(0, sure === -1 ? MOST_KEYS_A_TABLE : sure + 1).map(toProbe);
  }
  const isAsked = (key: KeyBelief) => evidence.unique.has(probeKey(toProbe(key)));
  const believed = candidates.find(({ columns }) => columns === keys[index]?.columns);
  if (believed && isAsked(believed)) return [];
  return candidates
    .filter((key) => !isAsked(key) && testKey(key, named, evidence) !== null)
    .slice(0, MOST_SECOND_KEYS)
    .map(toProbe);
}

/** Never of personal columns: their values are nobody's business. */
function valuesProbes({ table, index, columns: named }: NamedTable, { columns, evidence }: ProbeContext): Probe[] {
  return (columns[index] ?? []).flatMap((belief, at) => {
    const probe: Probe = { kind: 'values', table, column: belief.name };
    if (!asksValues(belief, named[at])) return [];
    return evidence.values.size > 0 && evidence.values.has(probeKey(probe)) ? [] : [probe];
  });
}

/** Edges that were chosen, and rivals that the rows could put in their place. */
function containmentProbes({ candidates, relationships, evidence }: ProbeContext): Probe[] {
  const chosen = new Map<NamedColumn, TestedCandidate>();
  for (const edge of relationships) for (const column of edge.columns) chosen.set(column, edge);
  const asked = new Map<NamedColumn, number>();
  const known = new Set<string>();
  return candidates.flatMap((candidate) => {
    const [column] = candidate.columns;
    if (!column || !matters(candidate, chosen.get(column))) return [];
    const key = containmentKey(candidate);
    const count = asked.get(column) ?? 0;
    if (count >= MOST_PARENTS_A_COLUMN || known.has(key) || evidence.contained.has(key)) return [];
    asked.set(column, count + 1);
    known.add(key);
    return [containmentProbe(candidate)];
  });
}

/** Chosen, or so close to the chosen one (or, where none is, to even odds) that the rows may turn it. */
function matters(candidate: TestedCandidate, best: TestedCandidate | undefined): boolean {
  if (best === candidate || best?.parent === candidate.parent || candidate.decides) return true;
  return !candidate.declared && (best === undefined || best.probability - candidate.probability < CLOSE);
}
