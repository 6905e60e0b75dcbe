import { expect, it } from 'vitest';
import { PLAIN } from '../../../src/cli/colour.ts';
import { historyLines } from '../../../src/cli/words/history-lines.ts';
import { resumedLine, rolledBackLine } from '../../../src/cli/words/run-end-lines.ts';
import { statusLines, type StatusView } from '../../../src/cli/words/status-lines.ts';
import type { RunReport } from '../../../src/executor/run-report.ts';

const LOOK = { width: 90, colour: PLAIN };
const NOW = new Date('2026-03-04T05:06:07.000Z');

const RUN: RunReport = {
  run_id: '3',
  plan_id: '7f3a2c'.padEnd(64, '0'),
  plan_name: 'Onboard shop',
  status: 'completed',
  by: 'ada',
  started_at: '2026-03-04T05:04:00.000Z',
  ended_at: '2026-03-04T05:04:01.000Z',
  files: 26,
  verified: 'parse',
  kept: [],
  error: null,
  actions: {},
};

function view(change: Partial<StatusView>): StatusView {
  return {
    state: 'idle',
    holder: null,
    run: null,
    progress: null,
    problem: null,
    waiting: null,
    now: NOW,
    reference: '',
    ...change,
  };
}

it('says that nothing was applied, and what waits', () => {
  const waiting = { plan_id: RUN.plan_id, created_at: '2026-03-04T04:06:07.000Z' };
  expect(statusLines(view({ waiting }), LOOK)).toEqual([
    'Nothing was ever applied here.',
    'Plan 7f3a2c waits to be applied, made 1 hour ago: cartridge apply',
  ]);
});

it('names files that a person edited since', () => {
  const progress = { total: 26, old: 0, new: 25, edited: ['models/a.sql'] };
  expect(statusLines(view({ run: RUN, progress }), LOOK)).toEqual([
    'Run 3 applied plan 7f3a2c: 26 files, 2 minutes ago.',
    '  1 file was edited since: models/a.sql',
  ]);
});

it('says what an unfinished run is, and the two ways out', () => {
  const problem = {
    code: 'RUN_UNFINISHED' as const,
    message: 'run 3 is unfinished: 3 of 26 files published',
    hint: 'cartridge resume 3 publishes the rest, cartridge rollback 3 puts everything back',
  };
  const run = { ...RUN, status: 'publishing' as const, ended_at: null };
  expect(statusLines(view({ state: 'unfinished', run, problem }), LOOK)).toEqual([
    'Run 3 is unfinished: 3 of 26 files published.',
    '  cartridge resume 3 publishes the rest, cartridge rollback 3 puts everything back',
    'Run 3 (plan 7f3a2c, 26 files) stopped while it published, 2 minutes ago.',
  ]);
});

it('says who works here now', () => {
  const holder = { pid: 42, host: 'mill', since: '2026-03-04T05:06:00.000Z', command: 'apply' };
  expect(statusLines(view({ state: 'working', holder, run: { ...RUN, status: 'publishing' } }), LOOK)[0]).toBe(
    'cartridge apply (process 42 on mill) works here since 2026-03-04T05:06:00.000Z.',
  );
});

it('lists runs with aligned numbers, and what went wrong beneath', () => {
  const failed = {
    ...RUN,
    run_id: '12',
    status: 'failed' as const,
    files: 1200,
    error: { code: 'VERIFY_BIND', message: 'column "amout" does not exist' },
  };
  const runs = [failed, RUN];
  expect(historyLines({ format_version: '1.0', runs }, NOW, LOOK)).toEqual([
    'run  plan    status   files  when           by   name',
    ' 12  7f3a2c  failed   1,200  2 minutes ago  ada  Onboard shop',
    '      VERIFY_BIND: column "amout" does not exist',
    '  3  7f3a2c  applied     26  2 minutes ago  ada  Onboard shop',
  ]);
  const narrow = historyLines({ format_version: '1.0', runs }, NOW, { ...LOOK, width: 50 });
  expect(narrow.at(-1)).toBe('  3  7f3a2c  applied     26  2 minutes ago  ada');
  expect(historyLines({ format_version: '1.0', runs: [] }, NOW, LOOK)).toEqual(['Nothing was ever applied here.']);
});

it('ends a resume and a rollback with what state things are in', () => {
  const ids = { run_id: '3', plan_id: RUN.plan_id, warnings: [] };
  expect([
    resumedLine({ status: 'completed', ...ids }),
    resumedLine({ status: 'nothing_to_resume', ...ids }),
    resumedLine({ status: 'rolled_back', files: 1, ...ids }),
    rolledBackLine({ status: 'nothing_to_roll_back', files: 0, ...ids, run_id: null }),
  ]).toEqual([
    'Run 3 is finished: everything is new. Undo: cartridge rollback',
    'Nothing to resume: run 3 has ended.',
    'Run 3 is rolled back: 1 file is as before.',
    'Nothing to roll back: nothing was ever applied here.',
  ]);
});
