import type { Event, OnEvent } from '../events.ts';

/** Tells that a stage began, and how it ended, round `work`. `detail` says in words what comes out of it. */
export async function withStage<T>(
  { onEvent, stage, detail }: { onEvent: OnEvent; stage: Extract<Event, { type: 'stage' }>['stage']; detail: string },
  work: () => Promise<T>,
): Promise<T> {
  const started = performance.now();
  onEvent({ type: 'stage', stage, status: 'started' });
  try {
    const result = await work();
    onEvent({ type: 'stage', stage, status: 'finished', detail, ms: performance.now() - started });
    return result;
  } catch (error) {
    onEvent({ type: 'stage', stage, status: 'failed', ms: performance.now() - started });
    throw error;
  }
}

/** `1 file`, `26 files`. */
export function countFiles(count: number): string {
  return `${count} ${count === 1 ? 'file' : 'files'}`;
}
