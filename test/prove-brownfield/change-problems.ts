import { structuredPatch } from 'diff';
import type { FolderState } from './folder-state.ts';
import { differingPaths } from './folder-state.ts';

/** What an apply did to a project. */
export interface Change {
  readonly before: FolderState;
  readonly after: FolderState;
  /** Paths that the plan names. */
  readonly planned: readonly string[];
}

/** A guest adds: no byte changes outside the plan's files, and in a file that was there no line is touched. Pure. */
export function changeProblems({ before, after, planned }: Change): string[] {
  const differing = differingPaths(before, after);
  const isPlanned = (path: string): boolean =>
    planned.includes(path) ||
    (path.endsWith('/') && !before.has(path) && planned.some((file) => file.startsWith(path)));
  return [
    ...differing.filter((path) => !isPlanned(path)).map((path) => `${path} changed and is not in the plan`),
    ...planned.filter((path) => !differing.includes(path)).map((path) => `${path} is in the plan and did not change`),
    ...planned
      .filter((path) => before.has(path))
      .flatMap((path) => touchedLines(before, after, path).map((line) => `${path}: a line was touched: ${line}`)),
  ];
}

/** The diff of each planned file that was there before, and the whole of each new one, as lines. Pure. */
export function diffLines({ before, after, planned }: Change): string[] {
  return planned.flatMap((path) => [
    '',
    `${before.has(path) ? 'changed' : 'new'}: ${path}`,
    ...patchOf(before, after, path).flatMap(({ lines }) => lines),
  ]);
}

function touchedLines(before: FolderState, after: FolderState, path: string): string[] {
  return patchOf(before, after, path).flatMap(({ lines }) => lines.filter((line) => line.startsWith('-')));
}

function patchOf(before: FolderState, after: FolderState, path: string): { lines: string[] }[] {
  const text = (state: FolderState): string => state.get(path)?.bytes.toString('utf8') ?? '';
  return structuredPatch(path, path, text(before), text(after), '', '', { context: 4, stripTrailingCr: false }).hunks;
}
