import { seededRandom } from '../seeded-random.ts';

/**
 * How long replies take, as they do: log-normal, so that most are near the median and some take several times as long.
 * `scale` makes a second shorter, for tests and benches. The same seed gives the same times.
 */
export function latencies(medianMs: number, { spread = 0.5, scale = 1, seed = 1 } = {}): (nth: number) => number {
  return (nth) => {
    const random = seededRandom(seed * 1_000_003 + nth);
    // Box and Muller: two even numbers make one of the bell curve.
    const bell = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return medianMs * Math.exp(spread * bell) * scale;
  };
}
