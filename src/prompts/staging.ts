import type { PromptInput } from './prompt-input.ts';
import type { Prompt } from './prompt.ts';
import { promptOf } from './prompt-of.ts';
import { EXAMPLE_ITEMS, exampleOf } from './words/examples.ts';
import { NAMING } from './words/naming.ts';
import { NOTATION } from './words/notation.ts';
import { AS_BELOW, replyRules } from './words/reply-rules.ts';
import { systemText } from './words/system-text.ts';

/** Asks how tables and columns are called and described when they leave staging. */
export function stagingPrompt(input: PromptInput): Prompt {
  const { renames, descriptions, references } = EXAMPLE_ITEMS;
  const system = systemText(TASK, input.strategy, [
    NOTATION,
    NAMING,
    replyRules(['tables', 'renames', 'descriptions', 'keys', 'references', 'answers'], AS_BELOW),
    exampleOf({ renames, descriptions, references }),
  ]);
  return promptOf(system, input, { task: 'Reply with the changes to these staging models.' });
}

const TASK =
  'Only staging models are made now: one for each raw table, its columns renamed and cast. Improve names and descriptions, and settle doubtful keys and references.';
