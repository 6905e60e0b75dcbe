import type { History } from '../../executor/read-history.ts';
import type { Look } from '../screen.ts';
import { grouped } from './count.ts';
import { ago } from './duration.ts';
import { displayWidth, indented, pad, padLeft } from './layout.ts';
import { shortId } from './plan-summary.ts';
import { STATUS_WORDS } from './run-status.ts';

const HEADINGS = ['run', 'plan', 'status', 'files', 'when', 'by', 'name'];
const NUMBERS = new Set([0, 3]);

/** A run a line, newest first, with what went wrong under it. Pure. */
export function historyLines({ runs }: History, now: Date, look: Look): string[] {
  if (runs.length === 0) return ['Nothing was ever applied here.'];
  const rows = runs.map((run) => [
    run.run_id,
    shortId(run.plan_id),
    STATUS_WORDS[run.status],
    grouped(run.files),
    ago(run.ended_at ?? run.started_at, now),
    run.by,
    run.plan_name,
  ]);
  const widths = HEADINGS.map((heading, at) =>
    Math.max(heading.length, ...rows.map((row) => displayWidth(row[at] ?? ''))),
  );
  const line = (cells: readonly string[]): string => {
    const padded = cells.map((cell, at) => (NUMBERS.has(at) ? padLeft : pad)(cell, widths[at] ?? 0));
    // The last columns are the first to go where there is no room.
    while (padded.length > 4 && displayWidth(padded.join('  ').trimEnd()) > look.width) padded.pop();
    return padded.join('  ').trimEnd();
  };
  return [
    look.colour.dim(line(HEADINGS)),
    ...runs.flatMap((run, index) => [
      line(rows[index] ?? []),
      ...(run.error === null ? [] : indented(`${run.error.code}: ${run.error.message}`, 6, look.width)),
    ]),
  ];
}
