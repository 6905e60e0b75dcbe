import { canonicalJson } from '../../plan/canonical-json.ts';
import type { Delta, RefusedDelta } from '../../plan/deltas.ts';
import type { Draft, DraftAction, DraftInput } from '../draft.ts';
import { paragraphOf } from '../english.ts';
import { deltaFate } from './delta-fate.ts';
import type { DeltaFate, Drafted } from './drafted.ts';
import { hintReader, isAboutMeaning } from './hints-of.ts';
import type { MeaningFate } from './meaning-fate.ts';
import { meaningReader } from './meaning-fate.ts';
import { sortDeltas } from './merge-deltas.ts';

/**
 * What a draft that was made with deltas says of them: which could not be followed and why, which it rests on, and in which actions they
 * had a part. `withoutDeltas` makes the draft of the rules alone: what is there too changed nothing, and need not be kept. What the
 * project keeps already stays kept, unless its column is gone. Pure.
 */
export function followDeltas(
  drafted: Drafted,
  withoutDeltas: () => Drafted,
  { deltas = [], kept = [] }: Pick<DraftInput, 'deltas' | 'kept'>,
): Pick<Draft, 'refused' | 'deltas' | 'actions'> {
  const known = new Set(kept.map((delta) => canonicalJson(delta)));
  const fateOf = fateReader(drafted, once(withoutDeltas));
  const fates = sortDeltas(deltas).map((delta) => {
    const isKept = known.has(canonicalJson(delta));
    const { fate, changes } = fateOf(delta);
    return { delta, isKept, fate, changes: fate.kind === 'followed' && (isKept || changes()) };
  });
  // What the project keeps was followed once; where it cannot be any more, a person has changed what it is about. But SQL that
  // reads what is gone breaks the next build.
  const refused = fates.flatMap(({ delta, fate, isKept }): RefusedDelta[] =>
    'why' in fate && (!isKept || delta.kind === 'write_model') ? [{ delta, why: fate.why }] : [],
  );
  const rests = fates.filter(({ fate, isKept, changes }) => (isKept ? fate.kind !== 'no_column' : changes));
  return {
    refused,
    deltas: rests.map(({ delta }) => delta),
    actions: withEvidence(
      drafted.actions,
      rests.flatMap(({ delta, fate }) => (fate.kind === 'followed' ? [{ delta, touched: fate.touched }] : [])),
    ),
  };
}

interface Fate {
  readonly fate: DeltaFate;
  /** Whether the rules alone would have come to something else. */
  readonly changes: () => boolean;
}

/** Tells the fate of each delta of a draft. */
function fateReader(drafted: Drafted, rules: () => Drafted): (delta: Delta) => Fate {
  const hintsOf = hintReader(drafted.catalog);
  const fatesOf = meaningReader(drafted.beliefs);
  return (delta) => {
    if (isAboutMeaning(delta)) return meaningFate(delta, fatesOf(hintsOf(delta)), drafted);
    return { fate: deltaFate(delta, drafted), changes: () => deltaFate(delta, rules()).kind !== 'followed' };
  };
}

/** A delta about the meaning of tables is followed where any of its hints is: one choice may be about many columns. */
function meaningFate({ kind }: Delta, fates: readonly MeaningFate[], drafted: Drafted): Fate {
  const held = fates.flatMap((fate) => ('rests' in fate ? [fate] : []));
  const [why] = fates.flatMap((fate) => ('why' in fate ? [fate.why] : []));
  const changes = (): boolean => held.some(({ rests }) => rests);
  if (fates.length === 0) return { fate: { kind: 'no_table', why: 'it is about nothing that was read' }, changes };
  if (held.length === 0) return { fate: { kind: 'refused', why: why ?? '' }, changes };
  const touched = held.flatMap(({ table }) => modelsOf(table, drafted, kind === 'role'));
  return { fate: { kind: 'followed', touched }, changes };
}

/** The staging model of a table (`tableKey`), or its mart where that is what changes. */
function modelsOf(table: string, { byKey, marts }: Drafted, isRole: boolean): string[] {
  const model = byKey.get(table)?.toStage.model;
  if (model === undefined) return [];
  return isRole ? [marts.get(model)?.name ?? model] : [model];
}

/** The actions, each with why deltas changed it. */
function withEvidence(
  actions: readonly DraftAction[],
  followed: readonly { readonly delta: Delta; readonly touched: readonly string[] }[],
): readonly DraftAction[] {
  const said = new Map<string, Set<string>>();
  for (const { delta, touched } of followed) {
    for (const model of touched) said.set(model, (said.get(model) ?? new Set()).add(evidenceOf(delta)));
  }
  if (said.size === 0) return actions;
  return actions.map((action) => {
    const why = said.get(action.spec.name);
    if (!why || action.spec.kind === 'source' || action.spec.kind === 'project') return action;
    return { ...action, reason: { ...action.reason, evidence: [...action.reason.evidence, ...why] } };
  });
}

/** How an action tells that a model had a part in it. */
export function evidenceOf({ kind, why }: Delta): string {
  return `${FROM_MODEL}${paragraphOf(why) ?? kind.replace('_', ' ')}`;
}

const FROM_MODEL = 'model: ';

/** Whether a model had a part in an action. */
export function isFromModel({ reason }: Pick<DraftAction, 'reason'>): boolean {
  return reason.evidence.some((each) => each.startsWith(FROM_MODEL));
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
