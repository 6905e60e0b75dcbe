import type { Config } from '../config.ts';
import { readConfig } from '../config.ts';
import type { ProjectContext } from '../context/context.ts';
import { scanProject } from '../context/scan-project.ts';
import { checkSupport } from '../context/support.ts';
import { throwProblems } from '../errors.ts';
import { withAdopted } from '../planner/existing/with-adopted.ts';
import { readAllBases } from '../store/bases.ts';
import { factsStore } from '../store/facts-store.ts';

/** Tells the version of the dbt that is at hand, asked where the project does not say its own; null: there is none. */
export type AskVersion = () => Promise<string | null>;

export interface OpenProject {
  readonly config: Config;
  readonly context: ProjectContext;
  /** What cartridge last wrote, by path. */
  readonly bases: ReadonlyMap<string, string>;
}

/** The project as it is: its settings, what it has, and what of that cartridge wrote. */
export async function readProject(projectDir: string, askVersion?: AskVersion): Promise<OpenProject> {
  const config = await readConfig(projectDir);
  const bases = await readAllBases(projectDir);
  const context = await scanProject(projectDir, { config, bases, store: factsStore(projectDir), askVersion });
  return { config, context, bases };
}

/** What to open a project with, to plan for it. */
export interface OpenRequest {
  readonly projectDir: string;
  /** Files that people wrote and that cartridge is to maintain from now on, relative to the project, with `/`. */
  readonly adopt?: readonly string[] | undefined;
  readonly askVersion?: AskVersion | undefined;
}

/** Reads the project, what is adopted as if it were generated; refuses one that cannot be planned for. */
export async function openProject({ projectDir, adopt = [], askVersion }: OpenRequest): Promise<OpenProject> {
  const project = await readProject(projectDir, askVersion);
  throwProblems(checkSupport(project.context));
  return { ...project, context: withAdopted(project.context, adopt) };
}
