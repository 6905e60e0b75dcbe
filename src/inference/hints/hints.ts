import type { TableRef } from '../../catalog/catalog.ts';
import type { Role } from '../beliefs.ts';
import type { Answers } from '../questions/answers.ts';
import { NO_ANSWERS, relationshipKey } from '../questions/answers.ts';

/** Whether columns point to a table, as a model says. */
export interface RelationshipHint {
  readonly child: TableRef;
  readonly columns: readonly string[];
  /** Null: to any table. */
  readonly parent: TableRef | null;
  /** Empty: its key. */
  readonly parentColumns: readonly string[];
  readonly holds: boolean;
  readonly why: string;
}

/**
 * What a model says of the tables, in the names of the catalog: evidence, not a declaration. It is believed where
 * neither the tables, nor the project, nor a person, nor the rules are sure of something else, until rows refute it.
 */
export interface Hints {
  readonly relationships: readonly RelationshipHint[];
  /** By `tableKey`; no columns: nothing identifies a row. */
  readonly keys: ReadonlyMap<string, { readonly columns: readonly string[]; readonly why: string }>;
  /** By `tableKey`. */
  readonly roles: ReadonlyMap<string, { readonly role: Role; readonly why: string }>;
}

export const NO_HINTS: Hints = { relationships: [], keys: new Map(), roles: new Map() };

/** What was told of the tables beside what they and their rows say: a person's answers, which are facts, and hints. */
export interface Told extends Answers {
  readonly hints?: Hints;
}

export const NOTHING_TOLD: Told = NO_ANSWERS;

/** How probable what a model says is: likely, and tested as a warning (inference.md part 4). */
export const HINTED = 0.8;
/** Rows that agree with a hint make it no more than this: what nobody but a model says is never sure. */
export const HIGHEST_HINTED = 0.89;
/** From here on a belief of the rules stands against a hint. */
export const SURE = 0.9;

const SAID = 'said by the model';

/** How a belief tells that it rests on a hint. */
export function saidByModel(why: string): string {
  return why === '' ? SAID : `${SAID}: ${why}`;
}

/** Whether a phrase of evidence is one of `saidByModel`. */
export function isSaidByModel(evidence: string): boolean {
  return evidence === SAID || evidence.startsWith(`${SAID}: `);
}

/** The hints that no answer of a person settles. */
export function openHints({ hints = NO_HINTS, relationships, keys, roles }: Told): Hints {
  if (hints === NO_HINTS) return hints;
  return {
    relationships: hints.relationships.filter((hint) => !relationships.has(relationshipKey(hint.child, hint.columns))),
    keys: new Map([...hints.keys].filter(([table]) => !keys.has(table))),
    roles: new Map([...hints.roles].filter(([table]) => !roles.has(table))),
  };
}
