import type { Problem } from '../../errors.ts';
import { inWordsOfJson } from '../../yaml/json-problem.ts';
import { readYaml } from '../../yaml/read.ts';
import type { GivenAnswer } from './answers.ts';
import { columnList } from './question.ts';

/**
 * The text of a file of answers, YAML or JSON: a map of question id to choice, each with its line. A list of columns is a
 * choice as well. `file` is named in problems, of which all are given. Pure.
 */
export function parseAnswers(
  text: string,
  file: string,
): { readonly answers: readonly GivenAnswer[]; readonly problems: readonly Problem[] } {
  const yaml = readYaml(text, file, 'ANSWER_INVALID');
  if ('problems' in yaml) return { answers: [], problems: [inWordsOfJson(yaml.problems[0], text, file)] };
  const { value, positionOf } = yaml;
  if (value === null) return { answers: [], problems: [] };
  if (typeof value !== 'object' || Array.isArray(value)) return { answers: [], problems: [noMap(file)] };
  const answers: GivenAnswer[] = [];
  const problems: Problem[] = yaml.duplicateKeys().map(({ path, line, column }) => ({
    code: 'ANSWER_INVALID',
    message: `${String(path.at(-1))} is answered twice`,
    where: { file, line, column },
  }));
  for (const [id, given] of Object.entries(value)) {
    const where = { file, ...positionOf([id]) };
    const choice = choiceOf(given);
    if (choice !== undefined) answers.push({ id, choice, where });
    else problems.push({ code: 'ANSWER_INVALID', message: `${id} has no choice`, where, hint: HOW });
  }
  return { answers, problems };
}

const HOW = 'Each line is an id and a choice, for instance  key:payments: payment_no';

/** Columns may be called by a number. */
function choiceOf(given: unknown): string | undefined {
  if (typeof given === 'string') return given.trim() === '' ? undefined : given.trim();
  if (typeof given === 'number') return String(given);
  if (!Array.isArray(given) || given.length === 0) return undefined;
  return given.every((part) => typeof part === 'string') ? columnList(given) : undefined;
}

function noMap(file: string): Problem {
  return { code: 'ANSWER_INVALID', message: `${file} is no map of question id to choice`, where: { file }, hint: HOW };
}
