import type { PromptInput } from './prompt-input.ts';
import type { Prompt } from './prompt.ts';
import { promptOf } from './prompt-of.ts';
import { EXAMPLE_ITEMS, exampleOf } from './words/examples.ts';
import { NAMING } from './words/naming.ts';
import { NOTATION } from './words/notation.ts';
import { AS_BELOW, replyRules } from './words/reply-rules.ts';
import { systemText } from './words/system-text.ts';

/** Asks for everything that may be better than the draft of a cluster of tables: names, words, doubts, marts, goals. */
export function plannerPrompt(input: PromptInput): Prompt {
  const system = systemText(TASK, input.strategy, [
    NOTATION,
    NAMING,
    replyRules(
      ['tables', 'renames', 'descriptions', 'roles', 'keys', 'references', 'marts', 'measures', 'answers', 'goals'],
      AS_BELOW,
    ),
    exampleOf(EXAMPLE_ITEMS),
  ]);
  return promptOf(system, input, { task: 'Reply with the changes to this draft.' });
}

const TASK =
  'Improve the draft: what tables and columns mean, doubtful keys, references and roles, which marts a business wants. First what <request> asks, then what is doubtful, then names.';
