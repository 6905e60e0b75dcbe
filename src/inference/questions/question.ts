import * as z from 'zod';

/** What may be asked: where a column points to, what identifies a row, what a table is to the others. */
export const QUESTION_KINDS = ['relationship', 'key', 'role'] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

/** A belief that is too doubtful to be written, for a person to decide (DESIGN.md section 4, `questions`). */
export const questionSchema = z.looseObject({
  /** `relationship:payments.order_ref`, `key:payments`, `role:payments`. */
  id: z.string(),
  /** What is asked, in one sentence. */
  about: z.string(),
  /** One of QUESTION_KINDS; a newer version may ask more. */
  kind: z.string(),
  /** Likely answers, the best first. Any other column, or role, is accepted as well. */
  choices: z.array(z.string()),
  /** What is assumed without an answer. */
  default: z.string(),
  /** What an answer would change. */
  effect: z.string(),
  /** Probability of the best choice, or of the role assumed. */
  p: z.number(),
  evidence: z.array(z.string()),
});
export type Question = z.infer<typeof questionSchema>;

/** The answer that there is nothing: no reference, no key. */
export const NONE = 'none';

/** In place of a table: every table that has the column. */
export const EVERY_TABLE = '*';

/** The id of a question; `table` as people call it. */
export function questionId(kind: QuestionKind, table: string, columns: readonly string[] = []): string {
  return columns.length === 0 ? `${kind}:${table}` : `${kind}:${table}.${columnList(columns)}`;
}

/** Columns as ids and choices name them. */
export function columnList(columns: readonly string[]): string {
  return columns.join('+');
}
