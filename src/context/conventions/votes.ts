import type { Convention, ConventionValue } from './convention.ts';

/** What one node or file does. */
export interface Vote {
  readonly value: ConventionValue;
  readonly voter: Voter;
}

export interface Voter {
  /** Of a node its name, of a file its path. */
  readonly name: string;
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
/** A folder that is as mixed as the rest decides nothing. */
const CLEAR = 2 / 3;
/** So many must do the newer thing before it counts as where the project is going. */
const UNDER_WAY = 0.25;

/**
 * What the votes say, null if there are none. A mixed case is decided by the nearest folder, where that is clear, then by
 * what is newer, then by the majority. Times of files decide nothing: a clone has none that mean anything, and the
 * same project must give the same plan everywhere. Pure; the order of the votes does not matter.
 */
export function decide(votes: readonly Vote[], { near, newer }: DecideOptions = {}): Convention | null {
  const [first, ...others] = ranked(votes);
  if (!first) return null;
  if (others.length === 0) return convention(first, votes.length, 'all');
  if (first.length >= votes.length * NEARLY_ALL) return convention(first, votes.length, 'majority');
  const local = near === undefined ? votes : votesNear(votes, near);
  const [best] = ranked(local);
  const isClear = local.length < votes.length && best !== undefined && best.length >= local.length * CLEAR;
  if (isClear) return convention(best, local.length, 'folder');
  const newest = others.find(([vote]) => newer !== undefined && vote?.value === newer);
  if (newest && newest.length >= votes.length * UNDER_WAY) return convention(newest, votes.length, 'newest');
  return convention(first, votes.length, 'majority');
}

/**
 * How sure it is that the next one does as `found` of `of` did: the lower bound of Wilson's interval at one standard
 * deviation. Few votes are never sure: 1 of 1 is .5, 5 of 5 .83, 42 of 45 .88, 45 of 45 .97.
 */
export function sureness(found: number, of: number): number {
  if (of === 0) return 0;
  const share = found / of;
  const spread = Math.sqrt((share * (1 - share)) / of + 1 / (4 * of * of));
  // The bound lies below the share; arithmetic may miss by a hair.
  return Math.min(share, Math.max(0, (share + 1 / (2 * of) - spread) / (1 + 1 / of)));
}

/** The votes by value, the most frequent first; ties in the order of their text. */
function ranked(votes: readonly Vote[]): Vote[][] {
  const groups = new Map<unknown, Vote[]>();
  for (const vote of votes) {
    const key = typeof vote.value === 'object' ? JSON.stringify(vote.value) : vote.value;
    const group = groups.get(key);
    if (group) group.push(vote);
    else groups.set(key, [vote]);
  }
  return [...groups]
    .sort(([a, one], [b, other]) => other.length - one.length || (String(a) < String(b) ? -1 : 1))
    .map(([, group]) => group);
}

function convention(followers: readonly Vote[], of: number, decided_by: Convention['decided_by']): Convention | null {
  const [first] = followers;
  if (!first) return null;
  const found = followers.length;
  const examples = firstNames(followers.map(({ voter }) => voter.name));
  return { value: first.value, confidence: rounded(sureness(found, of)), found, of, examples, decided_by };
}

const MOST_EXAMPLES = 3;

/** The first few names in the order of the alphabet, each once. */
export function firstNames(names: readonly string[]): string[] {
  const first: string[] = [];
  for (const name of names) {
    const isAmong = first.length < MOST_EXAMPLES || name < (first.at(-1) ?? '');
    if (!isAmong || first.includes(name)) continue;
    first.push(name);
    first.sort();
    first.splice(MOST_EXAMPLES);
  }
  return first;
}

/** Two digits: more would say more than is known. */
function rounded(confidence: number): number {
  return Math.floor(confidence * 100) / 100;
}

/** Fewer votes than these say nothing of a folder. */
const FEWEST_IN_FOLDER = 3;

/** The votes of the innermost folder around `near` that has enough of them; all where none has. */
function votesNear(votes: readonly Vote[], near: string): readonly Vote[] {
  for (let folder = near; folder !== ''; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')))) {
    const inside = votes.filter(({ voter }) => voter.folder === folder || voter.folder.startsWith(`${folder}/`));
    if (inside.length >= FEWEST_IN_FOLDER) return inside;
  }
  return votes;
}
