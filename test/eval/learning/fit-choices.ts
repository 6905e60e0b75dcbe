/** Of some options at most one is right: which, and how much that counts. */
export interface Choice {
  /** The features of each option. */
  readonly options: readonly (readonly number[])[];
  /** The place of the right one; null where none is. */
  readonly right: number | null;
  readonly weight: number;
}

/** The log-odds of an option against none of them: `intercept` and a weight a feature. */
export interface Weights {
  readonly intercept: number;
  readonly weights: readonly number[];
}

const MOST_STEPS = 25;
const ENOUGH = 1e-5;

/**
 * Conditional logistic regression by Newton's method; with one option each it is the usual one. Features are brought to
 * one scale first, so that `penalty`, on the squares of the weights, means the same for each; the weights that come out
 * are for the features as they are. Nothing is drawn at random: the same choices give the same weights. Pure.
 */
export function fitChoices(choices: readonly Choice[], penalty: number): Weights {
  const { mean, deviation } = scalesOf(choices);
  const scaled = choices.map(({ options, right, weight }) => ({
    right,
    weight,
    options: options.map((option) =>
      Float64Array.from([1, ...option.map((value, at) => (value - (mean[at] ?? 0)) / (deviation[at] ?? 1))]),
    ),
  }));
  let beta = [0, ...mean.map(() => 0)];
  for (let step = 0; step < MOST_STEPS; step++) {
    const { gradient, curvature } = derivatives(scaled, beta, penalty);
    const change = solve(curvature, gradient);
    beta = beta.map((value, at) => value - (change[at] ?? 0));
    if (change.every((value) => Math.abs(value) < ENOUGH)) break;
  }
  const [start = 0, ...rest] = beta;
  const weights = rest.map((value, at) => value / (deviation[at] ?? 1));
  return { intercept: start - weights.reduce((sum, weight, at) => sum + weight * (mean[at] ?? 0), 0), weights };
}

/** Columns point to one parent or to none: the shares of the parents, by their log-odds against none. */
export function shares(odds: readonly number[]): number[] {
  const most = Math.max(0, ...odds);
  const raised = odds.map((each) => Math.exp(each - most));
  const total = raised.reduce((sum, each) => sum + each, Math.exp(-most));
  return raised.map((each) => each / total);
}

function scalesOf(choices: readonly Choice[]): { readonly mean: number[]; readonly deviation: number[] } {
  const size = choices[0]?.options[0]?.length ?? 0;
  const average = (valueOf: (option: readonly number[], at: number) => number): number[] => {
    const sums = Array.from({ length: size }, () => 0);
    let total = 0;
    for (const { options, weight } of choices) {
      for (const option of options) {
        total += weight;
        for (let at = 0; at < size; at++) sums[at] = (sums[at] ?? 0) + weight * valueOf(option, at);
      }
    }
    return sums.map((sum) => sum / total);
  };
  const mean = average((option, at) => option[at] ?? 0);
  const squares = average((option, at) => ((option[at] ?? 0) - (mean[at] ?? 0)) ** 2);
  return { mean, deviation: squares.map((square) => Math.sqrt(square) || 1) };
}

interface Scaled {
  readonly options: readonly Float64Array[];
  readonly right: number | null;
  readonly weight: number;
}

interface Derivatives {
  readonly gradient: number[];
  readonly curvature: number[][];
}

/** Of the penalised log loss; the intercept bears no penalty. */
function derivatives(choices: readonly Scaled[], beta: readonly number[], penalty: number): Derivatives {
  const gradient = beta.map((value, at) => (at === 0 ? 0 : penalty * value));
  const curvature = beta.map((_, at) => beta.map((__, other) => (at === other ? (at === 0 ? 1e-9 : penalty) : 0)));
  for (const { options, right, weight } of choices) {
    const said = shares(options.map((x) => x.reduce((sum, value, at) => sum + value * (beta[at] ?? 0), 0)));
    const mean = new Float64Array(beta.length);
    for (const [option, x] of options.entries()) {
      const share = said[option] ?? 0;
      const error = weight * (share - (option === right ? 1 : 0));
      for (let at = 0; at < beta.length; at++) {
        gradient[at] = (gradient[at] ?? 0) + error * (x[at] ?? 0);
        mean[at] = (mean[at] ?? 0) + share * (x[at] ?? 0);
      }
      addSquare(curvature, x, weight * share);
    }
    addSquare(curvature, mean, -weight);
  }
  for (const [at, row] of curvature.entries()) {
    for (let other = at + 1; other < row.length; other++) row[other] = curvature[other]?.[at] ?? 0;
  }
  return { gradient, curvature };
}

/** Adds the product of a vector with itself; below the diagonal is enough. */
function addSquare(matrix: readonly number[][], x: Float64Array, weight: number): void {
  for (const [at, row] of matrix.entries()) {
    const value = weight * (x[at] ?? 0);
    if (value !== 0) for (let other = 0; other <= at; other++) row[other] = (row[other] ?? 0) + value * (x[other] ?? 0);
  }
}

/** Solves a linear system by elimination, the largest pivot first. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, at) => [...row, right[at] ?? 0]);
  const size = rows.length;
  for (let step = 0; step < size; step++) {
    let pivot = step;
    for (let row = step + 1; row < size; row++) {
      if (Math.abs(rows[row]?.[step] ?? 0) > Math.abs(rows[pivot]?.[step] ?? 0)) pivot = row;
    }
    const [line = []] = rows.splice(pivot, 1);
    rows.splice(step, 0, line);
    for (const row of rows) {
      const factor = row === line ? 0 : (row[step] ?? 0) / (line[step] ?? 1);
      if (factor === 0) continue;
      for (let column = step; column <= size; column++) row[column] = (row[column] ?? 0) - factor * (line[column] ?? 0);
    }
  }
  return rows.map((row, at) => (row[size] ?? 0) / (row[at] ?? 1));
}
