import { MASTER_WORDS } from './words.ts';

/** Finds tables by a name in constant time; the child's own schema first. */
export interface NameIndex<T> {
  /** Schema, then name. */
  readonly inSchema: ReadonlyMap<string, ReadonlyMap<string, readonly T[]>>;
  readonly anywhere: ReadonlyMap<string, readonly T[]>;
}

/** More tables than this with one name in other schemas: the name says nothing of which is meant. */
const MOST_ELSEWHERE = 3;
/** More than this in one schema: the same. */
const MOST_IN_SCHEMA = 24;

/** An index of items by each of their names, in the items' order. */
export function indexByName<T extends { readonly schema: string }>(
  items: readonly T[],
  namesOf: (item: T) => readonly string[],
): NameIndex<T> {
  const inSchema = new Map<string, Map<string, T[]>>();
  const anywhere = new Map<string, T[]>();
  for (const item of items) {
    const near = inSchema.get(item.schema) ?? new Map<string, T[]>();
    inSchema.set(item.schema, near);
    for (const name of new Set(namesOf(item))) {
      if (name === '') continue;
      append(near, name, item);
      append(anywhere, name, item);
    }
  }
  return { inSchema, anywhere };
}

/** Items of that name: those of the schema; where there is none, those elsewhere if they are few. */
export function lookUp<T>(index: NameIndex<T>, schema: string, name: string): readonly T[] {
  const near = index.inSchema.get(schema)?.get(name);
  if (near) return near.length <= MOST_IN_SCHEMA ? near : NONE;
  const far = index.anywhere.get(name);
  return far && far.length <= MOST_ELSEWHERE ? far : NONE;
}

/** The same, and where there is none, what is called its master or header: `order_header` for `order`. */
export function lookUpMaster<T>(index: NameIndex<T>, schema: string, name: string): readonly T[] {
  const found = lookUp(index, schema, name);
  if (found.length > 0) return found;
  for (const word of MASTER_WORDS) {
    const masters = lookUp(index, schema, name + word);
    if (masters.length > 0) return masters;
  }
  return NONE;
}

const NONE: readonly never[] = [];

function append<T>(map: Map<string, T[]>, key: string, item: T): void {
  const list = map.get(key);
  if (list) list.push(item);
  else map.set(key, [item]);
}
