import type { Convention, ConventionValue } from './convention.ts';

/** What one node or file does. */
export interface Vote {
  readonly value: ConventionValue;
  /** The node's name or the file's path, for the reader. */
  readonly voter: string;
  /** Folder in which it stands. */
  readonly folder: string;
}

export interface DecideOptions {
  /** Folder where the new nodes would go, when known. */
  readonly near?: string | undefined;
  /** The value that only newer versions of dbt know: who writes it has begun to leave the other behind. */
  readonly newer?: ConventionValue;
}

/** From this share on the rest are exceptions. */
const NEARLY_ALL = 0.9;
/** So many must do the newer thing before it counts as where the project is going. */
const UNDER_WAY = 0.25;
/** Fewer votes than these say nothing of a folder. */
const FEWEST_IN_FOLDER = 3;

/**
 * What the votes say, null if there are none. A mixed case is decided by the nearest folder that has votes enough, then
 * by what is newer, then by the majority. Times of files decide nothing: a clone has none that mean anything, and the
 * same project must give the same plan everywhere. Pure; the order of the votes does not matter.
 */
export function decide(votes: readonly Vote[], { near, newer }: DecideOptions = {}): Convention | null {
  const [first, ...others] = ranked(votes);
  if (!first) return null;
  if (others.length === 0) return convention(first, votes, 'all');
  if (first.length >= votes.length * NEARLY_ALL) return convention(first, votes, 'majority');
  const local = near === undefined ? votes : votesNear(votes, near);
  const [best, second] = ranked(local);
  if (best && local.length < votes.length && best.length > (second?.length ?? 0))
    return convention(best, local, 'folder');
  const newest = [first, ...others].find(([vote]) => newer !== undefined && vote?.value === newer);
  if (newest && newest !== first && newest.length >= votes.length * UNDER_WAY)
    return convention(newest, votes, 'newest');
  return convention(first, votes, 'majority');
}

/**
 * How sure it is that the next one does as `found` of `of` did: the lower bound of Wilson's interval at one standard
 * deviation. Few votes are never sure: 1 of 1 is .5, 5 of 5 .83, 42 of 45 .89, 45 of 45 .98.
 */
export function sureness(found: number, of: number): number {
  if (of === 0) return 0;
  const share = found / of;
  const spread = Math.sqrt((share * (1 - share)) / of + 1 / (4 * of * of));
  return Math.max(0, (share + 1 / (2 * of) - spread) / (1 + 1 / of));
}

const MOST_EXAMPLES = 3;

/** The votes by value, the most frequent first; ties in the order of their text. */
function ranked(votes: readonly Vote[]): Vote[][] {
  const groups = new Map<string, Vote[]>();
  for (const vote of votes) {
    const key = JSON.stringify(vote.value);
    const group = groups.get(key);
    if (group) group.push(vote);
    else groups.set(key, [vote]);
  }
  return [...groups]
    .sort(([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1))
    .map(([, group]) => group);
}

function convention(
  followers: readonly Vote[],
  votes: readonly Vote[],
  decided_by: Convention['decided_by'],
): Convention | null {
  const [first] = followers;
  if (!first) return null;
  return {
    value: first.value,
    confidence: rounded(sureness(followers.length, votes.length)),
    found: followers.length,
    of: votes.length,
    examples: [...new Set(followers.map(({ voter }) => voter))].sort().slice(0, MOST_EXAMPLES),
    decided_by,
  };
}

/** Two digits: more would say more than is known. */
function rounded(confidence: number): number {
  return Math.floor(confidence * 100) / 100;
}

/** The votes of the innermost folder around `near` that has enough of them; all where none has. */
function votesNear(votes: readonly Vote[], near: string): readonly Vote[] {
  for (let folder = near; folder !== ''; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')))) {
    const inside = votes.filter((vote) => vote.folder === folder || vote.folder.startsWith(`${folder}/`));
    if (inside.length >= FEWEST_IN_FOLDER) return inside;
  }
  return votes;
}
