/** Where a text stops being JSON. */
export interface JsonFault {
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 code units. */
  readonly column: number;
  readonly reason: string;
}

const TOKEN =
  // oxlint-disable-next-line no-control-regex -- what JSON forbids in strings
  /[ \t\n\r]*(?:([{}[\],:])|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))/y;

/** A string that the end of the text cuts off. */
const CUT_STRING = /^"(?:[^"\\\n]|\\.)*\\?$/;

/**
 * The first place at which `text` is not JSON; null if all of it is. Node's own message names a place in some versions
 * only, and repeats the text around it.
 */
export function findJsonFault(text: string): JsonFault | null {
  const open: ('{' | '[')[] = [];
  let expecting: 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or end' = 'value';
  for (let at = 0; ; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    const container = open.at(-1);
    if (!match) {
      const place = text.length - text.slice(at).trimStart().length;
      if (place === text.length && container === undefined && expecting === ', or end') return null;
      return fault(
        text,
        place,
        place === text.length || CUT_STRING.test(text.slice(place))
          ? 'the text ends too early'
          : `expected ${say(expecting, container)}`,
      );
    }
    const [, mark = '', string = '', literal = ''] = match;
    const place = TOKEN.lastIndex - (mark || string || literal).length;
    const next = step(expecting, { mark, isString: string !== '', container });
    if (next === null) return fault(text, place, `expected ${say(expecting, container)}`);
    if (mark === '{' || mark === '[') open.push(mark);
    if (mark === '}' || mark === ']') open.pop();
    expecting = next;
  }
}

type Expecting = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or end';

function step(
  expecting: Expecting,
  { mark, isString, container }: { mark: string; isString: boolean; container: '{' | '[' | undefined },
): Expecting | null {
  switch (expecting) {
    case 'value or ]':
    case 'value':
      if (mark === ']' && expecting === 'value or ]') return ', or end';
      if (mark === '{') return 'key or }';
      if (mark === '[') return 'value or ]';
      return mark === '' ? ', or end' : null;
    case 'key or }':
    case 'key':
      if (mark === '}' && expecting === 'key or }') return ', or end';
      return isString ? ':' : null;
    case ':':
      return mark === ':' ? 'value' : null;
    case ', or end':
      if (mark === ',' && container !== undefined) return container === '{' ? 'key' : 'value';
      if ((mark === '}' && container === '{') || (mark === ']' && container === '[')) return ', or end';
      return null;
  }
}

function say(expecting: Expecting, container: '{' | '[' | undefined): string {
  switch (expecting) {
    case 'key':
      return 'a name in double quotes';
    case 'key or }':
      return 'a name in double quotes, or }';
    case ':':
      return 'a colon';
    case ', or end':
      if (container === undefined) return 'the end of the file';
      return container === '{' ? 'a comma or }' : 'a comma or ]';
    case 'value':
      return 'a value';
    case 'value or ]':
      return 'a value, or ]';
  }
}

function fault(text: string, place: number, reason: string): JsonFault {
  const before = text.slice(0, place);
  return { line: before.split('\n').length, column: place - before.lastIndexOf('\n'), reason };
}
