import type { FormCounts } from './facts/form-counts.ts';
import { addForms } from './facts/form-counts.ts';
import type { YamlFacts } from './facts/yaml-facts.ts';
import { readYamlFacts } from './facts/yaml-facts.ts';

/** Which nodes cartridge generated, by the base texts that it left. */
export interface GeneratedNodes {
  /** Whether it wrote the file at a path. */
  readonly wroteFile: (path: string) => boolean;
  /**
   * Whether it wrote the properties of a node into the file at a path, which may else be a person's. What it adds to those of
   * a model that a person wrote leaves them the person's.
   */
  readonly wroteEntry: (path: string, name: string) => boolean;
  /** Whether it declared a source there: its base says more of it than which tables it has. */
  readonly wroteSource: (path: string, source: string) => boolean;
  readonly wroteTable: (path: string, source: string, table: string) => boolean;
  /** The forms of properties that it wrote. */
  readonly forms: FormCounts;
}

/** Reads `bases`: path to the text that cartridge last generated there. Pure. */
export function readGeneratedNodes(bases: ReadonlyMap<string, string>): GeneratedNodes {
  const nodes = new Map<string, ReadonlySet<string>>();
  const models = new Set([...bases.keys()].flatMap((path) => /([^/]+)\.sql$/.exec(path)?.[1] ?? []));
  const forms: FormCounts[] = [];
  for (const [path, text] of bases) {
    if (!/\.ya?ml$/.test(path)) continue;
    const facts = readYamlFacts(text, path);
    nodes.set(path, new Set(nodesIn(facts, models)));
    forms.push(facts.forms);
  }
  const wrote = (path: string, ...names: readonly string[]): boolean =>
    nodes.get(path)?.has(JSON.stringify(names)) === true;
  return {
    wroteFile: (path) => bases.has(path),
    wroteEntry: (path, name) => wrote(path, 'entry', name),
    wroteSource: (path, source) => wrote(path, 'source', source),
    wroteTable: (path, source, table) => wrote(path, 'table', source, table),
    forms: addForms(forms),
  };
}

/**
 * Whether a file of properties holds a node that cartridge did not write. What it wrote into a person's file makes the file
 * no less that person's, or the project would show other conventions as soon as a plan was applied.
 */
export function hasPeoplesNodes(
  generated: GeneratedNodes,
  path: string,
  facts: Pick<YamlFacts, 'sources' | 'entries'> | null,
): boolean {
  const { sources, entries } = facts ?? { sources: [], entries: [] };
  return (
    entries.some(({ name }) => !generated.wroteEntry(path, name)) ||
    sources.some(({ name }) => !generated.wroteSource(path, name))
  );
}

function nodesIn({ sources, entries }: YamlFacts, models: ReadonlySet<string>): string[] {
  const written = entries.filter(({ resource, name }) => resource !== 'model' || models.has(name));
  const names = [
    ...written.map(({ name }) => ['entry', name]),
    ...sources.filter((source) => !source.is_partial).map(({ name }) => ['source', name]),
    ...sources.flatMap((source) => source.tables.map(({ name }) => ['table', source.name, name])),
  ];
  return names.map((parts) => JSON.stringify(parts));
}
