/** Names and folders come from outside, so what is kept of them is bounded. */
const MOST_KNOWN = 50_000;

/** The same function, which reads each text once: words and folders repeat from model to model. */
export function remember<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const value = read(text);
    if (known.size < MOST_KNOWN) known.set(text, value);
    return value;
  };
}
