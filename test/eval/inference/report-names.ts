import type { SchemaScore } from './evaluate.ts';
import { MISSES } from './misses.ts';
import { meanInterval } from './resample.ts';
import type { Score } from './score.ts';
import { measuresOf, ratio, sumScores, targetAccuracy } from './score.ts';
import type { TableRow } from './text-table.ts';
import { digits, table } from './text-table.ts';

const HEAD = ['', 'PK', '', 'FK', 'P', 'R', 'F1', 'P*', 'R*', 'F1*', 'target', 'plain F1', 'gain'];

/** A line for each schema that declares anything, then densely declared ones and all together. */
export function namesReport(schemas: readonly SchemaScore[]): string[] {
  const declaring = schemas.filter(({ score }) => score.edges.declared + score.keys.declared > 0);
  const dense = declaring.filter(({ density }) => density.dense);
  const nothing = schemas.filter((schema) => !declaring.includes(schema)).map(({ name }) => name);
  const rows = [
    HEAD,
    ...declaring.map(({ name, score, plain, density }) => scoreRow(name, { score, plain, dense: density.dense })),
    scoreRow(`densely declared (${dense.length})`, together(dense, true)),
    scoreRow(`all (${declaring.length})`, together(declaring, declaring.length === dense.length)),
  ];
  const sparse = declaring.filter(({ density }) => !density.dense);
  return [
    ...table(rows),
    '',
    ...meanLines(dense),
    '* over tables that declare any foreign key',
    ...(sparse.length > 0 ? ['sparsely declared, so that precision would count true references as mistakes:'] : []),
    ...sparse.map(
      ({ name, density }) => `  ${name}: ${density.declared} of ${density.references} reference columns are declared`,
    ),
    ...(nothing.length > 0 ? [`nothing declared, nothing scored: ${nothing.join(', ')}`] : []),
  ];
}

function meanLines(dense: readonly SchemaScore[]): string[] {
  const f1 = dense.map(({ score }) => measuresOf(score.edges).f1 ?? 0);
  const mean = ratio(
    f1.reduce((sum, one) => sum + one, 0),
    f1.length,
  );
  const interval = meanInterval(f1);
  const whole = dense.filter(({ score }) => score.errors.length === 0).length;
  const between = interval ? `; ${interval.map(digits).join(' to ')} in 95 of 100 resamples of the schemas` : '';
  return [
    `mean of the F1 of densely declared schemas: ${digits(mean)}${between}`,
    `every key and every edge right: ${whole} of ${dense.length} densely declared schemas`,
  ];
}

function together(schemas: readonly SchemaScore[], dense: boolean): Row {
  return {
    score: sumScores(schemas.map(({ score }) => score)),
    plain: sumScores(schemas.map(({ plain }) => plain)),
    dense,
  };
}

interface Row {
  readonly score: Score;
  readonly plain: Score;
  readonly dense: boolean;
}

function scoreRow(name: string, { score, plain, dense }: Row): TableRow {
  const [all, declaring, yardstick] = [score.edges, score.declaring, plain.edges].map(measuresOf);
  const gain = all?.f1 != null && yardstick?.f1 != null ? all.f1 - yardstick.f1 : null;
  const ifDense = (value: number | null | undefined) => digits(dense ? value : null);
  return [
    name,
    `${score.keys.right}/${score.keys.declared}`,
    digits(ratio(score.keys.right, score.keys.declared)),
    String(score.edges.declared),
    ifDense(all?.precision),
    digits(all?.recall),
    ifDense(all?.f1),
    ifDense(declaring?.precision),
    digits(declaring?.recall),
    ifDense(declaring?.f1),
    digits(targetAccuracy(score)),
    ifDense(yardstick?.f1),
    ifDense(gain),
  ];
}

/** How many roles are as an expert would call them. */
export function rolesReport(schemas: readonly SchemaScore[]): string[] {
  const judged = schemas.flatMap(({ name, roles }) => (roles ? [{ name, roles }] : []));
  if (judged.length === 0) return [];
  const sum = (count: 'right' | 'expected') => judged.reduce((total, { roles }) => total + roles[count], 0);
  const line = (name: string, right: number, expected: number) => [
    name,
    `${right}/${expected}`,
    digits(ratio(right, expected)),
  ];
  return [
    'roles',
    ...table([
      ['', 'right', ''],
      ...judged.map(({ name, roles }) => line(name, roles.right, roles.expected)),
      line('together', sum('right'), sum('expected')),
    ]),
  ];
}

/** Where recall is lost, over all schemas. */
export function missesReport(schemas: readonly SchemaScore[]): string[] {
  const { misses, edges } = sumScores(schemas.map(({ score }) => score));
  const kinds = MISSES.filter((kind) => misses.has(kind));
  const missed = edges.declared - edges.right;
  return missed === 0
    ? []
    : [
        `${missed} of ${edges.declared} declared foreign keys were missed`,
        ...kinds.map((kind) => `${String(misses.get(kind)).padStart(6)}  ${kind}`),
      ];
}
