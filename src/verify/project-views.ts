import type { PlannedFile } from '../plan/plan.ts';
import type { ProjectNodes } from './nodes/read-nodes.ts';
import { readNodes } from './nodes/read-nodes.ts';
import type { Shadow } from './shadow/read-shadow.ts';
import { readShadow } from './shadow/read-shadow.ts';

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

/** Reads nothing yet. */
export function projectViews(projectDir: string, planned: readonly PlannedFile[]): ProjectViews {
  return { asPlanned: once(() => readView(projectDir, planned)), asIs: once(() => readView(projectDir, [])) };
}

async function readView(projectDir: string, planned: readonly PlannedFile[]): Promise<ProjectView> {
  const shadow = await readShadow(projectDir, planned);
  return { planned, shadow, nodes: readNodes(shadow) };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
