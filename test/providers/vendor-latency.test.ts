import { expect, it } from 'vitest';
import { latencies } from '../helpers/vendors/latency.ts';

it('spreads the times of replies around a median, with a long end, the same ones every time', () => {
  const latency = latencies(4_000);
  const times = Array.from({ length: 2_000 }, (_, at) => latency(at + 1)).toSorted((a, b) => a - b);
  expect(times[1_000]).toBeGreaterThan(3_700);
  expect(times[1_000]).toBeLessThan(4_300);
  expect(times[1_980]).toBeGreaterThan(10_000);
  expect(latencies(4_000)(7)).toBe(latency(7));
  expect(latencies(4_000, { scale: 0.01 })(7)).toBeCloseTo(latency(7) / 100);
});
