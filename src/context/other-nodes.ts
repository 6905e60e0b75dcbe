import type { ExistingMacro, ExistingSingularTest, OtherNode } from './context.ts';
import type { FileFacts } from './facts/file-facts.ts';
import { NO_SQL_FACTS } from './facts/sql-facts.ts';
import type { NodeEntry } from './facts/yaml-facts.ts';
import { dependenciesOf } from './macro-graph.ts';
import type { ScannedFile, ScannedProject } from './scanned-project.ts';
import { readSwitch } from './variables.ts';
import { entriesOf, filesIn, isEnabled, partsOf, pathIn, stemOf } from './scanned-project.ts';

/** The seeds, snapshots, analyses, functions, exposures and semantic models of a project or a package. Pure. */
export function otherNodes(project: ScannedProject): OtherNode[] {
  const { layout } = project;
  const seeds = new Map(entriesOf(project, 'seed').map(({ entry }) => [entry.name, entry]));
  const sql = (type: OtherNode['resource_type'], folders: readonly string[]): OtherNode[] =>
    filesIn(project, folders, /\.(?:sql|py)$/).map((file) => nodeOf(project, file, { type, name: stemOf(file.path) }));
  return [
    ...filesIn(project, layout.seeds, /\.csv$/).map((file) => seedOf(project, file, seeds.get(stemOf(file.path)))),
    ...filesIn(project, layout.snapshots, /\.sql$/).flatMap((file) =>
      (file.facts?.sql?.snapshots ?? []).map((name) => nodeOf(project, file, { type: 'snapshot', name })),
    ),
    ...wholeEntries(project),
    ...sql('analysis', layout.analyses),
    ...sql('function', layout.functions),
  ];
}

/** The tests of a project that are files of SQL. Pure. */
export function singularTests(project: ScannedProject): ExistingSingularTest[] {
  const apart = project.layout.tests.flatMap((folder) => [`${folder}/generic/`, `${folder}/fixtures/`]);
  return filesIn(project, project.layout.tests, /\.sql$/)
    .filter(({ path }) => !apart.some((folder) => path.slice(project.prefix.length).startsWith(folder)))
    .map(({ path, facts }) => ({ name: stemOf(path), path, ...graphOf(project, facts) }));
}

/** The macros of a project or a package, tests and materializations among them. Pure. */
export function existingMacros(project: ScannedProject): ExistingMacro[] {
  const generic = project.layout.tests.map((folder) => `${folder}/generic`);
  return filesIn(project, [...project.layout.macros, ...generic], /\.sql$/).flatMap(({ path, facts }) =>
    (facts?.sql?.macros ?? []).map(({ name }) => ({ name, path, package: project.package })),
  );
}

function seedOf(project: ScannedProject, { path }: ScannedFile, entry: NodeEntry | undefined): OtherNode {
  const parts = (): string[] => partsOf(project, path, project.layout.seeds);
  const place = { resource_type: 'seed' as const, parts, key: pathIn(project, path) };
  return {
    resource_type: 'seed',
    name: stemOf(path),
    path,
    package: project.package,
    enabled: isEnabled(project, place, [entry?.enabled]),
    refs: [],
    sources: [],
  };
}

function nodeOf(
  project: ScannedProject,
  { path, facts }: ScannedFile,
  { type, name }: { type: OtherNode['resource_type']; name: string },
): OtherNode {
  const folders = type === 'snapshot' ? project.layout.snapshots : [];
  const parts = (): string[] => partsOf(project, path, folders);
  const place = { resource_type: 'snapshot' as const, parts, key: pathIn(project, path) };
  const written = facts?.sql?.config['enabled'];
  const enabled =
    type === 'snapshot' ? isEnabled(project, place, [written]) : readSwitch(written, project.variables) !== false;
  return { resource_type: type, name, path, package: project.package, enabled, ...graphOf(project, facts) };
}

/** What stands in YAML as a whole: exposures, semantic models, snapshots since dbt 1.9. */
function wholeEntries(project: ScannedProject): OtherNode[] {
  const entries = (['snapshot', 'exposure', 'semantic_model'] as const).flatMap((resource) =>
    entriesOf(project, resource).map((placed) => ({ resource, ...placed })),
  );
  return entries
    .filter(({ resource, entry }) => resource !== 'snapshot' || entry.is_whole)
    .map(({ resource, path, entry }) => ({
      resource_type: resource,
      name: entry.name,
      path,
      package: project.package,
      enabled: readSwitch(entry.enabled, project.variables) !== false,
      refs: [...new Set(entry.refs.map((ref) => ref.name))],
      sources: entry.sources,
    }));
}

function graphOf(project: ScannedProject, facts: FileFacts | null): Pick<OtherNode, 'refs' | 'sources'> {
  const { refs, sources } = dependenciesOf(facts?.sql ?? NO_SQL_FACTS, project.macros);
  return { refs, sources };
}
