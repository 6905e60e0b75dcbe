import { tableNames } from '../../catalog/table-names.ts';
import type { Decided } from './asking.ts';
import { keyQuestions } from './key-questions.ts';
import type { Question } from './question.ts';
import { relationshipQuestions } from './relationship-questions.ts';
import { roleQuestions } from './role-questions.ts';

/** More would not be answered. */
export const MOST_QUESTIONS = 20;

/**
 * What inference could not decide and a person may: doubtful relationships, missing and doubtful keys, roles between
 * two. What an answer would change most comes first; the rest is dropped. Pure; linear.
 */
export function askQuestions(findings: Decided): Question[] {
  const asking = { ...findings, nameOf: tableNames(findings.vocabulary.tables.map(({ table }) => table)) };
  const weighed = [...relationshipQuestions(asking), ...keyQuestions(asking), ...roleQuestions(asking)];
  return weighed
    .sort((a, b) => b.weight - a.weight || (a.question.id < b.question.id ? -1 : 1))
    .slice(0, MOST_QUESTIONS)
    .map(({ question }) => question);
}
