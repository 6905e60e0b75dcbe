import { seededBits } from '../../helpers/seeded-random.ts';

const RESAMPLES = 1_000;

/**
 * Between which values the mean of a measure lies in 95 of 100 sets of as many schemas, drawn again from these: how much
 * of a figure is the choice of schemas. Null for fewer than three. The drawing is seeded, so that it repeats. Pure.
 */
export function meanInterval(values: readonly number[]): readonly [number, number] | null {
  if (values.length < 3) return null;
  const draw = seededDraw(values.length);
  const means = Array.from({ length: RESAMPLES }, () => {
    let sum = 0;
    for (let count = 0; count < values.length; count++) sum += values[draw()] ?? 0;
    return sum / values.length;
  }).toSorted((a, b) => a - b);
  return [means[Math.floor(0.025 * RESAMPLES)] ?? 0, means[Math.ceil(0.975 * RESAMPLES) - 1] ?? 0];
}

/** Whole numbers below a limit, the same ones in every run. */
function seededDraw(limit: number): () => number {
  const bits = seededBits(1);
  return () => bits() % limit;
}
