import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { listProjectFiles } from '../../context/project-files.ts';
import type { PlannedFile } from '../../plan/plan.ts';
import type { DbtLayout } from '../../context/dbt-layout.ts';
import { readLayout } from '../../context/dbt-layout.ts';

/** A text file of the project as it would be. */
export interface ShadowFile {
  /** Relative to the project folder, with `/`. */
  readonly path: string;
  readonly content: string;
  /** Whether the plan writes all of it: what is merged into a person's text is not ours alone to answer for. */
  readonly isPlanned: boolean;
}

/** The project as it would be, in memory: what `static` and `bind` look at. */
export interface Shadow {
  readonly layout: DbtLayout;
  /** Sorted by path. Seeds and Python models are there without their content. */
  readonly files: readonly ShadowFile[];
}

/** Files beside the folders that dbt reads. */
const ROOT_FILES = [
  'dbt_project.yml',
  'profiles.yml',
  'packages.yml',
  'dependencies.yml',
  'package-lock.yml',
  'selectors.yml',
  'vars.yml',
];

const READS_AT_ONCE = 16;
const TEXT = /\.(?:sql|ya?ml|md)$/;

/** Reads the project as it is; `projectText` stands in for its dbt_project.yml. Only what dbt would read is looked at. */
export async function readShadow(projectDir: string, projectText?: string): Promise<Shadow> {
  const read = async (path: string): Promise<string | null> =>
    TEXT.test(path) ? readFile(join(projectDir, path), 'utf8').catch(() => null) : '';
  const layout = readLayout(projectText ?? (await read('dbt_project.yml')) ?? undefined);
  const limit = pLimit(READS_AT_ONCE);
  const paths = await listDbtFiles(projectDir, layout);
  const files = await Promise.all(paths.map((path) => limit(async () => ({ path, content: await read(path) }))));
  return {
    layout,
    files: files
      .flatMap(({ path, content }) => (content === null ? [] : [{ path, content, isPlanned: false }]))
      .sort(byPath),
  };
}

/** The project with the plan's files laid over its own. Pure. */
export function withPlanned({ layout, files }: Shadow, planned: readonly PlannedFile[]): Shadow {
  const changed = new Set(planned.map(({ path }) => path));
  const laid = planned.flatMap(({ path, content, base }) =>
    content === null ? [] : [{ path, content, isPlanned: base === undefined }],
  );
  return { layout, files: [...files.filter(({ path }) => !changed.has(path)), ...laid].sort(byPath) };
}

function byPath(a: ShadowFile, b: ShadowFile): number {
  return a.path < b.path ? -1 : 1;
}

/** Every file of the project that dbt would read, installed packages left out. May name root files that are not there. */
export async function listDbtFiles(projectDir: string, layout: DbtLayout): Promise<string[]> {
  const listed = await Promise.all(layout.all.map((folder) => listProjectFiles(projectDir, folder)));
  return [...new Set([...ROOT_FILES, ...listed.flat()])];
}

/** Whether the project has a file at a path. */
export function holds({ files }: Shadow, path: string): boolean {
  return files.some((file) => file.path === path);
}
