import { throwProblems } from '../errors.ts';
import type { GivenAnswer } from '../inference/questions/answers.ts';
import { parseAnswers } from '../inference/questions/parse-answers.ts';
import type { Call } from './command.ts';
import { optionText } from './option-values.ts';
import { readGivenFile } from './read-given-file.ts';

/** The answers of `--answers`, each with its line; none where it was not given. */
export async function readAnswers({ io, options }: Call): Promise<readonly GivenAnswer[]> {
  const file = optionText(options, 'answers');
  if (file === undefined) return [];
  const text = await readGivenFile(io, file, 'cartridge show --questions prints a file of answers to fill in.');
  const { answers, problems } = parseAnswers(text, file);
  throwProblems(problems);
  return answers;
}
