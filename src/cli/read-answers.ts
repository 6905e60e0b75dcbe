import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CartridgeError, throwProblems } from '../errors.ts';
import type { GivenAnswer } from '../inference/questions/answers.ts';
import { parseAnswers } from '../inference/questions/parse-answers.ts';
import { unreadableReason } from '../outside/unreadable-reason.ts';
import { systemErrorCode } from '../outside/disk.ts';
import type { Call } from './command.ts';
import { optionText } from './option-values.ts';

/** The answers of `--answers`, each with its line; none where it was not given. */
export async function readAnswers({ io, options }: Call): Promise<readonly GivenAnswer[]> {
  const file = optionText(options, 'answers');
  if (file === undefined) return [];
  let text: string;
  try {
    text = await readFile(resolve(io.cwd, file), 'utf8');
  } catch (cause) {
    const why = systemErrorCode(cause) === 'ENOENT' ? 'there is no such file' : unreadableReason(cause);
    const hint = 'cartridge show --questions prints a file of answers to fill in.';
    const problem = {
      code: 'FILE_UNREADABLE',
      message: `${file} cannot be read: ${why}`,
      where: { file },
      hint,
    } as const;
    throw new CartridgeError(problem, { cause });
  }
  const { answers, problems } = parseAnswers(text, file);
  throwProblems(problems);
  return answers;
}
