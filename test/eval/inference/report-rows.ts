import type { GoldScore } from './gold-score.ts';
import type { Score } from './score.ts';
import { measuresOf, sumScores } from './score.ts';
import { sureLine } from './report-calibration.ts';
import { digits, table } from './text-table.ts';

/** Names alone beside names and rows, over the very same tables. */
export interface RowsScore {
  readonly name: string;
  readonly dense: boolean;
  readonly names: Score;
  readonly rows: Score;
}

export function rowsReport(all: readonly RowsScore[]): string[] {
  const cells = ({ keys, edges }: Score, dense: boolean) => {
    const { precision, recall, f1 } = measuresOf(edges);
    return [
      `${keys.right}/${keys.declared}`,
      digits(dense ? precision : null),
      digits(recall),
      digits(dense ? f1 : null),
    ];
  };
  const declaring = all.filter(({ rows }) => rows.edges.declared + rows.keys.declared > 0);
  if (declaring.length === 0) return [];
  const line = ({ name, dense, names, rows }: RowsScore) => [
    name,
    String(rows.edges.declared),
    ...cells(names, dense),
    ...cells(rows, dense),
  ];
  const sum = (some: readonly RowsScore[], name: string): RowsScore => ({
    name,
    dense: some.every(({ dense }) => dense),
    names: sumScores(some.map(({ names }) => names)),
    rows: sumScores(some.map(({ rows }) => rows)),
  });
  const dense = declaring.filter((one) => one.dense);
  return [
    'names alone, then with rows',
    ...table([
      ['', 'FK', 'PK', 'P', 'R', 'F1', 'PK', 'P', 'R', 'F1'],
      ...declaring.map(line),
      ...(dense.length > 0 ? [line(sum(dense, `densely declared (${dense.length})`))] : []),
    ]),
    sureLine(
      'names alone',
      declaring.flatMap(({ names }) => names.judged),
    ),
    sureLine(
      'with rows',
      declaring.flatMap(({ rows }) => rows.judged),
    ),
  ];
}

export interface GoldRow {
  readonly name: string;
  readonly names: GoldScore;
  readonly rows: GoldScore | null;
}

/** What experts wrote of schemas, and how much of it is believed, from names and then with rows. */
export function goldReport(all: readonly GoldRow[]): string[] {
  const parts = ['keys', 'references', 'joins'] as const;
  const cells = (score: GoldScore | null) =>
    parts.map((part) => (score ? `${score[part].found}/${score[part].expected}` : '-'));
  const totals = (of: (row: GoldRow) => GoldScore | null) =>
    parts.map((part) => {
      const counted = all.flatMap((row) => of(row)?.[part] ?? []);
      return `${counted.reduce((sum, { found }) => sum + found, 0)}/${counted.reduce((sum, { expected }) => sum + expected, 0)}`;
    });
  return [
    'what experts wrote and inference believes: names alone, then with rows',
    ...table([
      ['', ...parts, ...parts],
      ...all.map(({ name, names, rows }) => [name, ...cells(names), ...cells(rows)]),
      ['together', ...totals(({ names }) => names), ...totals(({ rows }) => rows)],
    ]),
  ];
}
