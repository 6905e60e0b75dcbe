import type { TypeFamily } from '../../sql/types.ts';

/** Kinds of types that keys have. */
export type KeyFamily = 'integer' | 'number' | 'uuid' | 'text' | 'binary' | 'unknown';

/** What a key column of this type would hold; null where such columns are never keys. */
export function keyFamily(family: TypeFamily): KeyFamily | null {
  switch (family) {
    case 'integer':
    case 'uuid':
    case 'text':
    case 'binary':
      return family;
    case 'decimal':
    case 'float':
      return 'number';
    case 'other':
      return 'unknown';
    case 'boolean':
    case 'date':
    case 'time':
    case 'timestamp':
    case 'json':
    case 'array':
    case 'interval':
      return null;
  }
}

/** How well values of one type point to keys of another, 0 (never) to 1 (the same). */
export function keyCompatibility(child: KeyFamily, parent: KeyFamily): number {
  if (child === parent) return 1;
  const pair = child < parent ? `${child} ${parent}` : `${parent} ${child}`;
  return COMPATIBLE[pair] ?? 0;
}

const COMPATIBLE: Readonly<Record<string, number>> = {
  'integer number': 0.9,
  'text uuid': 0.3,
  'integer unknown': 0.6,
  'number unknown': 0.6,
  'text unknown': 0.6,
  'unknown uuid': 0.6,
};
