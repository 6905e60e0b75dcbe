import type { ModelPromptInput } from './prompt-input.ts';
import type { Prompt } from './prompt.ts';
import { promptOf } from './prompt-of.ts';
import { readableSection } from './sections/cluster-sections.ts';
import { MODEL_EXAMPLES, sqlText } from './words/model-rules.ts';
import { NOTATION } from './words/notation.ts';
import { replyRules } from './words/reply-rules.ts';
import { systemText } from './words/system-text.ts';

/** Asks for totals that facts should carry, and for intermediate models that rules cannot express. */
export function intermediatePrompt(input: ModelPromptInput): Prompt {
  const asksSql = input.sqlRules.length > 0;
  const system = systemText(TASK, input.strategy, [
    NOTATION,
    replyRules(asksSql ? ['measures', 'models', 'goals'] : ['measures', 'goals']),
    ...(asksSql ? [sqlText(input.sqlRules), MODEL_EXAMPLES.intermediate] : []),
  ]);
  const more = asksSql ? [readableSection(input)] : [];
  return promptOf(system, input, { more, task: 'Reply with the totals and intermediate models that the goals need.' });
}

const TASK =
  'Intermediate models stand between staging and marts: they sum a child table up to its parent, or bring several tables to one grain, so that marts can join without repeating rows. Propose only what a goal or an obvious mart needs and the draft lacks.';
