import type { PlannedFile } from '../plan/plan.ts';
import type { ProjectNodes } from './nodes/read-nodes.ts';
import { readNodes } from './nodes/read-nodes.ts';
import type { ReadText } from './nodes/read-texts.ts';
import { readTextOnce } from './nodes/read-texts.ts';
import type { Shadow } from './shadow/read-shadow.ts';
import { readShadow, withPlanned } from './shadow/read-shadow.ts';

/** One state of the project: its files and what they declare. */
export interface ProjectView {
  readonly planned: readonly PlannedFile[];
  readonly shadow: Shadow;
  readonly nodes: ProjectNodes;
}

/** The two states that verification compares. Each is read when it is first asked for, and once. */
export interface ProjectViews {
  /** With the plan's files. */
  readonly asPlanned: () => Promise<ProjectView>;
  /** As it is now. */
  readonly asIs: () => Promise<ProjectView>;
}

/** Reads nothing yet. A file that is the same in both states is read and understood once. */
export function projectViews(projectDir: string, planned: readonly PlannedFile[]): ProjectViews {
  const read = readTextOnce();
  const projectText = planned.find(({ path }) => path === 'dbt_project.yml')?.content;
  const current = once(() => readShadow(projectDir));
  // A plan that brings its own dbt_project.yml decides by it where the files are.
  const below = projectText == null ? current : once(() => readShadow(projectDir, projectText));
  return {
    asPlanned: once(async () => viewOf(withPlanned(await below(), planned), planned, read)),
    asIs: once(async () => viewOf(await current(), [], read)),
  };
}

function viewOf(shadow: Shadow, planned: readonly PlannedFile[], read: ReadText): ProjectView {
  return { planned, shadow, nodes: readNodes(shadow, read) };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
