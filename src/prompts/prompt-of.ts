import type { Prompt } from './prompt.ts';
import type { PromptInput } from './prompt-input.ts';
import { USER_TOKENS } from './prompt-input.ts';
import { clusterSections } from './sections/cluster-sections.ts';
import type { Section } from './sections/fit-budget.ts';
import { fitBudget } from './sections/fit-budget.ts';
import { projectSections } from './sections/project-sections.ts';

/** A prompt about tables: what holds for all calls first, then `more`, then the tables, then what to do. */
export function promptOf(
  system: string,
  input: PromptInput,
  { more = [], task }: { readonly more?: readonly Section[]; readonly task: string },
): Prompt {
  const sections = [...projectSections(input), ...more, ...clusterSections(input)];
  const { text, leftOut } = fitBudget(sections, input.tokens ?? USER_TOKENS);
  return { system, user: `${text}\n${task}`, leftOut: [...input.schema.leftOut, ...leftOut] };
}
