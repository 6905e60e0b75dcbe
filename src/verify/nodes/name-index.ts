import type { ProjectNodes } from './read-nodes.ts';

/** What `ref` and `source` can name in a project. */
export interface NameIndex {
  readonly refs: ReadonlySet<string>;
  /** Whether `ref` may name models of packages as well, which are not among `refs`. */
  readonly isOpen: boolean;
  /** Source -> its tables. */
  readonly sources: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Collects the names of every node. Pure. */
export function indexNames(nodes: ProjectNodes): NameIndex {
  const sources = new Map<string, Set<string>>();
  for (const { source, name } of nodes.sources) {
    const tables = sources.get(source) ?? new Set();
    sources.set(source, tables.add(name));
  }
  const versioned = nodes.entries.filter(({ resource, hasVersions }) => hasVersions || resource === 'snapshot');
  const refs = new Set([...nodes.models, ...nodes.otherNames, ...versioned].map(({ name }) => name));
  return { refs, isOpen: nodes.usesPackages, sources };
}
