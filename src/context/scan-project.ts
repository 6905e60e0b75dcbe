import type { Config } from '../config.ts';
import type { ProjectContext } from './context.ts';
import { findConventions } from './conventions/find-conventions.ts';
import { overrideConventions } from './conventions/override-conventions.ts';
import { readWrittenProject } from './conventions/read-written-project.ts';
import { resolveStyle } from './conventions/resolve-style.ts';
import { layoutOf } from './dbt-layout.ts';
import { materializedFolders, PROJECT_FILE, readDbtProject } from './dbt-project.ts';
import { NEWEST_FORM } from './dbt-form.ts';
import { existingModels } from './existing-models.ts';
import { existingSources } from './existing-sources.ts';
import type { FactsStore } from './facts/known-facts.ts';
import { recallConventions } from './known-conventions.ts';
import { existingMacros, otherNodes, singularTests } from './other-nodes.ts';
import { existingPackages, readInstalledPackages } from './packages.ts';
import { readTarget } from './profile.ts';
import { scanFiles } from './scan-files.ts';
import { entriesOf } from './scanned-project.ts';
import { findEngine } from './versions/find-engine.ts';

const CONTEXT_FORMAT_VERSION = '1.0';
const NO_PROJECT = { name: '', layout: layoutOf(null), folderConfigs: [], vars: {} };

export interface ScanOptions {
  readonly config: Config;
  /** What cartridge generated: path to its text. Nothing unless told. */
  readonly bases?: ReadonlyMap<string, string>;
  /** Where facts of files are kept between scans; nowhere unless told. */
  readonly store?: FactsStore | undefined;
  /** Tells the version of the dbt that is at hand, asked where the project does not; null: there is none. */
  readonly askVersion?: (() => Promise<string | null>) | undefined;
}

/**
 * Reads what the project already has; a folder without dbt_project.yml is a project to be made. What of it is broken is a
 * problem of the context, but throws PROJECT_INVALID for a dbt_project.yml or profiles.yml that is broken,
 * PATH_OUTSIDE_PROJECT for a link that leaves the project.
 */
export async function scanProject(
  projectDir: string,
  { config, bases = new Map(), store, askVersion }: ScanOptions,
): Promise<ProjectContext> {
  const project = await readDbtProject(projectDir);
  const target = project ? await readTarget(projectDir, project.profile) : null;
  const { name, layout, folderConfigs, vars } = project ?? NO_PROJECT;
  const { installed, problems } = await readInstalledPackages(projectDir, layout.packages);
  const files = await scanFiles(projectDir, {
    project: { name, layout, folderConfigs, vars },
    packages: installed,
    bases,
    store,
  });
  const asked = await existingPackages(projectDir, installed);
  const all = [files.own, ...files.packages];
  const configured = config.adapter ?? null;
  const targetType = target?.type ?? null;
  const engine = project
    ? await findEngine(projectDir, { project, own: files.own, configured, targetType, askVersion })
    : { adapter: null, dbt_version: null, form: NEWEST_FORM };
  const models = all.flatMap(existingModels);
  const sources = all.flatMap(existingSources);
  // A project that cartridge made has the style that it was made in: a person's first file there must not rewrite the others.
  const found = bases.has(PROJECT_FILE)
    ? {}
    : await recallConventions(store, files.fingerprint, () =>
        findConventions(readWrittenProject(files.own, { models, sources })),
      );
  const conventions = overrideConventions(found, config);
  const style = resolveStyle(conventions, {
    form: engine.form,
    modelFolders: layout.models,
    testFolders: layout.tests,
  });
  return {
    format_version: CONTEXT_FORMAT_VERSION,
    project_name: project?.name ?? null,
    warehouse_type: engine.adapter?.name ?? configured,
    adapter: engine.adapter,
    dbt_version: engine.dbt_version,
    is_incremental: [...models, ...sources].some((node) => node.package === null),
    existing_models: models,
    existing_sources: sources,
    existing_tests: singularTests(files.own),
    other_nodes: all.flatMap(otherNodes),
    macros: all.flatMap(existingMacros),
    packages: asked.packages,
    groups: entriesOf(files.own, 'group').map(({ entry }) => entry.name),
    naming_conventions: style.naming,
    conventions,
    style,
    materialized_folders: project ? materializedFolders(project) : {},
    folder_configs: folderConfigs,
    problems: [...asked.problems, ...problems, ...files.problems],
    is_new: project === null,
    target: targetOf(target),
  };
}

function targetOf(target: Awaited<ReturnType<typeof readTarget>> | null): ProjectContext['target'] {
  if (target?.schema == null) return null;
  return { schema: target.schema, database_path: target.databasePath, attached: target.attached };
}
