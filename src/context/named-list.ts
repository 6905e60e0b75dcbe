import { isMapping } from '../yaml/mapping.ts';

/** The entries of a list that have a name: `sources`, `tables`, `models`, `columns`. Anything else is passed over. */
export function namedList(value: unknown, key: string): { name: string; value: Readonly<Record<string, unknown>> }[] {
  if (!isMapping(value)) return [];
  const list = value[key];
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: unknown) =>
    isMapping(entry) && typeof entry['name'] === 'string' ? [{ name: entry['name'], value: entry }] : [],
  );
}
