import type { PromptInput } from './prompt-input.ts';
import type { Prompt } from './prompt.ts';
import { promptOf } from './prompt-of.ts';
import { EXAMPLE_ITEMS, exampleOf } from './words/examples.ts';
import { NOTATION } from './words/notation.ts';
import { AS_BELOW, replyRules } from './words/reply-rules.ts';
import { systemText } from './words/system-text.ts';

/** Asks what should be tested: what identifies a row, what refers to what, which values are all there are. */
export function testsPrompt(input: PromptInput): Prompt {
  const { references } = EXAMPLE_ITEMS;
  const system = systemText(TASK, input.strategy, [
    NOTATION,
    replyRules(['tables', 'keys', 'references', 'values', 'answers'], AS_BELOW),
    exampleOf({ references }),
  ]);
  return promptOf(system, input, { task: 'Reply with the keys, references and values that should be tested.' });
}

const TASK =
  'Data tests are drafted from keys (unique, not null), references (relationships) and closed sets of values (accepted values). Settle what is doubtful, add what is missing; a test that would fail on good data is worse than none.';
