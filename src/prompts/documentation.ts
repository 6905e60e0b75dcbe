import type { PromptInput } from './prompt-input.ts';
import type { Prompt } from './prompt.ts';
import { promptOf } from './prompt-of.ts';
import { EXAMPLE_ITEMS, exampleOf } from './words/examples.ts';
import { NOTATION } from './words/notation.ts';
import { AS_BELOW, replyRules } from './words/reply-rules.ts';
import { systemText } from './words/system-text.ts';

/** Asks for descriptions of tables, columns and marts. */
export function documentationPrompt(input: PromptInput): Prompt {
  const { descriptions } = EXAMPLE_ITEMS;
  const system = systemText(TASK, input.strategy, [
    NOTATION,
    replyRules(['tables', 'descriptions'], AS_BELOW),
    exampleOf({ descriptions }),
  ]);
  return promptOf(system, input, { task: 'Reply with the descriptions that help a reader.' });
}

const TASK =
  'Descriptions are written now, for people who read the data and did not make it. One for each table; of columns those whose meaning the name does not give. If <voice> is there, write in its language, length and manner.';
