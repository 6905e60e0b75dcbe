import type { RunReport } from '../../executor/run-report.ts';

/** What a run's status is called on a screen. */
export const STATUS_WORDS: Readonly<Record<RunReport['status'], string>> = {
  started: 'at work',
  publishing: 'unfinished',
  completed: 'applied',
  failed: 'failed',
  rolling_back: 'unfinished',
  rolled_back: 'rolled back',
  rollback_incomplete: 'partly rolled back',
};
