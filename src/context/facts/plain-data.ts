import { isMapping } from '../../yaml/mapping.ts';

/** What JSON can hold. */
export type PlainData = string | number | boolean | null | readonly PlainData[] | { readonly [key: string]: PlainData };
export type PlainMapping = Readonly<Record<string, PlainData>>;

const MAX_DEPTH = 8;
/** Aliases let a few lines of YAML stand for more than memory holds; no hand writes so many values into one node. */
const MAX_VALUES = 10_000;

/** A mapping read from YAML as JSON would give it back, so that what was cached equals what was read: dates become text. */
export function plainMapping(mapping: Readonly<Record<string, unknown>>): PlainMapping {
  let left = MAX_VALUES;
  const plain = (value: unknown, depth: number): PlainData => {
    left -= 1;
    if (left < 0 || depth > MAX_DEPTH) return null;
    if (typeof value === 'string' || typeof value === 'boolean') return value;
    if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
    if (value instanceof Date) return value.toISOString();
    if (Array.isArray(value)) return value.map((item: unknown) => plain(item, depth + 1));
    return isMapping(value) ? plainEntries(value, depth) : null;
  };
  const plainEntries = (value: Readonly<Record<string, unknown>>, depth: number): PlainMapping =>
    Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item, depth + 1)]));
  return plainEntries(mapping, 0);
}

/** A list; empty for anything else. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
