import type { OnEvent } from '../events.ts';

type Stage = 'scan' | 'read' | 'infer' | 'draft' | 'refine' | 'render' | 'seal';

/** Runs one stage and tells when it begins and ends. */
export async function stage<T>(name: Stage, onEvent: OnEvent | undefined, work: () => T | Promise<T>): Promise<T> {
  onEvent?.({ type: 'stage', stage: name, status: 'started' });
  const started = performance.now();
  const end = (status: 'finished' | 'failed'): void =>
    onEvent?.({ type: 'stage', stage: name, status, ms: Math.round(performance.now() - started) });
  try {
    const result = await work();
    end('finished');
    return result;
  } catch (error) {
    end('failed');
    throw error;
  }
}
