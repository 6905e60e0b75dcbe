import { EXIT, type ExitStatus } from '../errors.ts';
import { readPrompts } from '../onboard.ts';
import type { PlanRequest } from '../onboarding/plan-request.ts';
import { estimateTokens } from '../prompts/estimate-tokens.ts';
import { replyJsonSchema } from '../prompts/reply/json-schema.ts';
import type { Call } from './command.ts';
import { printJsonEnd } from './json-output.ts';
import { optionFlag } from './option-values.ts';
import { withProgress } from './with-progress.ts';
import { promptLines } from './words/prompt-lines.ts';

/** `cartridge plan --show-prompt`: exactly what would go out first, and nothing goes out. */
export async function showPrompts(call: Call, request: PlanRequest): Promise<ExitStatus> {
  const { screen, options } = call;
  const prompts = await withProgress(call, (onEvent) => readPrompts({ ...request, onEvent }));
  const shown = prompts.map((prompt) => ({
    ...prompt,
    tokens: Math.round(estimateTokens(prompt.system) + estimateTokens(prompt.user)),
  }));
  if (optionFlag(options, 'json')) {
    printJsonEnd(call, { status: 'prompts', exit_code: EXIT.ok, reply_schema: replyJsonSchema, prompts: shown });
  } else screen.print(promptLines(shown, replyJsonSchema));
  return EXIT.ok;
}
