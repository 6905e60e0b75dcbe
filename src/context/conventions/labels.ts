import type { Convention } from './convention.ts';
import { firstNames } from './votes.ts';
import type { WrittenProject } from './written-project.ts';

/** A list of labels in use is a fact, but whether a new node should bear them only a person knows. */
const SURENESS = 0.75;
const MOST_LABELS = 5;

/** Tags in use, by folder, config and properties, the most frequent first; null if there are none. Pure. */
export function tagsInUse({ models, yaml }: WrittenProject): Convention | null {
  const ofModels = models.flatMap(({ name, folder_tags, sql }) =>
    [...new Set([...folder_tags, ...(sql?.tags ?? [])])].map((label) => ({ label, count: 1, voter: name })),
  );
  return mostFrequent([...ofModels, ...ofFiles([...yaml].map(([path, { tags }]) => [path, tags]))]);
}

/** Keys of `meta` in use, the most frequent first; null if there are none. Pure. */
export function metaKeysInUse({ models, yaml }: WrittenProject): Convention | null {
  const ofModels = models.flatMap(({ name, sql }) =>
    (sql?.meta_keys ?? []).map((label) => ({ label, count: 1, voter: name })),
  );
  return mostFrequent([...ofModels, ...ofFiles([...yaml].map(([path, facts]) => [path, facts.meta_keys]))]);
}

interface Use {
  readonly label: string;
  readonly count: number;
  readonly voter: string;
}

function ofFiles(files: readonly (readonly [string, Readonly<Record<string, number>>])[]): Use[] {
  return files.flatMap(([voter, counts]) => Object.entries(counts).map(([label, count]) => ({ label, count, voter })));
}

function mostFrequent(uses: readonly Use[]): Convention | null {
  const counts = new Map<string, number>();
  for (const { label, count } of uses) counts.set(label, (counts.get(label) ?? 0) + count);
  if (counts.size === 0) return null;
  const ranked = [...counts].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1)).slice(0, MOST_LABELS);
  const value = ranked.map(([label]) => label);
  return {
    value,
    confidence: SURENESS,
    found: ranked.reduce((sum, [, count]) => sum + count, 0),
    of: [...counts.values()].reduce((sum, count) => sum + count, 0),
    examples: firstNames(uses.filter(({ label }) => value.includes(label)).map(({ voter }) => voter)),
    decided_by: 'majority',
  };
}
