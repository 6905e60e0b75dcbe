import type { CurrentFile } from '../context/current-files.ts';
import type { Problem } from '../errors.ts';
import type { ChangedFile } from './file-decision.ts';
import { decideFile } from './decide-file.ts';
import type { RenderedFile } from './draft.ts';
import type { MergeConflict } from './merge/merged.ts';

/** The texts of a project, by path, and what was asked of them. */
export interface ProjectTexts {
  /** Absent: the path is free. */
  readonly current: ReadonlyMap<string, CurrentFile>;
  /** What cartridge last wrote. */
  readonly bases: ReadonlyMap<string, string>;
  /** dbt's name of the adapter. */
  readonly dialect: string;
  /** Files that people wrote and gave to cartridge, relative to the project, with `/`. */
  readonly adopt: readonly string[];
  /** Whether nodes of properties stand between empty lines, as far as the project tells. */
  readonly isSpaced: boolean;
}

/** What becomes of the rendered files. */
export interface Compared {
  readonly changed: readonly ChangedFile[];
  /** Files that stay, and whose base should change none the less. */
  readonly remembered: readonly RememberedFile[];
  /** Paths that a person deleted and that would be written differently now. */
  readonly deleted: readonly string[];
  /** Every place where a person's work stands in the way. */
  readonly problems: readonly Problem[];
}

export interface RememberedFile {
  readonly path: string;
  readonly current: CurrentFile;
  readonly base: string;
}

/** Decides for every rendered file, and tells all that forbids it together. Pure. */
export function compareFiles(rendered: readonly RenderedFile[], texts: ProjectTexts): Compared {
  const changed: ChangedFile[] = [];
  const remembered: RememberedFile[] = [];
  const deleted: string[] = [];
  const problems = unknownAdoptions(rendered, texts);
  for (const file of rendered) {
    const [current, base] = [texts.current.get(file.path), texts.bases.get(file.path)];
    const isAdopted = texts.adopt.includes(file.path);
    const { dialect, isSpaced } = texts;
    const decision = decideFile(file, { current, base }, { dialect, isAdopted, isSpaced });
    if (decision.kind === 'write') changed.push({ file, decision, current, base });
    else if (decision.kind === 'conflict')
      problems.push(...decision.conflicts.map((each) => conflictProblem(file, base, each)));
    else if (decision.isDeleted) deleted.push(file.path);
    else if (decision.base !== undefined && current) remembered.push({ path: file.path, current, base: decision.base });
  }
  return { changed, remembered, deleted, problems };
}

function unknownAdoptions(rendered: readonly RenderedFile[], { adopt }: ProjectTexts): Problem[] {
  const paths = new Set(rendered.map(({ path }) => path));
  return adopt
    .filter((path) => !paths.has(path))
    .map((path) => ({
      code: 'ADOPT_UNKNOWN',
      message: `--adopt ${path}: cartridge would write no such file`,
      where: { file: path },
      hint: 'Adopt the file that stands where a planned one would go: cartridge plan names it.',
    }));
}

function conflictProblem(file: RenderedFile, base: string | undefined, conflict: MergeConflict): Problem {
  const { reason, snippet, line } = conflict;
  // A line that begins with spaces stays as it is on every screen.
  const lines = shortened(snippet.trimEnd().split('\n')).map((each) => `  ${each}`);
  const isForeign = base === undefined && !file.insert && file.path.endsWith('.sql');
  return {
    code: 'MERGE_CONFLICT',
    message: `${file.path}${base === undefined ? '' : ' was edited since cartridge wrote it, and would change'}: ${reason}`,
    where: { file: file.path, ...(line === undefined ? {} : { line }) },
    hint: `${isForeign ? `To let cartridge maintain it: --adopt ${file.path}. ` : ''}${HOW_TO_SETTLE}\n${lines.join('\n')}`,
  };
}

/** More is no snippet that somebody would write by hand. */
const MOST_LINES = 40;

function shortened(lines: readonly string[]): readonly string[] {
  if (lines.length <= MOST_LINES) return lines;
  return [...lines.slice(0, MOST_LINES), `... and ${lines.length - MOST_LINES} more lines`];
}

const HOW_TO_SETTLE =
  'cartridge never overwrites what a person wrote. Settle it by hand, or --exclude the table. It would write:';
