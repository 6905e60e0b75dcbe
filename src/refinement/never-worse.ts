import { tableKey } from '../catalog/catalog.ts';
import type { Delta, RefusedDelta } from '../plan/deltas.ts';
import { isModelSpec } from '../plan/specs.ts';
import type { Draft, DraftAction } from '../planner/draft.ts';
import { groupBy } from '../planner/group-by.ts';
import { nameSome } from '../planner/name-some.ts';

/** Deltas with which a draft has everything that the rules drafted, and those that were given up for that. */
export interface KeptWhole {
  readonly deltas: readonly Delta[];
  readonly refused: readonly RefusedDelta[];
}

/** Drafts again with deltas. */
export type Redraft = (deltas: readonly Delta[]) => Promise<Draft>;

/**
 * Gives up deltas for which something of the rules' draft would be missing that no delta took away on purpose: first those
 * about the tables that it is about, then all about what tables mean, then all but words. At most four drafts.
 */
export async function keepWhole(deltas: readonly Delta[], rules: Draft, redraft: Redraft): Promise<KeptWhole> {
  let kept = deltas;
  const refused: RefusedDelta[] = [];
  for (const isSuspect of SUSPECTS) {
    if (!kept.some(shapesDraft)) break;
    const draft = await redraft(kept).catch(() => null);
    const lost = draft === null ? rules.actions : missingFrom(rules, draft, kept);
    if (lost.length === 0) break;
    const tables = new Set(lost.flatMap((action) => keysOf(action)));
    const names = [...new Set(lost.map(({ name }) => name))];
    const why = draft === null ? 'no draft can be made with it' : `${nameSome(names)} would be missing for it`;
    const suspects = kept.filter((delta) => isSuspect(delta, tables));
    refused.push(...suspects.map((delta) => ({ delta, why })));
    kept = kept.filter((delta) => !suspects.includes(delta));
  }
  return { deltas: kept, refused };
}

const SUSPECTS: readonly ((delta: Delta, tables: ReadonlySet<string>) => boolean)[] = [
  (delta, tables) => shapesDraft(delta) && tablesOf(delta).some((table) => tables.has(table)),
  (delta) => shapesDraft(delta),
  (delta) => delta.kind === 'rename_table' || delta.kind === 'rename_column' || delta.kind === 'write_model',
];

/** Whether a delta decides what there is, and not only what it is called. */
function shapesDraft({ kind }: Delta): boolean {
  return ['role', 'key', 'relationship', 'answer', 'add_mart', 'drop_mart', 'measure'].includes(kind);
}

function tablesOf(delta: Delta): string[] {
  const to = delta.kind === 'relationship' ? [tableKey(delta.to)] : [];
  return 'table' in delta ? [tableKey(delta.table), ...to] : to;
}

/** What the rules drafted and another draft has not, whatever it is called there. */
function missingFrom(rules: Draft, draft: Draft, deltas: readonly Delta[]): DraftAction[] {
  const there = groupBy(draft.actions, identitiesOf);
  const meant = new Set(deltas.filter(takesAway).flatMap(tablesOf));
  return [...groupBy(rules.actions, identitiesOf)].flatMap(([identity, actions]) => {
    const left = there.get(identity)?.length ?? 0;
    const isMeant = actions.some((action) => keysOf(action).some((table) => meant.has(table)));
    return left >= actions.length || isMeant ? [] : actions.slice(left);
  });
}

/** Whether a delta says that something is not: its checks let it through, so it may take away. */
function takesAway(delta: Delta): boolean {
  if (delta.kind === 'relationship') return !delta.holds;
  return delta.kind === 'drop_mart' || delta.kind === 'key' || delta.kind === 'role';
}

/** What an action makes, by the raw tables that it is made of; and the test of its key. */
function identitiesOf(action: DraftAction): string[] {
  const keys = keysOf(action);
  if (keys.length === 0) return [`${action.type} ${action.name}`];
  const identity = `${action.type} ${keys.join(' ')}`;
  return isKeyTested(action) ? [identity, `key of ${identity}`] : [identity];
}

function keysOf({ about = [] }: DraftAction): string[] {
  return about.map(tableKey).sort();
}

function isKeyTested({ spec }: DraftAction): boolean {
  if (!isModelSpec(spec)) return false;
  return (
    spec.unique_combination !== undefined ||
    spec.columns.some(({ tests }) => tests.some(({ test }) => test === 'unique'))
  );
}
