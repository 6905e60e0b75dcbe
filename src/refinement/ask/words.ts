import type { Prompt } from '../../prompts/prompt.ts';
import { encodeSchema } from '../../prompts/schema/encode-schema.ts';
import type { Known, KnownTable } from '../known/known.ts';
import type { Shown } from '../ladder/resolve-reply.ts';
import type { RefineInput } from '../refinement.ts';

export type PromptKind = 'planner' | 'staging' | 'mart' | 'tests' | 'documentation';

/** A prompt, and what its numbers stand for. */
export interface Worded {
  readonly prompt: Prompt;
  readonly shown: Shown;
}

interface Part {
  readonly kind: PromptKind;
  readonly tables: readonly KnownTable[];
  readonly stubs: readonly KnownTable[];
}

export function wordsOf({ kind, tables, stubs }: Part, input: RefineInput, known: Known): Worded {
  const schema = encodeSchema({
    dialect: input.catalog.dialect,
    tables: tables.map(({ shown }) => shown),
    stubs: stubs.map(({ shown }) => shown),
    commentTokens: 600,
  });
  const goals = (input.request?.goals ?? []).map(({ goal_id, text }) => `${goal_id}: ${text}`).join('\n');
  return {
    prompt: { system: `Refine (${kind}).`, user: `${schema.text}\n${goals}`, leftOut: schema.leftOut },
    shown: { schema, questions: known.questions },
  };
}

export interface RepairItem {
  readonly section: string | null;
  readonly item: unknown;
  readonly why: string;
}

export function repairPrompt(call: Worded, items: readonly RepairItem[], _input: RefineInput): Prompt {
  return { system: 'Repair.', user: `${JSON.stringify(items)}\n${call.prompt.user}`, leftOut: [] };
}
