import type { Look } from '../screen.ts';
import { count } from './count.ts';
import { indented, labelled } from './layout.ts';

/** One thing that doctor looked at. */
export interface DoctorCheck {
  readonly name: string;
  /** `note`: works, but less well than it could. */
  readonly state: 'ok' | 'note' | 'problem';
  readonly found: string;
  /** What it means and what to do; absent where all is well. */
  readonly means?: string;
}

const COLUMN = 21;

/** A check a line, with what it means beneath, and a verdict at the end. Pure. */
export function doctorLines(checks: readonly DoctorCheck[], look: Look): string[] {
  const problems = checks.filter(({ state }) => state === 'problem').length;
  const verdict = problems === 0 ? 'Nothing stands in the way.' : `${count(problems, 'problem')} to put right.`;
  return [...checks.flatMap((check) => checkLines(check, look)), '', verdict];
}

function checkLines({ name, state, found, means }: DoctorCheck, look: Look): string[] {
  const lines = labelled(`${state.padEnd(9)}${name}`, found, { column: COLUMN, width: look.width });
  const paint = { ok: look.colour.green, note: look.colour.yellow, problem: look.colour.red }[state];
  const meaning = (means ?? '').split('\n').filter((line) => line !== '');
  return [
    paint((lines[0] ?? '').slice(0, 9)) + (lines[0] ?? '').slice(9),
    ...lines.slice(1),
    ...meaning.flatMap((line) =>
      line.startsWith(' ') ? [' '.repeat(COLUMN) + line] : indented(line, COLUMN, look.width),
    ),
  ];
}
