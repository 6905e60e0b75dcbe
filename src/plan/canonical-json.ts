import { CartridgeError } from '../errors.ts';

/** Deeper than any plan, far below what the call stack can carry. */
const MAX_DEPTH = 500;

/**
 * The one text of a JSON value (RFC 8785): no spaces, keys sorted by UTF-16 code units, numbers and strings as
 * ECMAScript writes them. Keys whose value is undefined are left out, as in JSON.stringify. Throws PLAN_INVALID for
 * what JSON cannot hold: NaN, infinities, functions, values nested deeper than 500 levels.
 */
export function canonicalJson(value: unknown): string {
  const order = { isKept: true };
  const sorted = sortKeys(value, 0, order);
  return order.isKept ? JSON.stringify(sorted) : write(sorted);
}

/**
 * The same text in pieces: of an object, the lists that it holds item by item. For a value whose text is too long to be
 * kept whole, and because many small copies cost less than a big one.
 */
export function* canonicalPieces(value: object): Generator<string> {
  let before = '{';
  const entries: [string, unknown][] = Object.entries(value);
  for (const [key, part] of entries.sort(byKey)) {
    if (part === undefined) continue;
    yield `${before}${JSON.stringify(key)}:`;
    before = ',';
    if (Array.isArray(part) && part.length > 0) yield* listPieces(part);
    else yield canonicalJson(part);
  }
  yield before === '{' ? '{}' : '}';
}

function* listPieces(list: readonly unknown[]): Generator<string> {
  let before = '[';
  for (const item of list) {
    yield before;
    yield canonicalJson(item ?? null);
    before = ',';
  }
  yield ']';
}

function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}

/**
 * The value with sorted keys, so that the engine's own writer, ten times faster than any of ours, does the rest. Only
 * what is not sorted is copied. Tells in `order` if some object cannot keep its keys in that order.
 */
function sortKeys(value: unknown, depth: number, order: { isKept: boolean }): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw notJson(String(value));
    return value;
  }
  if (!isObject(value)) throw notJson(`a ${typeof value}`);
  if (depth === MAX_DEPTH) throw notJson(`more than ${MAX_DEPTH} levels`);
  if (Array.isArray(value)) return sortItems(value, depth, order);
  const { sorted, isSorted, isKept } = shapeOf(value);
  if (!isKept) order.isKept = false;
  let copy: Record<string, unknown> | null = isSorted ? null : {};
  for (const key of sorted) {
    const part = value[key];
    if (part === undefined) continue;
    const kept = typeof part === 'string' ? part : sortKeys(part, depth + 1, order);
    if (isSorted && kept === part) continue;
    copy ??= { ...value };
    if (key === '__proto__') Object.defineProperty(copy, key, { value: kept, enumerable: true });
    else copy[key] = kept;
  }
  return copy ?? value;
}

function sortItems(list: readonly unknown[], depth: number, order: { isKept: boolean }): readonly unknown[] {
  let copy: unknown[] | null = null;
  for (const [at, item] of list.entries()) {
    const kept = typeof item === 'string' ? item : sortKeys(item ?? null, depth + 1, order);
    if (kept === item) continue;
    copy ??= [...list];
    copy[at] = kept;
  }
  return copy ?? list;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** The keys of an object, as they are and in order; `isKept`: an object can hold them in that order. */
interface Shape {
  readonly keys: readonly string[];
  readonly sorted: readonly string[];
  readonly isSorted: boolean;
  readonly isKept: boolean;
}

/** The shapes seen lately, by their number of keys: a plan has many thousand objects of two dozen shapes. */
const shapes: Shape[][] = [];
const MOST_SHAPES = 16;

function shapeOf(value: object): Shape {
  const keys = Object.keys(value);
  const known = (shapes[keys.length] ??= []);
  for (const shape of known) if (hasKeys(shape, keys)) return shape;
  const sorted = keys.toSorted();
  const isSorted = keys.every((key, index) => key === sorted[index]);
  const shape = { keys, sorted, isSorted, isKept: !keys.some(beginsWithDigit) };
  if (known.length === MOST_SHAPES) known.shift();
  known.push(shape);
  return shape;
}

function hasKeys(shape: Shape, keys: readonly string[]): boolean {
  for (let at = 0; at < keys.length; at++) if (shape.keys[at] !== keys[at]) return false;
  return true;
}

/** Such keys may be array indices, which an object puts first whatever the order they came in. */
function beginsWithDigit(key: string): boolean {
  return /^[0-9]/.test(key);
}

/** Writes by hand, for the rare value with such keys. */
function write(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
  const parts = new Map<string, unknown>(Object.entries(value));
  const keys = [...parts.keys()].sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${write(parts.get(key))}`).join(',')}}`;
}

function notJson(what: string): CartridgeError {
  return new CartridgeError({ code: 'PLAN_INVALID', message: `a plan is JSON and cannot hold ${what}` });
}
