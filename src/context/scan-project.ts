import type { Config } from '../config.ts';
import type { ProjectContext } from './context.ts';
import { readDbtProject } from './dbt-project.ts';
import type { IsGenerated } from './existing-nodes.ts';
import { existingModels, existingSources } from './existing-nodes.ts';
import { readTarget } from './profile.ts';
import { listProjectFiles } from './project-files.ts';
import type { Style } from './style.ts';
import { DEFAULT_STYLE } from './style.ts';

const CONTEXT_FORMAT_VERSION = '1.0';

export interface ScanOptions {
  readonly config: Config;
  readonly isGenerated: IsGenerated;
}

/**
 * Reads what the project already has; a folder without dbt_project.yml is a project to be made. Throws PROJECT_INVALID
 * for a dbt_project.yml or profiles.yml that is broken, PATH_OUTSIDE_PROJECT for a link that leaves the project.
 */
export async function scanProject(projectDir: string, { config, isGenerated }: ScanOptions): Promise<ProjectContext> {
  const project = await readDbtProject(projectDir);
  const target = project ? await readTarget(projectDir, project.profile) : null;
  const folders = project?.modelPaths ?? ['models'];
  const listed = await Promise.all(folders.map((folder) => listProjectFiles(projectDir, folder)));
  const files = [...new Set(listed.flat())].sort();
  const models = existingModels(files, isGenerated);
  const sources = await existingSources(projectDir, files, isGenerated);
  const style = styleOf(config);
  return {
    format_version: CONTEXT_FORMAT_VERSION,
    project_name: project?.name ?? null,
    warehouse_type: target?.type ?? config.adapter ?? null,
    adapter: null,
    dbt_version: null,
    is_incremental: models.length > 0 || sources.length > 0,
    existing_models: models,
    existing_sources: sources,
    existing_tests: [],
    other_nodes: [],
    macros: [],
    packages: [],
    groups: [],
    folder_configs: [],
    problems: [],
    naming_conventions: style.naming,
    conventions: {},
    style,
    materialized_folders: project?.materialized ?? {},
    is_new: project === null,
    target:
      target?.schema == null
        ? null
        : { schema: target.schema, database_path: target.databasePath, attached: target.attached },
  };
}

/** The style to write by: dbt's own, overridden by cartridge.yml. Pure. */
function styleOf({ naming, folders, materialized }: Config): Style {
  const layerFolders = { ...DEFAULT_STYLE.folders, ...given(folders) };
  return {
    ...DEFAULT_STYLE,
    naming: { ...DEFAULT_STYLE.naming, ...given(naming) },
    folders: layerFolders,
    sources_file: `${layerFolders.staging.replace(/\/+$/, '')}/_{source}__sources.yml`,
    materialized: { ...DEFAULT_STYLE.materialized, ...given(materialized) },
  };
}

/** Only the keys that hold something: a key set to undefined must not hide a default. */
function given<T extends Record<string, string | undefined>>(part: T | undefined): { [K in keyof T]?: string } {
  const entries = Object.entries(part ?? {}).filter(([, value]) => value !== undefined);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.fromEntries forgets which keys there were
  return Object.fromEntries(entries) as { [K in keyof T]?: string };
}
