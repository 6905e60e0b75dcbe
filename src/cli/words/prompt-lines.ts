import type { Prompt } from '../../prompts/prompt.ts';
import { count, grouped } from './count.ts';

/** Each call as it would go out, word for word: what is the same for all of a kind, then what it is about. Pure. */
export function promptLines(
  prompts: readonly (Prompt & { readonly tokens: number })[],
  schema: Readonly<Record<string, unknown>>,
): string[] {
  const total = prompts.reduce((sum, { tokens }) => sum + tokens, 0);
  return [
    ...prompts.flatMap(({ system, user, tokens, leftOut }, index) => [
      `===== call ${index + 1} of ${prompts.length}, about ${grouped(tokens)} tokens: system`,
      ...system.split('\n'),
      `===== call ${index + 1} of ${prompts.length}: user`,
      ...user.split('\n'),
      ...(leftOut.length === 0 ? [] : [`===== left out, to stay within the budget: ${leftOut.join(', ')}`]),
    ]),
    '===== with every call: the shape of the reply, as JSON Schema',
    JSON.stringify(schema),
    `===== ${count(prompts.length, 'call')}, about ${grouped(total)} tokens. Nothing was sent.`,
  ];
}
