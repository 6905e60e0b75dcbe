import { nameByPattern } from '../../../src/prompts/schema/name-patterns.ts';

/** A table as a careful reader of the text understands it: only what the notation of docs/prompts.md says. */
export interface DecodedTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** Role and mart, and the schema where the text tells of several. */
  readonly heading: string;
  readonly hasImpliedKey: boolean;
}

/** Reads a text back: number of a table -> its name and the columns that the text tells, in the order of their numbers. */
export function decodeSchema(text: string): Map<number, DecodedTable> {
  const head = readHead(text);
  const lines = head.body.map(({ line, heading }) => ({ ...readLine(line, head), heading }));
  const names = new Map(lines.map(({ number, name }) => [number, name]));
  const tables = new Map<number, DecodedTable>();
  for (const line of lines) {
    const { name, heading } = line;
    tables.set(line.number, { name, heading, ...readColumns(line, { head, names, tables }) });
  }
  if (!head.isUpper) return tables;
  const upper = (name: string): string => (/^[a-z_][a-z0-9_$]*$/.test(name) ? name.toUpperCase() : name);
  return new Map(
    [...tables].map(([number, each]) => [
      number,
      { ...each, name: upper(each.name), columns: each.columns.map(upper) },
    ]),
  );
}

interface Head {
  isUpper: boolean;
  prefix: string;
  key: string;
  ref: string;
  signs: Map<string, string>;
  body: { line: string; heading: string }[];
}

function readHead(text: string): Head {
  const head: Head = {
    isUpper: false,
    prefix: '',
    key: 'id',
    ref: '{one}_id',
    signs: new Map([['+', 'created_at updated_at']]),
    body: [],
  };
  let heading = '';
  for (const line of text.split('\n')) {
    if (line.startsWith('# ')) heading = line.slice(2);
    else if (heading === 'comments') continue;
    else if (heading === 'elsewhere') head.body.push(...elsewhere(line).map((each) => ({ line: each, heading })));
    else if (heading !== '') head.body.push({ line, heading });
    else if (line === 'CAPITALS') head.isUpper = true;
    else if (line.startsWith('~ ')) head.prefix = line.slice(2);
    else if (line.startsWith('key ')) head.key = line.slice(4);
    else if (line.startsWith('ref ')) head.ref = line.slice(4);
    else head.signs.set(line[0] ?? '', line.slice(2));
  }
  return head;
}

/** One line for each table of a line of them: `31 users(user_no*) roles` is `31 users user_no*` and `32 roles`. */
function elsewhere(line: string): string[] {
  let number = 0;
  return (line.match(/(?:"(?:[^"\\]|\\.)*"|\((?:"(?:[^"\\]|\\.)*"|[^)"])*\)|[^\s"(])+/g) ?? []).flatMap((word) => {
    const told = /^#?(\d+)$/.exec(word)?.[1];
    if (told === undefined) return [`${number++} ${word.replace(/\((.*)\)$/s, ' $1')}`];
    if (number !== 0 && Number(told) !== number) throw new Error(`${word} at ${number}`);
    number = Number(told);
    return [];
  });
}

interface Line {
  number: number;
  name: string;
  marks: string;
  words: string[];
}

function readLine(line: string, head: Head): Line {
  const [, number, rest = ''] = /^(\d+) (.*)$/s.exec(line) ?? [];
  const [first = '', ...words] = splitWords(rest);
  const [, quoted, plain, marks = ''] = /^(?:("(?:[^"\\]|\\.)*")|(~?[\p{L}\p{M}\p{N}_$]+))(.*)$/su.exec(first) ?? [];
  const shown = quoted === undefined ? (plain ?? '') : (JSON.parse(quoted) as string);
  const name = quoted === undefined && shown.startsWith('~') ? head.prefix + shown.slice(1) : shown;
  return { number: Number(number), name, marks, words };
}

/** At spaces that are neither in quotes nor in braces. */
function splitWords(text: string): string[] {
  return text.match(/(?:"(?:[^"\\]|\\.)*"|\{[^}]*\}|[^\s"{])+/g) ?? [];
}

interface Known {
  readonly head: Head;
  readonly names: ReadonlyMap<number, string>;
  readonly tables: ReadonlyMap<number, DecodedTable>;
}

function readColumns({ marks, words, name }: Line, known: Known): Pick<DecodedTable, 'columns' | 'hasImpliedKey'> {
  const { head, tables } = known;
  const far = words.indexOf('/');
  let rest = far === -1 ? words : words.slice(0, far);
  const base = tables.get(Number(/^=(\d+)$/.exec(rest[0] ?? '')?.[1]));
  if (base) rest = rest.slice(1);
  const columnPrefix = /^(\w+)~$/.exec(rest[0] ?? '')?.[1] ?? '';
  if (columnPrefix !== '') rest = rest.slice(1);
  const own = marks.replace(/^=\w+/, '').replace(/\?.*$/, '');
  const isKeyGiven = own.startsWith('-') || rest.some((word) => /\*(?:\?(?:\.\d)?)?(?:=\w+)?$/.test(word));
  const hasImpliedKey = base ? base.hasImpliedKey : !isKeyGiven;
  const key = hasImpliedKey ? [nameByPattern(head.key, name, head.prefix)] : [];
  const columns = [...key, ...(base?.columns ?? []).slice(key.length)];
  const signs = own
    .split('')
    .map((sign) => head.signs.get(sign))
    .filter((shared) => shared !== undefined);
  for (const word of rest) columns.push(...expand(word, { ...known, columnPrefix, at: columns.length + 1 }));
  for (const word of signs.flatMap(splitWords)) columns.push(...expand(word, { ...known, columnPrefix: '', at: null }));
  return { columns, hasImpliedKey };
}

/** The columns of one word; `at`: the number of the first of them, against which numbers in the text are held. */
function expand(word: string, known: Known & { readonly columnPrefix: string; readonly at: number | null }): string[] {
  const told = /^(?:[SNTBJ]|#)(\d*)$/.exec(word)?.[1];
  if (told !== undefined) {
    if (told !== '' && known.at !== null && Number(told) !== known.at) throw new Error(`${word} at ${known.at}`);
    return [];
  }
  const [, before, inside, after] = /^([^{]*)\{([^}]*)\}(.*)$/.exec(word) ?? [];
  if (inside === undefined) return oneColumn(word, known).flatMap(counted);
  const columns: string[] = [];
  for (const part of inside.split(' ')) {
    const number = /^#(\d+)$/.exec(part)?.[1];
    const at = (known.at ?? 0) + columns.length;
    if (number !== undefined && known.at !== null && Number(number) !== at) throw new Error(`${part} at ${at}`);
    if (number === undefined) columns.push(...counted(known.columnPrefix + before + part + after));
  }
  return columns;
}

function counted(name: string): string[] {
  const [, stem, first, last] = /^(.*[^0-9])(\d+)\.\.(\d+)$/.exec(name) ?? [];
  if (stem === undefined) return [name];
  return Array.from({ length: Number(last) - Number(first) + 1 }, (_, at) => `${stem}${Number(first) + at}`);
}

const ITEM = /^("(?:[^"\\]|\\.)*"|[^>:*=?"]*)(?:([>:])(\d+))?(?:\?(?:\.\d)?)?(?:\*(?:\?(?:\.\d)?)?)?(?:=\w+)?$/su;

function oneColumn(word: string, { head, names, columnPrefix }: Known & { readonly columnPrefix: string }): string[] {
  const [, written = '', arrow, to] = ITEM.exec(word) ?? [];
  const name = written.startsWith('"') ? (JSON.parse(written) as string) : written;
  if (arrow !== '>') return [columnPrefix + name];
  if (name === '') return [nameByPattern(head.ref, names.get(Number(to)) ?? '', head.prefix)];
  return [columnPrefix + name + head.ref.replace(/^\{\w+\}/, '')];
}
