import { plainLine } from './fence.ts';
import type { Strategy } from './prompt-input.ts';
import { USER_TOKENS } from './prompt-input.ts';
import type { Prompt } from './prompt.ts';
import { businessSection } from './sections/business-section.ts';
import { fitBudget } from './sections/fit-budget.ts';
import { systemText } from './words/system-text.ts';

/** What a run came to. */
export interface ReflectionInput {
  readonly strategy: Strategy;
  /** Facts of the run, a line each: what was built, coverage, results of tests, goals, open questions. The weightiest first. */
  readonly facts: readonly string[];
  readonly businessContext: string | null;
  readonly tokens?: number;
}

/** Asks for a look back on a run: a summary and suggestions, which change nothing (reflectionSchema). */
export function reflectionPrompt({ strategy, facts, businessContext, tokens = USER_TOKENS }: ReflectionInput): Prompt {
  const system = systemText(TASK, strategy, [REPLY]);
  const { text, leftOut } = fitBudget(
    [
      businessSection(businessContext),
      { name: 'run', what: 'facts of the run', items: facts.map((fact) => plainLine(fact, 300)), most: tokens },
    ],
    tokens,
  );
  return { system, user: `${text}\nLook back on this run.`, leftOut };
}

const TASK =
  'A plan was applied. Look back for the person who owns the project: what is there now, what is weak, what to do next.';
const REPLY = `## Reply
Answer with one JSON object and nothing else: {"summary":"","suggestions":[]}
summary: two or three plain sentences on what was built and how far the goals are met; only what stands below <run>, no praise. suggestions: at most five, the most useful first, each one sentence that begins with a verb and names the model, table or test; [] if there is nothing worth doing.`;
