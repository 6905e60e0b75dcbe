import type { Problem } from '../errors.ts';
import type { Holder } from './lock.ts';
import { readHolder } from './lock.ts';
import { readRuns } from './run-folder.ts';
import type { RunReport } from './run-report.ts';
import { reportRun } from './run-report.ts';
import { isUnfinished } from './run-state.ts';
import type { Progress } from './unfinished-run.ts';
import { readProgress, unfinishedProblem } from './unfinished-run.ts';

export interface ProjectStatus {
  readonly format_version: '1.0';
  /** `working`: a cartridge is at work now. `unfinished`: a run died half-way; `problem` says what to do. */
  readonly state: 'idle' | 'working' | 'unfinished';
  readonly holder: Holder | null;
  /** The unfinished run, else the newest; null before the first. */
  readonly run: RunReport | null;
  /** How the files of that run are now. */
  readonly progress: Progress | null;
  readonly problem: Problem | null;
}

/** What state the project is in, by its journals and by looking at the files. Writes nothing. */
export function readStatus(projectDir: string): ProjectStatus {
  const holder = readHolder(projectDir);
  const runs = readRuns(projectDir);
  const run = runs.find(isUnfinished) ?? runs.at(-1) ?? null;
  const progress = run && run.entries.length > 0 ? readProgress(projectDir, run) : null;
  const dead = run && isUnfinished(run) && !holder ? run : null;
  return {
    format_version: '1.0',
    state: holder ? 'working' : dead ? 'unfinished' : 'idle',
    holder,
    run: run && reportRun(run, { isLive: holder !== null }),
    progress,
    problem: dead && progress ? unfinishedProblem(dead, progress) : null,
  };
}
