import { expect, it } from 'vitest';
import { PLAIN } from '../../../src/cli/colour.ts';
import { eventLines } from '../../../src/cli/words/event-lines.ts';
import { progressText } from '../../../src/cli/words/progress-text.ts';
import type { Event } from '../../../src/events.ts';

const LOOK = { width: 100, colour: PLAIN };

const failed: Event = {
  type: 'check',
  level: 'bind',
  status: 'failed',
  detail: '15 of 16 models',
  ms: 142,
  problems: [
    {
      code: 'VERIFY_BIND',
      message: 'column "amout" does not exist in stg_payments; did you mean "amount"?',
      where: { file: 'fct_orders.sql', line: 14, column: 9 },
    },
  ],
};

it('tells a step a line, with its time when it was longer than a blink', () => {
  const events: Event[] = [
    { type: 'check', level: 'static', status: 'passed', detail: '26 of 26 files', ms: 12, problems: [] },
    {
      type: 'check',
      level: 'parse',
      status: 'passed',
      detail: 'no error, no warning (dbt 1.11.16)',
      ms: 2940,
      problems: [],
    },
    { type: 'stage', stage: 'publish', status: 'finished', detail: '26 files', ms: 17 },
  ];
  expect(events.flatMap((event) => eventLines(event, LOOK))).toEqual([
    'static      26 of 26 files',
    'dbt parse   no error, no warning (dbt 1.11.16)                     2.9 s',
    'publish     26 files',
  ]);
});

it('says what was not run, and why', () => {
  const skipped: Event = {
    type: 'check',
    level: 'parse',
    status: 'skipped',
    detail: 'no dbt was found',
    ms: 1,
    problems: [],
  };
  expect(eventLines(skipped, LOOK)).toEqual(['dbt parse   not run: no dbt was found']);
});

it('puts what failed under its step', () => {
  expect(eventLines(failed, LOOK)).toEqual([
    'bind        15 of 16 models                                       142 ms',
    '  fct_orders.sql:14:9   column "amout" does not exist in stg_payments; did you mean "amount"?',
  ]);
  const many = { ...failed, problems: Array.from({ length: 13 }, () => failed.problems[0]!) };
  expect(eventLines(many, LOOK).at(-1)).toBe('  and 3 more');
});

it('says what goes on, how far it is, and about how long it takes', () => {
  const progress: Event = { type: 'progress', stage: 'publish', done: 41, total: 1600, detail: 'batch 3 of 5' };
  expect([
    progressText({ type: 'stage', stage: 'read', status: 'started' }, 0),
    progressText(progress, 500),
    progressText(progress, 4100),
    progressText({ ...progress, stage: 'verify', detail: 'parse' }, 0),
    progressText({ type: 'stage', stage: 'read', status: 'finished' }, 0),
  ]).toEqual([
    'reading the raw tables',
    'publishing   batch 3 of 5   41 of 1,600',
    'publishing   batch 3 of 5   41 of 1,600   about 2 min 36 s left',
    'verifying   dbt parse',
    undefined,
  ]);
});
