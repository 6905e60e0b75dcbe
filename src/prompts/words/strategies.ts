import type { Strategy } from '../prompt-input.ts';

/** What is different where people have models already. */
export const STRATEGIES: Readonly<Record<Strategy, string>> = {
  greenfield: `## The project
It is new: nothing stands there yet, so names and words can be the best ones. Keep one word for one thing in all tables.`,
  brownfield: `## The project
People work in it. <models>, <sources>, <conventions> and <voice> show how: use their words for things, write as they do, propose nothing that a model of theirs already gives. What stands below <built> is there; what stands below <refused> people did not want: do not propose it again.`,
};
