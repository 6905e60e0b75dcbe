import type { Calibration } from './calibration.ts';
import { calibrate } from './calibration.ts';
import type { SchemaScore } from './evaluate.ts';
import type { Judged } from './score.ts';
import { measuresOf, ratio, sumScores } from './score.ts';
import { digits, table } from './text-table.ts';

/** F1 of densely declared schemas if only edges from some probability on were taken. */
export function thresholdReport(schemas: readonly SchemaScore[]): string[] {
  const dense = schemas.filter(({ density }) => density.dense);
  const { judged, edges } = sumScores(dense.map(({ score }) => score));
  const rows = [0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9].map((threshold) => {
    const found = judged.filter(({ probability }) => probability >= threshold);
    const right = found.filter((one) => one.right).length;
    const { precision, recall, f1 } = measuresOf({ declared: edges.declared, found: found.length, right });
    return [`p >= ${threshold.toFixed(1)}`, String(found.length), digits(precision), digits(recall), digits(f1)];
  });
  return [
    'edges taken from a probability on, densely declared schemas',
    ...table([['', 'edges', 'P', 'R', 'F1'], ...rows]),
  ];
}

/**
 * What probabilities are worth. `decided`: edges of columns that declare something, of any schema. `strict`: every edge
 * of tables that declare any, in densely declared schemas; there an undeclared edge counts as wrong.
 */
export function calibrationReport(schemas: readonly SchemaScore[]): string[] {
  const judged = schemas.flatMap(({ score }) => score.judged);
  const decided = judged.filter((one) => one.decided);
  const strict = schemas
    .filter(({ density }) => density.dense)
    .flatMap(({ score }) => score.judged.filter((one) => one.declaring));
  return [
    ...reliability('calibration: edges whose column declares something', calibrate(decided)),
    '',
    ...reliability(
      'calibration: all edges of declaring tables, densely declared schemas, undeclared is wrong',
      calibrate(strict),
    ),
    '',
    sureLine('names alone', judged),
  ];
}

/** Edges that are acted on without a doubt, and how many of those that can be judged are right. */
export function sureLine(name: string, judged: readonly Judged[]): string {
  const sure = judged.filter(({ probability }) => probability >= 0.9);
  const decided = sure.filter((one) => one.decided);
  const right = decided.filter((one) => one.right).length;
  const of = `${right} of ${decided.length} whose column declares something are right`;
  return `edges at p >= .9, ${name}: ${sure.length}; ${of} (${digits(ratio(right, decided.length))})`;
}

function reliability(title: string, { bands, error }: Calibration): string[] {
  const rows = bands.map(({ from, to, count, right, said }) => [
    `${from.toFixed(2)} - ${to.toFixed(2)}`,
    String(count),
    digits(said),
    digits(ratio(right, count)),
  ]);
  return [title, ...table([['', 'edges', 'said', 'right'], ...rows]), `expected calibration error: ${digits(error)}`];
}

/** Which rules find what is declared, and which do not, in densely declared schemas; where most is lost comes first. */
export function reasonsReport(schemas: readonly SchemaScore[], threshold: number): string[] {
  const found = schemas
    .filter(({ density }) => density.dense)
    .flatMap(({ score }) => score.judged.filter(({ probability }) => probability >= threshold));
  const byReason = new Map<string, Judged[]>();
  for (const one of found) byReason.set(one.reason, [...(byReason.get(one.reason) ?? []), one]);
  const rows = [...byReason].map(([reason, edges]) => {
    const right = edges.filter((one) => one.right).length;
    const wrong = edges.filter((one) => !one.right && one.decided).length;
    return { reason, right, wrong, undeclared: edges.length - right - wrong };
  });
  rows.sort((a, b) => b.wrong + b.undeclared - a.wrong - a.undeclared || (a.reason < b.reason ? -1 : 1));
  return [
    'why edges were believed, densely declared schemas',
    ...table([
      ['', 'right', 'wrong', 'undeclared', 'P'],
      ...rows.map(({ reason, right, wrong, undeclared }) => [
        reason,
        String(right),
        String(wrong),
        String(undeclared),
        digits(ratio(right, right + wrong + undeclared)),
      ]),
    ]),
  ];
}
