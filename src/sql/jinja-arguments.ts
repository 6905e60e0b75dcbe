import { readString } from './jinja-calls.ts';

/** Data written out in Jinja: a text, a number, true, none, a list, a mapping. */
export type JinjaData = string | number | boolean | null | readonly JinjaData[] | { readonly [key: string]: JinjaData };

/** A call in Jinja. What is computed, and so known only when dbt renders it, is undefined. */
export interface FunctionCall {
  readonly name: string;
  /** Offset of its name in the expression. */
  readonly offset: number;
  readonly args: readonly (JinjaData | undefined)[];
  readonly named: Readonly<Record<string, JinjaData | undefined>>;
  /** Of named arguments that are computed: the expression. */
  readonly expressions: Readonly<Record<string, string>>;
}

/** Deeper brackets than any hand writes; bounds what a hostile text can make of the stack. */
const MAX_DEPTH = 30;

/**
 * The calls that `pattern` finds in an expression or statement of Jinja. `pattern` is global, ends after the opening
 * bracket, and its first group is the function's name. A call that is never closed is left out. Pure.
 */
export function readFunctionCalls(inner: string, pattern: RegExp): FunctionCall[] {
  return [...inner.matchAll(pattern)].flatMap((match) => {
    const read = readArguments({ text: inner, at: match.index + match[0].length, depth: 0 });
    return read ? [{ name: match[1] ?? '', offset: match.index, ...read }] : [];
  });
}

/** A place in a text that moves on as it is read. */
interface Cursor {
  readonly text: string;
  at: number;
  depth: number;
}

function readArguments(cursor: Cursor): Pick<FunctionCall, 'args' | 'named' | 'expressions'> | null {
  const args: (JinjaData | undefined)[] = [];
  const named: [string, JinjaData | undefined][] = [];
  const expressions: [string, string][] = [];
  for (;;) {
    if (take(cursor, /\)/y) !== null)
      return { args, named: Object.fromEntries(named), expressions: Object.fromEntries(expressions) };
    const name = take(cursor, /([A-Za-z_]\w*)\s*=(?!=)/y);
    const start = cursor.at;
    const value = readItem(cursor);
    if (name === null) args.push(value);
    else named.push([name[1] ?? '', value]);
    if (name !== null && value === undefined)
      expressions.push([name[1] ?? '', cursor.text.slice(start, cursor.at).trim()]);
    if (take(cursor, /,/y) === null && peek(cursor) !== ')') return null;
  }
}

/** One item of a list: its data where a comma or the list's end follows, else undefined, and the cursor at its end. */
function readItem(cursor: Cursor): JinjaData | undefined {
  const start = cursor.at;
  const value = readData(cursor);
  if (value !== undefined && /^[,)\]}]$/.test(peek(cursor))) return value;
  cursor.at = start;
  skipItem(cursor);
  return undefined;
}

function readData(cursor: Cursor): JinjaData | undefined {
  const text = take(cursor, STRING)?.[0];
  if (text !== undefined) return readString(text) ?? undefined;
  const number = take(cursor, /[-+]?\d[\d_]*(?:\.\d+)?(?![\w.])/y)?.[0];
  if (number !== undefined) return Number(number.replaceAll('_', ''));
  const word = take(cursor, /(?:true|false|none)(?!\w)/iy)?.[0].toLowerCase();
  if (word !== undefined) return word === 'none' ? null : word === 'true';
  if (cursor.depth >= MAX_DEPTH) return undefined;
  cursor.depth += 1;
  const nested = take(cursor, /[[(]/y) ? readList(cursor) : take(cursor, /\{/y) ? readMapping(cursor) : undefined;
  cursor.depth -= 1;
  return nested;
}

function readList(cursor: Cursor): JinjaData | undefined {
  const items: JinjaData[] = [];
  while (take(cursor, /[\])]/y) === null) {
    const item = readItem(cursor);
    if (item === undefined) return undefined;
    items.push(item);
    if (take(cursor, /,/y) === null && !/[\])]/.test(peek(cursor))) return undefined;
  }
  return items;
}

function readMapping(cursor: Cursor): JinjaData | undefined {
  const entries: [string, JinjaData][] = [];
  while (take(cursor, /\}/y) === null) {
    const key = readData(cursor);
    if (key === undefined || typeof key === 'object' || take(cursor, /:/y) === null) return undefined;
    const value = readItem(cursor);
    if (value === undefined) return undefined;
    entries.push([String(key), value]);
    if (take(cursor, /,/y) === null && peek(cursor) !== '}') return undefined;
  }
  return Object.fromEntries(entries);
}

/** Passes over a computed item: to the comma or bracket that ends it. */
function skipItem(cursor: Cursor): void {
  for (let open = 0; cursor.at < cursor.text.length;) {
    if (take(cursor, STRING) !== null) continue;
    const character = cursor.text[cursor.at] ?? '';
    if (open === 0 && /[,)\]}]/.test(character)) return;
    if (/[([{]/.test(character)) open += 1;
    if (/[)\]}]/.test(character)) open -= 1;
    cursor.at += 1;
  }
}

const STRING = /'(?:[^'\\]|\\[^])*'|"(?:[^"\\]|\\[^])*"/y;

/** What the sticky pattern matches after blanks, passed over; null and the cursor where it was, if it matches nothing. */
function take(cursor: Cursor, pattern: RegExp): RegExpExecArray | null {
  const start = afterBlanks(cursor);
  pattern.lastIndex = start;
  const match = pattern.exec(cursor.text);
  if (match) cursor.at = start + match[0].length;
  return match;
}

function peek(cursor: Cursor): string {
  return cursor.text[afterBlanks(cursor)] ?? '';
}

function afterBlanks({ text, at }: Cursor): number {
  let start = at;
  while (/\s/.test(text[start] ?? '')) start += 1;
  return start;
}
