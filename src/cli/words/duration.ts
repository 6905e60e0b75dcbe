/** Shorter times say nothing to a person: about the length of a blink. */
const BLINK_MS = 100;

/** A duration worth telling (`120 ms`, `2.9 s`, `3 min 5 s`), or nothing where it was shorter than a blink. */
export function duration(ms: number | undefined): string {
  return ms === undefined || ms < BLINK_MS ? '' : exactDuration(ms);
}

/** A duration, however short. */
export function exactDuration(ms: number): string {
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/** How long ago a moment was: `2 minutes ago`. `at` is an ISO time; one that cannot be read is shown as it is. */
export function ago(at: string, now: Date): string {
  const then = Date.parse(at);
  if (Number.isNaN(then)) return at;
  const seconds = Math.floor((now.getTime() - then) / 1000);
  for (const [unit, size] of UNITS) {
    const amount = Math.floor(seconds / size);
    if (amount >= 1) return `${amount} ${unit}${amount === 1 ? '' : 's'} ago`;
  }
  return 'just now';
}
