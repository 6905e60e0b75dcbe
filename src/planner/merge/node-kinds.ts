import { readTestForm } from './test-form.ts';
import { isMapping } from '../../yaml/mapping.ts';

/** How the parts of dbt's properties are told apart: what makes two of them the same node. Pure. */

export type Mapping = Readonly<Record<string, unknown>>;

/** Both keys may never stand on one node, and mean the same (dbt-facts.md 1.4). */
const TEST_KEYS: readonly string[] = ['data_tests', 'tests'];

export function isTestKey(key: string): boolean {
  return TEST_KEYS.includes(key);
}

/** The key under which a node holds what `key` means: `tests` where it has those. */
export function spelledIn(node: Mapping, key: string): string {
  return isTestKey(key) ? (TEST_KEYS.find((each) => Object.hasOwn(node, each)) ?? key) : key;
}

/** What tells the items of a list apart, by the key that holds it: tests by their kind and arguments, nodes by their name. */
export type ItemId = (item: unknown) => string | null;

/** Null where the items have no identity, and the list is one value. */
export function itemIdOf(key: string, lists: readonly (readonly unknown[])[]): ItemId | null {
  if (isTestKey(key)) return (item) => readTestForm(item).id;
  const isNamed = lists.every((list) => list.every((item) => isMapping(item) && typeof item['name'] === 'string'));
  if (!isNamed) return null;
  const isCaseless = key === 'columns';
  return (item) => {
    const name = isMapping(item) && typeof item['name'] === 'string' ? item['name'] : null;
    return isCaseless && name !== null ? name.toLowerCase() : name;
  };
}

/**
 * Whether what a list holds may go when it is generated no longer. Sources, tables and models stay, since their SQL or their
 * data do: what is not planned today was not taken away. Columns and tests go, and whatever has no name.
 */
export function mayShrink(key: string, list: unknown): boolean {
  return key === 'columns' || isTestKey(key) || !Array.isArray(list) || itemIdOf(key, [list]) === null;
}

/** Whether two values say the same, whatever form and order their tests and named nodes have. */
export function saysSame(one: unknown, other: unknown, key = ''): boolean {
  return JSON.stringify(oneForm(one, key)) === JSON.stringify(oneForm(other, key));
}

function oneForm(value: unknown, key: string): unknown {
  if (Array.isArray(value)) {
    const id = itemIdOf(key, [value]);
    const items = value.map((item: unknown) => ({
      id: id?.(item) ?? '',
      says: oneForm(isTestKey(key) ? readTestForm(item).says : item, ''),
    }));
    return id ? items.sort((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id))) : items;
  }
  if (!isMapping(value)) return value;
  const entries = Object.entries(value).map(([each, part]) => [isTestKey(each) ? 'tests' : each, oneForm(part, each)]);
  return Object.fromEntries(entries.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
}
