import { expect, it } from 'vitest';
import { openLimits } from '../../src/providers/limits.ts';
import { NEVER } from '../helpers/vendors/scripted-provider.ts';

/** A clock that only moves while somebody sleeps. */
function still(): { now: () => number; sleep: (ms: number) => Promise<void>; slept: number[] } {
  const slept: number[] = [];
  let now = 1_000_000;
  return {
    slept,
    now: () => now,
    sleep: async (ms) => {
      slept.push(Math.round(ms));
      now += ms;
      await Promise.resolve();
    },
  };
}

const NO_SPREAD = (): number => 0;

/** How many calls run at once out of many. */
async function atOnce(limits: ReturnType<typeof openLimits>): Promise<number> {
  let running = 0;
  let most = 0;
  const call = async (): Promise<void> => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
  };
  await Promise.all(Array.from({ length: 40 }, () => limits.inTurn(call)));
  return most;
}

it('asks four at once, one more with every answer up to sixteen, half as many when the server objects', async () => {
  const limits = openLimits(still(), NO_SPREAD);
  expect(await atOnce(limits)).toBe(4);
  limits.widen();
  limits.widen();
  expect(await atOnce(limits)).toBe(6);
  for (let n = 0; n < 30; n += 1) limits.widen();
  expect(await atOnce(limits)).toBe(16);
  limits.narrow(0);
  expect(await atOnce(limits)).toBe(8);
  for (let n = 0; n < 8; n += 1) limits.widen();
  expect(await atOnce(limits)).toBe(9);
  for (let n = 0; n < 9; n += 1) limits.narrow(0);
  expect(await atOnce(limits)).toBe(4);
});

it('lets nothing out while the server wants to be left alone', async () => {
  const clock = still();
  const limits = openLimits(clock, NO_SPREAD);
  await limits.admit(100, NEVER);
  expect(clock.slept).toEqual([]);
  limits.narrow(5_000);
  await limits.admit(100, NEVER);
  expect(clock.slept).toEqual([5_000]);
});

it('spreads those who wait where the server tells no numbers, or all would come back at once', async () => {
  const clock = still();
  const limits = openLimits(clock, () => 0.5);
  limits.narrow(5_000);
  await limits.admit(100, NEVER);
  expect(clock.slept).toEqual([7_500]);
});

it('waits for as many tokens as it needs, no longer', async () => {
  const clock = still();
  const limits = openLimits(clock, NO_SPREAD);
  // 10,000 a minute, 1,000 left: the missing 3,500 of 4,500 come back after 3,500 / 9,000 of the time.
  limits.learn({ requests: null, tokens: { limit: 10_000, remaining: 1_000, resetMs: 54_000 } });
  await limits.admit(500, NEVER);
  expect(clock.slept).toEqual([]);
  await limits.admit(4_000, NEVER);
  expect(clock.slept).toEqual([21_000]);
});

it('counts the requests that it lets out itself', async () => {
  const clock = still();
  const limits = openLimits(clock, NO_SPREAD);
  limits.learn({ requests: { limit: 60, remaining: 2, resetMs: 58_000 }, tokens: null });
  await limits.admit(1, NEVER);
  await limits.admit(1, NEVER);
  expect(clock.slept).toEqual([]);
  await limits.admit(1, NEVER);
  expect(clock.slept).toEqual([1_000]);
});

it('does not wait for more than there ever is, nor longer than a minute at a time', async () => {
  const clock = still();
  const limits = openLimits(clock, NO_SPREAD);
  limits.learn({ requests: null, tokens: { limit: 1_000, remaining: 1_000, resetMs: 1 } });
  await limits.admit(5_000, NEVER);
  expect(clock.slept).toEqual([]);
  limits.learn({ requests: { limit: null, remaining: 0, resetMs: 86_400_000 }, tokens: null });
  await limits.admit(1, NEVER);
  expect(clock.slept).toEqual([60_000, 60_000, 60_000]);
});

it('stops waiting when it is aborted', async () => {
  const limits = openLimits({ now: () => 0, sleep: async (_, signal) => signal.throwIfAborted() }, NO_SPREAD);
  limits.narrow(5_000);
  await expect(limits.admit(1, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
});
