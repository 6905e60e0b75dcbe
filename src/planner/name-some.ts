/** Names that a message tells before it counts the rest. */
const MOST_NAMED = 5;

/** `a, b, c`; of many the first and how many more. */
export function nameSome(names: readonly string[]): string {
  const rest = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : '';
  return `${names.slice(0, MOST_NAMED).join(', ')}${rest}`;
}
