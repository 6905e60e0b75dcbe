import type { Catalog } from '../../../src/catalog/catalog.ts';
import { tableKey, tableLabel } from '../../../src/catalog/catalog.ts';
import type { GivenAnswer } from '../../../src/inference/questions/answers.ts';
import type { Question } from '../../../src/inference/questions/question.ts';
import { NONE } from '../../../src/inference/questions/question.ts';
import { resolveAnswers } from '../../../src/inference/questions/resolve-answers.ts';
import type { Reply } from '../../../src/prompts/reply/reply-schema.ts';
import type { ModelCall } from '../../../src/refinement/ask/plan-calls.ts';
import type { Claims, Edge } from '../inference/claims.ts';
import { sameColumns } from '../inference/claims.ts';

/** What a model answers to a call, in the numbers of that call. */
export type Answering = (call: ModelCall) => Reply;

/** A table as a call shows it: its number, and those of its columns by raw name. */
export interface ShownTable {
  readonly number: number;
  readonly columns: ReadonlyMap<string, number>;
  /** Shown in one line, for another call to speak of. */
  readonly isStub: boolean;
}

/** The tables of a call by `tableLabel`. */
export function shownTables({ shown, stubs }: ModelCall): ReadonlyMap<string, ShownTable> {
  const others = new Set(stubs.map(({ label }) => label));
  return new Map(
    [...shown.schema.tables].map(([number, { table, columns }]) => {
      const numbers = new Map([...columns].map(([at, name]) => [name, at]));
      return [tableLabel(table), { number, columns: numbers, isStub: others.has(tableLabel(table)) }];
    }),
  );
}

/** A reference in the numbers of a call; null: the call does not show all of it. */
export function referenceOf(
  { child, columns, parent, refColumns }: Edge,
  shown: ReadonlyMap<string, ShownTable>,
): Omit<Reply['references'][number], 'holds'> | null {
  const [from, to] = [shown.get(child), shown.get(parent)];
  if (!from || !to) return null;
  const numbers = columns.flatMap((name) => from.columns.get(name) ?? []);
  const toNumbers = refColumns.flatMap((name) => to.columns.get(name) ?? []);
  if (numbers.length < columns.length || toNumbers.length < refColumns.length) return null;
  return { table: from.number, columns: numbers, why: 'it looks so', to_table: to.number, to_columns: toNumbers };
}

/** Choices of a question that the declarations call true, and those that they call false; of others they say nothing. */
export interface Judged {
  readonly right: readonly string[];
  readonly wrong: readonly string[];
}

/** Judges the choices of a question about a catalog whose declarations are hidden. Pure. */
export function judgeChoices({ id, choices }: Question, hidden: Catalog, truth: Claims): Judged {
  const all = [...new Set([...choices, NONE])];
  const judged = new Map(all.map((choice) => [choice, isTrue({ id, choice }, hidden, truth)]));
  return {
    right: all.filter((choice) => judged.get(choice) === true),
    wrong: all.filter((choice) => judged.get(choice) === false),
  };
}

function isTrue(answer: GivenAnswer, hidden: Catalog, truth: Claims): boolean | null {
  const { relationships, keys } = resolveAnswers([answer], hidden).answers;
  const [said] = relationships.values();
  if (said) {
    const { columns, to } = said;
    const edges = truth.edges.filter(
      (edge) => edge.child === tableLabel(said.child) && sameColumns(edge.columns, columns),
    );
    if (edges.length > 0) return edges.some(({ parent }) => to !== null && parent === tableLabel(to.parent));
    return to === null ? null : false;
  }
  const [key] = keys;
  const owner = key && hidden.tables.find((table) => tableKey(table) === key[0]);
  const declared = owner && truth.keys.get(tableLabel(owner));
  return key && declared ? sameColumns(declared, key[1]) : null;
}
