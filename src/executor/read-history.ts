import { readHolder } from './lock.ts';
import { readRuns } from './run-folder.ts';
import type { RunReport } from './run-report.ts';
import { reportRun } from './run-report.ts';

export interface History {
  readonly format_version: '1.0';
  /** Newest first. */
  readonly runs: readonly RunReport[];
}

/** Every run of the project and what became of it. Writes nothing. */
export function readHistory(projectDir: string): History {
  const runs = readRuns(projectDir);
  const isWorking = readHolder(projectDir) !== null;
  const newest = runs.at(-1);
  const reports = runs.map((run) => reportRun(run, { isLive: isWorking && run === newest }));
  return { format_version: '1.0', runs: reports.toReversed() };
}
