import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { PROJECT_FILE, readDbtProject } from './dbt-project.ts';
import { isReadable } from './facts/file-facts.ts';
import { listProjectFiles } from './project-files.ts';

const READS_AT_ONCE = 16;

/**
 * The texts of the project, by path, that hold one of these words: models, tests, macros, analyses, snapshots, all properties and the
 * dbt_project.yml, whose hooks may name them; those of packages not. Nothing is read where no word is asked for. Throws PATH_OUTSIDE_PROJECT for a link that leaves the project.
 */
export async function readFilesNaming(
  projectDir: string,
  words: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const project = words.length === 0 ? null : await readDbtProject(projectDir);
  if (project === null) return new Map();
  const folders = new Set([...project.layout.models, ...project.layout.all]);
  const listed = await Promise.all([...folders].map((folder) => listProjectFiles(projectDir, folder)));
  const paths = [...new Set([...listed.flat().filter(isReadable), PROJECT_FILE])].sort();
  const limit = pLimit(READS_AT_ONCE);
  const texts = await Promise.all(
    paths.map((path) =>
      limit(async () => [path, await readFile(join(projectDir, path), 'utf8').catch(() => '')] as const),
    ),
  );
  return new Map(texts.filter(([, text]) => words.some((word) => text.includes(word))));
}
