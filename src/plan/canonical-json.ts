import { CartridgeError } from '../errors.ts';

/** Deeper than any plan, far below what the call stack can carry. */
const MAX_DEPTH = 500;

/**
 * The one text of a JSON value (RFC 8785): no spaces, keys sorted by UTF-16 code units, numbers and strings as
 * ECMAScript writes them. Keys whose value is undefined are left out, as in JSON.stringify. Throws PLAN_INVALID for
 * what JSON cannot hold: NaN, infinities, functions, values nested deeper than 500 levels.
 */
export function canonicalJson(value: unknown): string {
  return write(value, 0);
}

function write(value: unknown, depth: number): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw notJson(String(value));
    return JSON.stringify(value);
  }
  if (typeof value !== 'object') throw notJson(`a ${typeof value}`);
  if (depth === MAX_DEPTH) throw notJson(`more than ${MAX_DEPTH} levels`);
  return Array.isArray(value) ? writeArray(value, depth + 1) : writeObject(value, depth + 1);
}

function writeArray(values: readonly unknown[], depth: number): string {
  let text = '[';
  for (let index = 0; index < values.length; index++) {
    if (index > 0) text += ',';
    text += write(values[index] ?? null, depth);
  }
  return `${text}]`;
}

/** Plain `sort()` compares UTF-16 code units, which is the order that RFC 8785 asks for. */
function writeObject(object: object, depth: number): string {
  const values: Readonly<Record<string, unknown>> = { ...object };
  let text = '{';
  for (const key of Object.keys(values).sort()) {
    const value = values[key];
    if (value === undefined) continue;
    if (text.length > 1) text += ',';
    text += `${JSON.stringify(key)}:${write(value, depth)}`;
  }
  return `${text}}`;
}

function notJson(what: string): CartridgeError {
  return new CartridgeError({ code: 'PLAN_INVALID', message: `a plan is JSON and cannot hold ${what}` });
}
