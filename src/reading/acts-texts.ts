import type { ProjectContext } from '../context/context.ts';
import { readCurrentFiles } from '../context/current-files.ts';
import { readFilesNaming } from '../context/files-naming.ts';
import type { ActsInput } from '../planner/acts/acts-input.ts';
import { textsForActs } from '../planner/acts/texts-for-acts.ts';

/** The texts of the project that acting on its models looks at, by path. */
export async function readActsTexts(
  projectDir: string,
  request: ActsInput['request'],
  context: ProjectContext,
): Promise<ReadonlyMap<string, string>> {
  const { paths, naming } = textsForActs(request, context);
  const files = await readCurrentFiles(projectDir, paths);
  const named = await readFilesNaming(projectDir, naming);
  return new Map([...named, ...[...files].map(([path, { content }]) => [path, content] as const)]);
}
