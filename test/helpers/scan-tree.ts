import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ProjectContext } from '../../src/context/context.ts';
import { scanProject } from '../../src/context/scan-project.ts';

/** Writes files into a project called `shop`, over what it has, and scans it. `bases`: what cartridge generated, by path. */
export async function scanTree(
  project: string,
  files: Readonly<Record<string, string>>,
  bases: Readonly<Record<string, string>> = {},
): Promise<ProjectContext> {
  for (const [path, text] of Object.entries({ 'dbt_project.yml': 'name: shop\n', ...files })) {
    await mkdir(dirname(join(project, path)), { recursive: true });
    await writeFile(join(project, path), text);
  }
  return scanProject(project, { config: {}, bases: new Map(Object.entries(bases)) });
}
