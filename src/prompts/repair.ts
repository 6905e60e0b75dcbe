import { plainLine, plainText } from './fence.ts';
import type { ModelPromptInput, Strategy } from './prompt-input.ts';
import { USER_TOKENS } from './prompt-input.ts';
import type { Prompt } from './prompt.ts';
import type { EncodedSchema } from './schema/encoded-schema.ts';
import { readableSection } from './sections/cluster-sections.ts';
import type { Section } from './sections/fit-budget.ts';
import { fitBudget } from './sections/fit-budget.ts';
import { sqlText } from './words/model-rules.ts';
import { NOTATION } from './words/notation.ts';
import { REPLY_PARTS, replyRules } from './words/reply-rules.ts';
import { systemText } from './words/system-text.ts';

/** Items of a reply that did not hold, each with why. */
export interface RepairInput {
  readonly strategy: Strategy;
  /** The tables of the prompt that was answered. */
  readonly schema: EncodedSchema;
  readonly failing: readonly {
    /** The item as the model wrote it, with the name of its array: `{"renames": [{...}]}`. */
    readonly item: string;
    /** What is wrong with it, in words to act on. */
    readonly problem: string;
  }[];
  /** Where models in SQL failed. */
  readonly models?: ModelPromptInput['models'];
  readonly sqlRules?: readonly string[];
  readonly tokens?: number;
}

const LONGEST_ITEM = 6000;
const LONGEST_PROBLEM = 600;

/** Sends back only what did not hold, with the exact reason. */
export function repairPrompt({
  strategy,
  schema,
  failing,
  models,
  sqlRules = [],
  tokens = USER_TOKENS,
}: RepairInput): Prompt {
  const asksSql = sqlRules.length > 0;
  const system = systemText(TASK, strategy, [
    NOTATION,
    replyRules(REPLY_PARTS),
    ...(asksSql ? [sqlText(sqlRules)] : []),
  ]);
  const items = failing.map(({ item, problem }, at) => {
    return `${at + 1} ${plainText(item, LONGEST_ITEM)}\nwrong: ${plainLine(problem, LONGEST_PROBLEM)}`;
  });
  const sections: Section[] = [
    ...(asksSql && models !== undefined ? [readableSection({ models })] : []),
    { name: 'schema', what: 'tables', items: [schema.text] },
    { name: 'failed', what: 'failed items', items, most: Math.ceil(tokens / 2) },
  ];
  const { text, leftOut } = fitBudget(sections, tokens);
  const task = 'Reply with these items put right, and with nothing else; leave out what cannot be put right.';
  return { system, user: `${text}\n${task}`, leftOut: [...schema.leftOut, ...leftOut] };
}

const TASK = 'You proposed changes to the draft. Those below <failed> did not hold, each with the reason.';
