import type { Operand, Part } from './parse-template.ts';

/**
 * What a tag can call: with its arguments in order, then, as Handlebars has it, `hash` where the tag names some. A
 * method, since only the template knows what it hands over.
 */
interface Callable {
  call(...args: readonly unknown[]): unknown;
}
type TemplateFunction = Callable['call'];

/** The value at hand, and its place in the list that it comes from. */
interface Scope {
  readonly value: unknown;
  readonly first: boolean;
  readonly last: boolean;
}

type Writer = (scope: Scope) => string;

/**
 * Turns a parsed template into a function that writes it. As with Handlebars in strict mode, a key that the data lack
 * is an error; an empty list is not.
 */
export function compileTemplate(
  parts: readonly Part[],
  functions: ReadonlyMap<string, TemplateFunction>,
): (data: object) => string {
  const write = writeAll(parts, functions);
  return (data) => write({ value: data, first: false, last: false });
}

function writeAll(parts: readonly Part[], functions: ReadonlyMap<string, TemplateFunction>): Writer {
  const writers = parts.map((part): string | Writer => (typeof part === 'string' ? part : writeOne(part, functions)));
  const [only] = writers;
  if (writers.length === 1 && typeof only === 'string') return () => only;
  return (scope) => {
    let text = '';
    for (const writer of writers) text += typeof writer === 'string' ? writer : writer(scope);
    return text;
  };
}

function writeOne(part: Exclude<Part, string>, functions: ReadonlyMap<string, TemplateFunction>): Writer {
  switch (part.kind) {
    case 'field': {
      const read = readOperand(part.of);
      return (scope) => textOf(read(scope));
    }
    case 'call':
      return writeCall(part, functions);
    case 'if':
    case 'unless': {
      const read = readOperand(part.of);
      const body = writeAll(part.body, functions);
      const otherwise = writeAll(part.otherwise, functions);
      const wanted = part.kind === 'if';
      return (scope) => (isSomething(read(scope)) === wanted ? body(scope) : otherwise(scope));
    }
    case 'each': {
      const read = readOperand(part.of);
      const body = writeAll(part.body, functions);
      const otherwise = writeAll(part.otherwise, functions);
      return (scope) => {
        const list = read(scope);
        if (!Array.isArray(list) || list.length === 0) return otherwise(scope);
        const items: readonly unknown[] = list;
        let text = '';
        for (let at = 0; at < items.length; at++) {
          text += body({ value: items[at], first: at === 0, last: at === items.length - 1 });
        }
        return text;
      };
    }
  }
}

function writeCall(
  { name, args, hash }: Extract<Part, { kind: 'call' }>,
  functions: ReadonlyMap<string, TemplateFunction>,
): Writer {
  const call = functions.get(name);
  if (!call) throw new Error(`there is no helper ${name}`);
  const read = args.map(readOperand);
  const [first, second] = read;
  if (hash) {
    const pairs = hash.map(({ key, value }) => [key, readOperand(value)] as const);
    return (scope) => {
      const named = Object.fromEntries(pairs.map(([key, value]) => [key, value(scope)]));
      return textOf(call(...read.map((each) => each(scope)), { hash: named }));
    };
  }
  if (first && read.length === 1) return (scope) => textOf(call(first(scope)));
  if (first && second && read.length === 2) return (scope) => textOf(call(first(scope), second(scope)));
  return (scope) => textOf(call(...read.map((each) => each(scope))));
}

function readOperand(operand: Operand): (scope: Scope) => unknown {
  switch (operand.kind) {
    case 'number':
      return () => operand.value;
    case 'place':
      return operand.name === 'first' ? ({ first }) => first : ({ last }) => last;
    case 'path': {
      const [key, ...others] = operand.keys;
      if (key === undefined) return ({ value }) => value;
      if (others.length === 0) return ({ value }) => property(value, key);
      return ({ value }) => operand.keys.reduce(property, value);
    }
  }
}

function property(value: unknown, key: string): unknown {
  const found = isObject(value) ? value[key] : undefined;
  if (found === undefined && !(isObject(value) && Object.hasOwn(value, key))) throw new Error(`"${key}" not defined`);
  return found;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Handlebars takes 0, an empty text and an empty list for nothing. */
function isSomething(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  if (typeof value === 'object') throw new Error('a tag cannot write a list or an object');
  return JSON.stringify(value);
}
