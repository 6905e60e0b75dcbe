import { countFiles } from './stage-events.ts';
import type { RunAction, RunState, RunStatus } from './run-state.ts';

type ActionStatus =
  | 'pending'
  | 'executing'
  | 'verified'
  | 'completed'
  | 'failed'
  | 'skipped'
  | 'blocked'
  | 'rolled_back';

/** A run as it leaves the program (DESIGN.md section 4). */
export interface RunReport {
  readonly run_id: string;
  readonly plan_id: string;
  readonly plan_name: string;
  readonly status: RunStatus;
  readonly by: string;
  readonly started_at: string;
  readonly ended_at: string | null;
  /** Number of files that the plan changes. */
  readonly files: number;
  /** Dearest level of verification that passed. */
  readonly verified: string | null;
  /** Files that a rollback left to their editor. */
  readonly kept: readonly string[];
  readonly error: { readonly code: string; readonly message: string } | null;
  /** By step id. */
  readonly actions: Readonly<Record<string, ActionReport>>;
}

interface ActionReport {
  readonly name: string;
  readonly status: ActionStatus;
  readonly result: string | null;
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly started_at: string;
  readonly ended_at: string | null;
  readonly attempts: readonly { readonly started_at: string; readonly ended_at: string | null }[];
}

const DIED_EARLY = { code: 'APPLY_FAILED', message: 'it stopped before it changed anything' };

/** Pure. `isLive`: somebody works on the run now; a run that was only begun, and is not live, died and kept nothing. */
export function reportRun(state: RunState, { isLive }: { readonly isLive: boolean }): RunReport {
  const diedEarly = state.status === 'started' && !isLive;
  const known = diedEarly ? { ...state, status: 'failed' as const, error: DIED_EARLY } : state;
  return {
    run_id: known.runId,
    plan_id: known.planId,
    plan_name: known.planName,
    status: known.status,
    by: known.by,
    started_at: known.startedAt,
    ended_at: known.endedAt,
    files: known.files,
    verified: known.verified,
    kept: known.kept,
    error: known.error,
    actions: Object.fromEntries(known.actions.map((action) => [String(action.step_id), reportAction(known, action)])),
  };
}

function reportAction(state: RunState, action: RunAction): ActionReport {
  const files = state.entries.filter(({ steps }) => steps.includes(action.step_id));
  const isRestored = files.length > 0 && files.every(({ path }) => state.restored.has(path));
  return {
    name: action.name,
    status: isRestored ? 'rolled_back' : STATUS_OF_ACTIONS[state.status],
    result: files.length === 0 ? null : countFiles(files.length),
    error: state.error,
    started_at: state.startedAt,
    ended_at: state.endedAt,
    attempts: [{ started_at: state.startedAt, ended_at: state.endedAt }],
  };
}

const STATUS_OF_ACTIONS: Readonly<Record<RunStatus, ActionStatus>> = {
  started: 'pending',
  publishing: 'executing',
  completed: 'completed',
  failed: 'failed',
  rolling_back: 'executing',
  rolled_back: 'rolled_back',
  rollback_incomplete: 'completed',
};
