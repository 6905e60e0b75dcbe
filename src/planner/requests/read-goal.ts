import type { Problem } from '../../errors.ts';
import type { Beliefs } from '../../inference/beliefs.ts';
import { actsOfClause } from './acts-of-clause.ts';
import type { ConvertGround } from './convert-of-clause.ts';
import { convertOfClause } from './convert-of-clause.ts';
import type { NameIndex } from './name-index.ts';
import { partOfClause } from './part-of-clause.ts';
import type { Clause } from './read-clause.ts';
import type { Request } from './request.ts';

/** What a request is read against. */
export interface RequestGround extends ConvertGround {
  readonly beliefs: Beliefs;
}

/** What one clause asks for. */
export interface ReadGoal extends Pick<Request, 'parts' | 'acts' | 'convert' | 'ignored'> {
  readonly problems: readonly Problem[];
  /** Whether it names anything at all. */
  readonly isClear: boolean;
}

/** Decides what a clause asks for: a replacement, tests and docs of models that are there, or something to be made. Pure. */
export function readGoal(
  clause: Clause,
  goal_id: string,
  ground: RequestGround & { readonly index: NameIndex },
): ReadGoal {
  if (clause.verb === 'convert' || clause.verb === 'retire') return readConvert(clause, goal_id, ground);
  const acts = clause.verb === 'act' ? actsOfClause(clause, ground.context) : NO_ACTS;
  if (acts.acts.length > 0) {
    return { ...NOTHING, acts: acts.acts.map((act) => ({ ...act, goal_id })), ignored: acts.ignored };
  }
  // What is made for the first time has its tests and docs.
  const { part, ignored, isClear } = partOfClause(clause, ground);
  return { ...NOTHING, parts: [{ goal_id, ...part }], ignored, isClear };
}

const NO_ACTS = { acts: [], ignored: [] };
const NOTHING: ReadGoal = { parts: [], acts: [], convert: null, ignored: [], problems: [], isClear: true };

function readConvert(clause: Clause, goal_id: string, ground: ConvertGround): ReadGoal {
  const found = convertOfClause(clause, ground);
  if ('problem' in found) return { ...NOTHING, problems: [found.problem] };
  const part = { goal_id, tables: [found.by], layers: ['staging' as const], mart: null, summary: null, missing: [] };
  return { ...NOTHING, convert: { ...found, goal_id }, parts: [part] };
}
