/** A claim with a probability, and whether it came true. */
export interface Outcome {
  readonly probability: number;
  readonly right: boolean;
}

export interface Band {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly right: number;
  /** Mean of the probabilities in it. */
  readonly said: number;
}

export interface Calibration {
  readonly bands: readonly Band[];
  /** Expected calibration error: how far what was said lies from what came true, over the bands, weighed by count. */
  readonly error: number | null;
}

const EDGES = [0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1];

/** A reliability table: claims that say 80% should come true 80 times of 100. Bands without a claim are left out. Pure. */
export function calibrate(outcomes: readonly Outcome[]): Calibration {
  const bands = EDGES.slice(0, -1)
    .map((from, at) => bandOf(outcomes, from, EDGES[at + 1] ?? 1))
    .filter(({ count }) => count > 0);
  const error = bands.reduce((sum, { count, right, said }) => sum + Math.abs(right - count * said), 0);
  return { bands, error: outcomes.length === 0 ? null : error / outcomes.length };
}

/** From `from` on and below `to`; the last band holds what is certain. */
function bandOf(outcomes: readonly Outcome[], from: number, to: number): Band {
  const within = outcomes.filter(({ probability: p }) => p >= from && (p < to || (to === 1 && p === 1)));
  const said = within.reduce((sum, { probability }) => sum + probability, 0) / within.length;
  return { from, to, count: within.length, right: within.filter(({ right }) => right).length, said };
}
