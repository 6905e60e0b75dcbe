import type { Event } from '../../events.ts';
import type { Look } from '../screen.ts';
import { grouped } from './count.ts';
import { duration } from './duration.ts';
import { indented, labelled, withNote } from './layout.ts';

const TEXT_COLUMN = 12;
/** Times stand at the right edge, but never so far that the eye loses the line. */
const NOTE_EDGE = 72;
/** Problems shown under the step that found them. */
const PROBLEMS_SHOWN = 10;

const CHECK_LABELS = { static: 'static', bind: 'bind', parse: 'dbt parse', build: 'dbt build' } as const;
type CheckEvent = Extract<Event, { type: 'check' }>;

/** The lasting lines of an event: one for each step of a run, none for what only the progress line shows. Pure. */
export function eventLines(event: Event, look: Look): string[] {
  switch (event.type) {
    case 'check':
      return checkLines(event, look);
    case 'stage':
      if (event.status !== 'finished' || event.stage !== 'publish' || event.detail === undefined) return [];
      return stepLines(event.stage, event.detail, { ms: event.ms, look });
    case 'version':
    case 'estimate':
    case 'progress':
    case 'action':
    case 'warning':
    case 'result':
      return [];
  }
}

/** A warning, for standard error. */
export function warningLines(message: string, look: Look): string[] {
  const [first = '', ...rest] = indented(`warning: ${message}`, 0, look.width);
  return [first.replace(/^warning:/, look.colour.yellow('warning:')), ...rest.map((line) => `  ${line}`)];
}

function checkLines(event: CheckEvent, look: Look): string[] {
  const text = event.status === 'skipped' ? `not run: ${event.detail}` : event.detail;
  const lines = stepLines(CHECK_LABELS[event.level], text, { ms: event.ms, look });
  const shown = event.problems.slice(0, PROBLEMS_SHOWN);
  const rest = event.problems.length - shown.length;
  return [
    ...lines,
    ...shown.flatMap((problem) => problemUnderStep(problem, look)),
    ...(rest > 0 ? [`  and ${grouped(rest)} more`] : []),
  ];
}

function stepLines(label: string, text: string, { ms, look }: { ms: number | undefined; look: Look }): string[] {
  const lines = labelled(label, text, { column: TEXT_COLUMN, width: look.width });
  const last = lines.length - 1;
  lines[last] = withNote(lines[last] ?? '', look.colour.dim(duration(ms)), Math.min(look.width, NOTE_EDGE));
  return lines.map((line) => line.trimEnd());
}

function problemUnderStep(problem: CheckEvent['problems'][number], look: Look): string[] {
  const where = placeOf(problem['where']);
  const text = where === '' ? problem.message : `${where}   ${problem.message}`;
  const [first = '', ...rest] = indented(text, 2, look.width);
  const hint = typeof problem['hint'] === 'string' ? problem['hint'].split('\n') : [];
  return [
    look.colour.red(first),
    ...rest.map((line) => `  ${line}`),
    ...hint.flatMap((line) => indented(line, 4, look.width)),
  ];
}

/** `models/fct_orders.sql:14:9` of a problem's place, which comes as JSON. */
function placeOf(where: unknown): string {
  if (typeof where !== 'object' || where === null) return '';
  const { file, line, column }: { file?: unknown; line?: unknown; column?: unknown } = where;
  const known = [file, line, column].filter((part) => typeof part === 'string' || typeof part === 'number');
  return typeof file === 'string' ? known.join(':') : '';
}
