/** Fewer names than this may be in order by accident. */
const FEWEST_SORTED = 4;

/** What stands in a list and in what order, by id. */
export interface ListOrder {
  readonly current: readonly (string | null)[];
  readonly rendered: readonly (string | null)[];
}

/**
 * The item of the current list behind which a new one goes: where the list is sorted, its place among the names; else behind
 * the nearest that comes before it in what is rendered. Undefined: at the end. Pure.
 */
export function placeBehind({ current, rendered }: ListOrder, id: string): number | undefined {
  if (isSorted(current)) return current.filter((each) => each !== null && fold(each) < fold(id)).length - 1;
  const before = rendered.slice(0, rendered.indexOf(id)).findLast((each) => current.includes(each));
  return before === undefined ? undefined : current.indexOf(before);
}

/** In the order in which they are to stand, among them. */
export function inOrder(added: readonly string[], { current }: ListOrder): readonly string[] {
  return isSorted(current) ? added.toSorted((a, b) => (fold(a) < fold(b) ? -1 : 1)) : added;
}

function isSorted(ids: readonly (string | null)[]): boolean {
  if (ids.length < FEWEST_SORTED) return false;
  return ids.every((id, index) => id !== null && (index === 0 || fold(ids[index - 1] ?? '') < fold(id)));
}

function fold(name: string): string {
  return name.toLowerCase();
}
