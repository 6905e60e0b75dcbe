import type { Entry, JournalRecord } from './journal.ts';

/**
 * - `started`: nothing of the project was touched yet (it still works, or died there, which comes to the same)
 * - `publishing`, `rolling_back`: files were being changed; if nobody works on it now, the run is unfinished
 * - `completed`: everything is new
 * - `failed`: kept nothing
 * - `rolled_back`: everything is old again
 * - `rollback_incomplete`: all but files that a person had edited since
 */
export const RUN_STATUSES = [
  'started',
  'publishing',
  'completed',
  'failed',
  'rolling_back',
  'rolled_back',
  'rollback_incomplete',
] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

/** `depends_on`: step ids. */
export interface RunAction {
  readonly step_id: number;
  readonly name: string;
  readonly depends_on: readonly number[];
}

/** All that a journal says of its run. */
export interface RunState {
  readonly runId: string;
  readonly planId: string;
  readonly planName: string;
  readonly by: string;
  readonly status: RunStatus;
  readonly startedAt: string;
  /** When it came to `status`, where that is an end. */
  readonly endedAt: string | null;
  readonly files: number;
  readonly actions: readonly RunAction[];
  /** Dearest level of verification that passed. */
  readonly verified: string | null;
  /** Scratch files outside the run's folder. */
  readonly strays: readonly string[];
  /** Empty before the commit point. */
  readonly entries: readonly Entry[];
  readonly folders: readonly string[];
  /** Paths that a rollback put back, in earlier rollbacks of a part. */
  readonly restored: ReadonlySet<string>;
  /** What the last rollback set out to put back. */
  readonly rollbackPaths: readonly string[];
  /** Files that the last rollback left to their editor. */
  readonly kept: readonly string[];
  readonly error: { readonly code: string; readonly message: string } | null;
}

/** Pure: the records of a journal, in order, to the state of its run; null where the first record is missing. */
export function replayJournal(records: readonly JournalRecord[]): RunState | null {
  let state: RunState | null = null;
  for (const record of records) {
    if (record.type === 'run') state = begin(record);
    else if (state) state = step(state, record);
  }
  return state;
}

/** Whether the run must be finished before anything else may change the project. */
export function isUnfinished(state: RunState): boolean {
  return state.status === 'publishing' || state.status === 'rolling_back';
}

function begin(record: Extract<JournalRecord, { type: 'run' }>): RunState {
  return {
    runId: record.run_id,
    planId: record.plan_id,
    planName: record.plan_name,
    by: record.by,
    status: 'started',
    startedAt: record.at,
    endedAt: null,
    files: record.files,
    actions: record.actions,
    verified: null,
    strays: [],
    entries: [],
    folders: [],
    restored: new Set(),
    rollbackPaths: [],
    kept: [],
    error: null,
  };
}

function step(state: RunState, record: Exclude<JournalRecord, { type: 'run' }>): RunState {
  switch (record.type) {
    case 'verified':
      return { ...state, verified: record.level };
    case 'staging':
      return { ...state, strays: record.paths };
    case 'publish_begin':
      return { ...state, status: 'publishing', entries: record.entries, folders: record.folders };
    case 'published':
      return { ...state, status: 'completed', endedAt: record.at };
    case 'failed':
      return { ...state, status: 'failed', endedAt: record.at, error: record.error };
    case 'rollback_begin':
      return { ...state, status: 'rolling_back', endedAt: null, rollbackPaths: record.paths, kept: [] };
    case 'rollback_end':
      return endRollback(state, record);
  }
}

function endRollback(state: RunState, record: Extract<JournalRecord, { type: 'rollback_end' }>): RunState {
  const restored = new Set([...state.restored, ...record.paths]);
  const left = state.entries.filter((entry) => !restored.has(entry.path));
  const status = left.length === 0 ? 'rolled_back' : record.kept.length > 0 ? 'rollback_incomplete' : 'completed';
  return { ...state, status, endedAt: record.at, restored, kept: record.kept };
}
