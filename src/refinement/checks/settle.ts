import { tableKey } from '../../catalog/catalog.ts';
import { canonicalJson } from '../../plan/canonical-json.ts';
import type { Delta } from '../../plan/deltas.ts';
import { deltaIdentity } from '../../plan/deltas.ts';
import type { Known, KnownTable } from '../known/known.ts';
import type { Proposal } from '../ladder/resolve-reply.ts';
import { checkDescription } from './check-description.ts';
import { checkKey } from './check-key.ts';
import { checkAddedMart, checkDroppedMart, checkMeasure, checkRole } from './check-mart.ts';
import { checkRelationship, isIdentity } from './check-relationship.ts';
import { checkColumnName, checkTableName } from './check-rename.ts';
import { checkAnswer, checkValues, checkWrittenShape } from './check-words.ts';
import type { Checked } from './checked.ts';
import { refuse } from './checked.ts';

/** Checks one proposal after the other against catalog, beliefs and draft, and against those that held before. */
export interface Settling {
  /** What held so far. */
  readonly deltas: readonly Delta[];
  check(proposal: Proposal): Checked;
}

/** Subjects on which a reply has one say: the question that it answers, or the delta that says the same. */
function subjectsOf(delta: Delta, known: Known): string[] {
  const table = 'table' in delta ? known.nameOf(delta.table) : '';
  switch (delta.kind) {
    case 'answer':
      return [delta.question];
    case 'key':
      return [`key:${table}`];
    case 'role':
      return [`role:${table}`, `mart:${table}`];
    case 'add_mart':
    case 'drop_mart':
      return [`mart:${table}`];
    case 'relationship':
      return [`relationship:${table}.${delta.columns.join('+')}`];
    case 'rename_table':
    case 'rename_column':
    case 'describe_table':
    case 'describe_column':
    case 'describe_mart':
    case 'measure':
    case 'accepted_values':
    case 'write_model':
      return [];
  }
}

/** A run of checks over proposals in their order: the first of several that contradict each other wins. */
export function settling(known: Known): Settling {
  const deltas: Delta[] = [];
  const held = new Map<string, string>();
  const subjects = new Map<string, Delta['kind']>();
  const taken = takenBy(deltas, known);
  return {
    deltas,
    check({ delta }) {
      const identity = deltaIdentity(delta);
      // An earlier plan said so, or another call did: nothing to tell anybody.
      if (known.kept.has(identity)) return { same: true };
      const rival = subjectsOf(delta, known).find((subject) => (subjects.get(subject) ?? delta.kind) !== delta.kind);
      const before = held.get(identity);
      if (before === textOf(delta)) return { same: true };
      if (before !== undefined || rival !== undefined) return refuse('another answer about the same came first');
      const checked = checkOne(delta, known, taken);
      if (!('delta' in checked)) return checked;
      deltas.push(checked.delta);
      held.set(identity, textOf(delta));
      taken.note(checked.delta);
      for (const subject of subjectsOf(delta, known)) subjects.set(subject, delta.kind);
      return checked;
    },
  };
}

/** What a delta says, but for why. */
function textOf(delta: Delta): string {
  return canonicalJson({ ...delta, why: '' });
}

type Taken = ReturnType<typeof takenBy>;

function checkOne(delta: Delta, known: Known, taken: Taken): Checked {
  switch (delta.kind) {
    case 'rename_column':
      return checkColumnName(delta, known, taken);
    case 'rename_table':
      return checkTableName(delta, known, taken);
    case 'describe_table':
    case 'describe_column':
    case 'describe_mart':
      return checkDescription(delta, known);
    case 'key':
      return checkKey(delta, known);
    case 'relationship':
      return checkRelationship(delta, known, taken);
    case 'role':
      return checkRole(delta, known);
    case 'add_mart':
      return checkAddedMart(delta, known, taken.count('add_mart'));
    case 'drop_mart':
      return checkDroppedMart(delta, known, taken.count('drop_mart'));
    case 'measure':
      return checkMeasure(delta, known);
    case 'accepted_values':
      return checkValues(delta, known);
    case 'answer':
      return checkAnswer(delta, known);
    case 'write_model':
      return checkWrittenShape(delta, known);
  }
}

/** What the deltas that held have taken: names, and where columns point to. */
function takenBy(deltas: readonly Delta[], known: Known) {
  const columns = new Set<string>();
  const plurals = new Set(
    known.staged.flatMap(({ table, staging }) => [table.name.toLowerCase(), staging?.name ?? '']),
  );
  const references = new Map<string, KnownTable[]>();
  const identities = new Map<string, KnownTable[]>();
  const place = (table: KnownTable, names: readonly string[]): string =>
    JSON.stringify([tableKey(table.table), ...names.toSorted()]);
  const add = (to: Map<string, KnownTable[]>, key: string, table: KnownTable): void => {
    to.set(key, [...(to.get(key) ?? []), table]);
  };
  return {
    count: (kind: Delta['kind']) => deltas.filter((each) => each.kind === kind).length,
    column: (table: KnownTable, name: string) =>
      columns.has(place(table, [name])) ||
      [...table.columns.values()].some(({ raw, as }) => as === name || raw.name.toLowerCase() === name),
    table: (name: string) => plurals.has(name) || known.modelNames.has(name),
    target: (table: KnownTable, names: readonly string[]) => references.get(place(table, names))?.[0],
    identifiedBy: (table: KnownTable) => identities.get(tableKey(table.table)) ?? [],
    note(delta: Delta) {
      const table = 'table' in delta ? known.table(delta.table) : undefined;
      if (!table) return;
      if (delta.kind === 'rename_column') columns.add(place(table, [delta.name]));
      if (delta.kind === 'rename_table') plurals.add(delta.name);
      const to = delta.kind === 'relationship' && delta.holds ? known.table(delta.to) : undefined;
      if (delta.kind !== 'relationship' || !to) return;
      add(references, place(table, delta.columns), to);
      if (isIdentity(table, delta.columns)) add(identities, tableKey(table.table), to);
    },
  };
}
