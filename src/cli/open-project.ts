import { findProjectDir } from '../context/project-dir.ts';
import type { Call } from './command.ts';
import { optionText } from './option-values.ts';

/** The project folder that a call is about, absolute. */
export async function openProject({ options, io }: Call): Promise<string> {
  return await findProjectDir(optionText(options, 'projectDir'), io.cwd);
}

/** What must follow a command to mean the same project, for the commands that a screen proposes. */
export function projectReference(call: Call): string {
  const folder = projectFolder(call);
  return folder === null ? '' : ` --project-dir ${folder}`;
}

/** The project folder as the user gave it, as a word for a shell; null where it was found. */
export function projectFolder({ options }: Call): string | null {
  const projectDir = optionText(options, 'projectDir');
  return projectDir === undefined ? null : shellWord(projectDir);
}

/** A word that a POSIX shell reads as one. */
export function shellWord(text: string): string {
  return /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
