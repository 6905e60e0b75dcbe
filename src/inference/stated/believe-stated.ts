import type { Catalog } from '../../catalog/catalog.ts';
import { indexStated, withStatedKeys } from '../../catalog/stated-keys.ts';
import { underCatalogNames } from '../../catalog/stated-names.ts';
import { tableNames } from '../../catalog/table-names.ts';
import type { StatedTable } from '../../context/stated-facts.ts';
import { believe } from '../believe.ts';
import type { Beliefs } from '../beliefs.ts';
import type { Hints } from '../hints/hints.ts';
import { NO_HINTS } from '../hints/hints.ts';
import type { Answers } from '../questions/answers.ts';
import { NO_ANSWERS } from '../questions/answers.ts';
import { markAnswered } from '../questions/mark-answered.ts';
import { questionId } from '../questions/question.ts';
import { holdStated } from './hold-stated.ts';
import type { Ask } from './stated-answers.ts';
import { askStated } from './stated-answers.ts';
import { allAnswers, statedAsAnswered } from './stated-choices.ts';

/** What to believe of tables that a project may cover already. */
export interface StatedQuestion {
  readonly catalog: Catalog;
  /** From `readStatedFacts`; empty for a new project. */
  readonly stated: readonly StatedTable[];
  /** The reader's `answer`. */
  readonly ask: Ask;
  /** From `resolveAnswers`. */
  readonly answers?: Answers;
  /** What a model says, now or in plans applied before: evidence, which nothing that is stated or answered yields to. */
  readonly hints?: Hints;
}

/**
 * Like `believe`, but what the project states of its raw tables holds, whatever their rows say now: a plan made again
 * is the same plan (DESIGN.md section 2). Tables and references that it does not cover are inferred as ever. An answer
 * goes before both; those that count, given now or kept by the project, are in `answers` of what comes out.
 */
export async function believeStated(question: StatedQuestion): Promise<Beliefs> {
  const { catalog, ask } = question;
  const ofProject = underCatalogNames(question.stated, catalog);
  const answers = allAnswers(question.answers ?? NO_ANSWERS, ofProject, catalog);
  const stated = statedAsAnswered(ofProject, answers, catalog);
  const believed = await believe(withStatedKeys(catalog, stated), askStated(ask, stated, catalog), {
    ...answers,
    hints: question.hints ?? NO_HINTS,
  });
  const held = markAnswered(holdStated(believed, stated, catalog), answers);
  return withoutSettled(held, stated);
}

/** What the project covers has been decided: its keys and roles are not asked for again. */
function withoutSettled(beliefs: Beliefs, stated: readonly StatedTable[]): Beliefs {
  if (stated.length === 0 || beliefs.questions.length === 0) return beliefs;
  const nameOf = tableNames(beliefs.tables);
  const statedOf = indexStated(stated);
  const settled = new Set(
    beliefs.tables
      .filter((table) => statedOf(table))
      .flatMap((table) => [questionId('key', nameOf(table)), questionId('role', nameOf(table))]),
  );
  return { ...beliefs, questions: beliefs.questions.filter(({ id }) => !settled.has(id)) };
}
