import type { CurrentFile } from '../context/current-files.ts';
import type { RenderedFile } from './draft.ts';

/**
 * What to do about one file, from three texts: what we would write, what stands there, and what we last wrote (the
 * base). This is the rule that keeps people's work (DESIGN.md section 2, "Planning again"). Pure.
 */
export type FileDecision =
  /** Nothing to do: it is as it should be, or a person's edit of text that we would not change stays. */
  | { readonly kind: 'keep' }
  | { readonly kind: 'write'; readonly risk: 'new' | 'regenerated' | 'merged'; readonly content: string }
  | { readonly kind: 'conflict'; readonly why: string };

/** A file that changes, with the decision about it. */
export interface ChangedFile {
  readonly file: RenderedFile;
  readonly decision: Extract<FileDecision, { kind: 'write' }>;
  readonly current: CurrentFile | undefined;
  readonly base: string | undefined;
}

export interface FileTexts {
  readonly rendered: string;
  /** Absent: the path is free. */
  readonly current: string | undefined;
  /** Absent: cartridge never wrote this path. */
  readonly base: string | undefined;
}

/** Decides for one path; `path` matters only for the two files that may stand in a folder before it becomes a project. */
export function decideFile(path: string, { rendered, current, base }: FileTexts): FileDecision {
  if (current === rendered) return { kind: 'keep' };
  if (base === undefined) return decideUnknown(path, rendered, current);
  if (rendered === base) return { kind: 'keep' };
  if (current === base) return { kind: 'write', risk: 'regenerated', content: rendered };
  return {
    kind: 'conflict',
    why:
      current === undefined
        ? 'was deleted since cartridge wrote it, and would be written differently'
        : 'was edited since cartridge wrote it, and would change',
  };
}

/** A path that cartridge never wrote: free, or a person's file. */
function decideUnknown(path: string, rendered: string, current: string | undefined): FileDecision {
  if (current === undefined) return { kind: 'write', risk: 'new', content: rendered };
  if (path === 'README.md') return { kind: 'keep' };
  if (path === '.gitignore') return appendMissingLines(current, rendered);
  return { kind: 'conflict', why: 'exists, and was not written by cartridge' };
}

/** Keeps every byte of a person's .gitignore and adds the lines that it lacks. */
function appendMissingLines(current: string, rendered: string): FileDecision {
  const newline = current.includes('\r\n') ? '\r\n' : '\n';
  const present = new Set(current.split(/\r?\n/).map((line) => line.trim()));
  const missing = rendered
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#') && !present.has(line.trim()));
  if (missing.length === 0) return { kind: 'keep' };
  const gap = current === '' || current.endsWith('\n') ? '' : newline;
  return { kind: 'write', risk: 'merged', content: `${current}${gap}${missing.join(newline)}${newline}` };
}
