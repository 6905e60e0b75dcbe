/** Deeper data are no reply; JSON.parse reads any depth, what walks the data afterwards does not. */
export const DEEPEST = 64;

/** The data of a JSON text; undefined where it is none, or nested more deeply than any reply. Never throws. */
export function shallowJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isShallow(value, DEEPEST) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isShallow(value: unknown, left: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return left > 0 && Object.values(value).every((each) => isShallow(each, left - 1));
}
