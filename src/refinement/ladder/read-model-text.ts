import type { DraftAction } from '../../planner/draft.ts';
import type { Known } from '../known/known.ts';
import { parseReply } from './parse-reply.ts';
import { planActions, readPlanReply } from './read-plan-reply.ts';
import type { LooseReply } from './read-reply.ts';
import { readReply } from './read-reply.ts';
import type { FailedItem, Proposal, Shown } from './resolve-reply.ts';
import { resolveReply } from './resolve-reply.ts';

/** What a reply proposes, before any of it is checked. */
export interface ReadText {
  readonly proposals: readonly Proposal[];
  /** Items that are no proposals, and why; the model may be told. */
  readonly failed: readonly FailedItem[];
  /** Items that count for nothing and are not asked about again. */
  readonly dropped: number;
  readonly goals: LooseReply['goals'];
  /** Whether the end of the text was missing. */
  readonly isCut: boolean;
}

/** What a reply is read with. */
export interface Reading {
  readonly shown: Shown;
  readonly draft: readonly DraftAction[];
  readonly known: Known;
}

/** The first rungs of the ladder in one: text to proposals. Null where nothing of a reply is in it. Pure, never throws. */
export function readModelText(text: string, { shown, draft, known }: Reading): ReadText | null {
  const parsed = parseReply(text);
  if (parsed === null) return null;
  const isCut = parsed.as === 'cut';
  const actions = planActions(parsed.value);
  if (actions !== null) return { ...readPlanReply(actions, draft, known), failed: [], goals: [], isCut };
  const read = readReply(parsed.value);
  if (read === null) return null;
  const { proposals, failed } = resolveReply(read.reply, shown);
  return { proposals, failed: [...read.broken, ...failed], dropped: 0, goals: read.reply.goals, isCut };
}
