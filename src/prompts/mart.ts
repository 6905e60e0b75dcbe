import type { ModelPromptInput } from './prompt-input.ts';
import type { Prompt } from './prompt.ts';
import { promptOf } from './prompt-of.ts';
import { readableSection } from './sections/cluster-sections.ts';
import { MODEL_EXAMPLES, sqlText } from './words/model-rules.ts';
import { NOTATION } from './words/notation.ts';
import { replyRules } from './words/reply-rules.ts';
import { systemText } from './words/system-text.ts';

/** Asks which marts a business wants of these tables, and for those that rules cannot express. */
export function martPrompt(input: ModelPromptInput): Prompt {
  const asksSql = input.sqlRules.length > 0;
  const system = systemText(TASK, input.strategy, [
    NOTATION,
    replyRules(
      asksSql
        ? ['tables', 'marts', 'measures', 'descriptions', 'models', 'goals']
        : ['tables', 'marts', 'measures', 'descriptions', 'goals'],
    ),
    ...(asksSql ? [sqlText(input.sqlRules), MODEL_EXAMPLES.mart] : []),
  ]);
  const more = asksSql ? [readableSection(input)] : [];
  return promptOf(system, input, { more, task: 'Reply with the marts that meet the goals.' });
}

const TASK =
  'Marts are what a business reads: facts (one row an event, with its numbers) and dimensions (one row a thing). The draft makes one of each table that plainly is one. Propose what the goals need and the draft lacks; a mart that sums over months or regions is a model in SQL.';
