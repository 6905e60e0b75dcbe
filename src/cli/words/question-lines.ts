import type { Question } from '../../inference/questions/question.ts';
import { yamlScalar } from '../../yaml/scalar.ts';
import type { Look } from '../screen.ts';
import { probability } from './count.ts';
import { indented } from './layout.ts';
import { sentence } from './sentence.ts';

/** Each question with its reasons, and below it the line that would answer it: id and choices. Pure. */
export function questionLines(questions: readonly Question[], { colour, width }: Look): string[] {
  return questions.flatMap((question) => [
    ...indented(questionText(question), 2, width),
    ...indented(`${question.id}: ${question.choices.join(' | ')}`, 6, width).map((line) => colour.cyan(line)),
    ...indented(assumption(question), 6, width).map((line) => colour.dim(line)),
  ]);
}

/** `Does payments.order_ref point to orders.id? (p .52: the suffix and type agree)`. */
export function questionText({ about, p, evidence }: Question): string {
  const reasons = [...(p > 0 ? [`p ${probability(p)}`] : []), evidence.join(', ')].filter((text) => text !== '');
  return reasons.length === 0 ? about : `${about} (${reasons.join(': ')})`;
}

/** `assumed none; an answer adds a relationships test to payments.order_ref`. */
export function assumption({ default: assumed, effect }: Question): string {
  return `assumed ${assumed}${effect === '' ? '' : `; an answer ${effect}`}`;
}

/** A file of answers to fill in: every line is a comment, so that only what somebody knows is answered. Pure. */
export function answersFile(questions: readonly Question[]): string[] {
  if (questions.length === 0) return ['# This plan asks nothing.'];
  return [
    '# What do you know? Take the # away from those lines, choose, and plan with --answers FILE.',
    '# Choices are proposals: any other column or role may be named as well.',
    ...questions.flatMap((question) => [
      '',
      ...comment(questionText(question)),
      ...comment(`${sentence(assumption(question))} Choices: ${question.choices.join(', ')}.`),
      // No blank behind the #: what it hides is YAML.
      `#${yamlKey(question.id)}: ${yamlScalar(question.choices[0] ?? question.default)}`,
    ]),
  ];
}

const COMMENT_WIDTH = 100;

function comment(text: string): string[] {
  return indented(text, 2, COMMENT_WIDTH).map((line) => `#${line.slice(1)}`);
}

/** A colon that no space follows needs no quotes. */
function yamlKey(id: string): string {
  return /^[a-z]+:[A-Za-z_][A-Za-z0-9_.+]*$/.test(id) ? id : yamlScalar(id);
}
