import type { ExistingModel } from './context.ts';
import { textOf } from './facts/plain-data.ts';
import { NO_SQL_FACTS } from './facts/sql-facts.ts';
import { plainSetting } from './folder-configs.ts';
import type { Dependencies } from './macro-graph.ts';
import { dependenciesOf } from './macro-graph.ts';
import type { PlacedEntry, ScannedFile, ScannedProject } from './scanned-project.ts';
import { entriesOf, filesIn, isEnabled, partsOf, pathIn, stemOf } from './scanned-project.ts';

/** The models of a project or a package: every `.sql` and `.py` in its folders, with what its properties say. Pure. */
export function existingModels(project: ScannedProject): ExistingModel[] {
  const properties = indexProperties(entriesOf(project, 'model'));
  return filesIn(project, project.layout.models, /\.(?:sql|py)$/).map((file) =>
    describeModel(project, file, properties.get(stemOf(file.path))),
  );
}

/** What the properties say of the model in a file. */
interface Properties extends PlacedEntry {
  /** Of a model with versions. */
  readonly version: string | number | null;
}

/** Properties by the stem of the model's file, which a version may choose; the first entry of a name holds. */
function indexProperties(entries: readonly PlacedEntry[]): ReadonlyMap<string, Properties> {
  const byStem = new Map<string, Properties>();
  const put = (stem: string, properties: Properties): void => {
    if (!byStem.has(stem)) byStem.set(stem, properties);
  };
  for (const placed of entries) {
    const { name, versions } = placed.entry;
    for (const { v, defined_in: stem } of versions) put(stem ?? `${name}_v${v}`, { ...placed, version: v });
    put(name, { ...placed, version: versions.at(-1)?.v ?? null });
  }
  return byStem;
}

function describeModel(
  project: ScannedProject,
  { path, facts }: ScannedFile,
  properties: Properties | undefined,
): ExistingModel {
  const sql = facts?.sql ?? NO_SQL_FACTS;
  const { config } = sql;
  const entry = properties?.entry;
  const key = pathIn(project, path);
  const parts = (): string[] => partsOf(project, path, project.layout.models);
  const place = { resource_type: 'model' as const, parts, key };
  return {
    name: entry?.name ?? stemOf(path),
    path,
    generated: project.generated.wroteFile(path),
    package: project.package,
    version: properties?.version ?? null,
    enabled: isEnabled(project, place, [config['enabled'], entry?.enabled]),
    materialized: plainSetting(textOf(config['materialized']) ?? entry?.materialized ?? null),
    alias: plainSetting(textOf(config['alias']) ?? entry?.alias ?? null),
    ...withRendered(dependenciesOf(sql, project.macros), project.manifest?.models[`${project.name}:${key}`]),
    properties_path: properties?.path ?? null,
    properties_generated:
      properties !== undefined && project.generated.wroteEntry(properties.path, properties.entry.name),
    columns: entry?.columns ?? [],
    tests: entry?.tests ?? [],
    constraints: entry?.constraints ?? [],
  };
}

/** Where something is computed, what dbt's last run found besides. */
function withRendered(written: Dependencies, rendered: Omit<Dependencies, 'computed'> | undefined): Dependencies {
  if (!written.computed || !rendered) return written;
  return {
    refs: [...new Set([...written.refs, ...rendered.refs])],
    sources: [...new Set([...written.sources, ...rendered.sources])],
    computed: false,
  };
}
