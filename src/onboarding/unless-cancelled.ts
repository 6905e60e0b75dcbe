import type { Ground } from './draft-tables.ts';

/**
 * What work that a model had a part in comes to; null where it throws, so that the rules' draft takes its place. Only a
 * person who cancels is heard.
 */
export async function unlessCancelled<T>({ request }: Ground, work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (request.signal?.aborted) throw error;
    return null;
  }
}
