/**
 * The part of Handlebars that the shipped templates use, as data: fields, helpers with arguments, `each`, `if`,
 * `unless`, `else`, comments. A tag alone on its line takes the line with it, unless it writes something.
 */
export type Part =
  | string
  | { readonly kind: 'field'; readonly of: Operand }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Operand[]; readonly hash: Hash | null }
  | (Block & { readonly kind: 'each' | 'if' | 'unless'; readonly of: Operand });

/** What a tag is about: a number, `@first`, `@last`, or a path of keys from the value at hand (none: `this`). */
export type Operand =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'place'; readonly name: 'first' | 'last' }
  | { readonly kind: 'path'; readonly keys: readonly string[] };

export type Hash = readonly { readonly key: string; readonly value: Operand }[];

interface Block {
  readonly body: readonly Part[];
  readonly otherwise: readonly Part[];
}

/** A block that is not closed yet. */
interface OpenBlock {
  readonly kind: 'each' | 'if' | 'unless';
  readonly of: Operand;
  readonly body: Part[];
  readonly otherwise: Part[];
  isElse: boolean;
}

const TAG = /\{\{(?:!--[\s\S]*?--|[^{}]*)\}\}/g;
const OPENING = /^#(each|if|unless)\s+(\S+)$/;
const PATH = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/;
const LINE_AFTER = /^[ \t]*(?:\r?\n|$)/;

/** The parts of a template; null if it holds anything that this does not know. `helpers`: the names of those there are. */
export function parseTemplate(text: string, helpers: ReadonlySet<string>): readonly Part[] | null {
  const root: Part[] = [];
  const open: OpenBlock[] = [];
  let end = 0;
  for (const match of text.matchAll(TAG)) {
    const tag = match[0].slice(2, -2).trim();
    const isSilent = /^[!#/]|^else$/.test(tag);
    const lineStart = text.lastIndexOf('\n', match.index - 1) + 1;
    const after = LINE_AFTER.exec(text.slice(match.index + match[0].length));
    const isAlone = isSilent && after !== null && text.slice(lineStart, match.index).trim() === '';
    const start = isAlone ? lineStart : match.index;
    if (start > end) listAt(open, root).push(text.slice(end, start));
    end = match.index + match[0].length + (isAlone ? after[0].length : 0);
    if (!take(tag, { open, root, helpers })) return null;
  }
  if (open.length > 0) return null;
  const rest = text.slice(end);
  if (rest.includes('{{')) return null;
  return rest === '' ? root : [...root, rest];
}

interface Reading {
  readonly open: OpenBlock[];
  readonly root: Part[];
  readonly helpers: ReadonlySet<string>;
}

/** Where the next part belongs. */
function listAt(open: readonly OpenBlock[], root: Part[]): Part[] {
  const block = open.at(-1);
  if (!block) return root;
  return block.isElse ? block.otherwise : block.body;
}

/** Takes one tag; whether it is known. */
function take(tag: string, { open, root, helpers }: Reading): boolean {
  if (tag.startsWith('!')) return true;
  const block = open.at(-1);
  if (tag === 'else') {
    if (!block || block.isElse) return false;
    block.isElse = true;
    return true;
  }
  if (tag.startsWith('/')) {
    if (block?.kind !== tag.slice(1)) return false;
    open.pop();
    const { kind, of, body, otherwise } = block;
    listAt(open, root).push({ kind, of, body, otherwise });
    return true;
  }
  const [, kind, word] = OPENING.exec(tag) ?? [];
  if (word !== undefined) {
    const of = operand(word);
    if (!of || (kind !== 'each' && kind !== 'if' && kind !== 'unless')) return false;
    open.push({ kind, of, body: [], otherwise: [], isElse: false });
    return true;
  }
  const part = readMustache(tag, helpers);
  if (part) listAt(open, root).push(part);
  return part !== null;
}

function readMustache(tag: string, helpers: ReadonlySet<string>): Part | null {
  const [name = '', ...words] = tag.split(/\s+/);
  if (!helpers.has(name)) {
    const of = words.length === 0 ? operand(name) : null;
    return of && { kind: 'field', of };
  }
  const pairs = words.filter((word) => word.includes('='));
  const args = words.filter((word) => !word.includes('=')).map(operand);
  const hash = pairs.map((pair) => {
    const [key = '', word = ''] = pair.split('=');
    return { key, value: operand(word) };
  });
  if (!args.every((each) => each !== null) || !hash.every(isKnown)) return null;
  return { kind: 'call', name, args, hash: hash.length === 0 ? null : hash };
}

function isKnown(pair: { key: string; value: Operand | null }): pair is { key: string; value: Operand } {
  return pair.value !== null && /^\w+$/.test(pair.key);
}

function operand(word: string): Operand | null {
  if (word === 'this') return { kind: 'path', keys: [] };
  if (word === '@first' || word === '@last') return { kind: 'place', name: word === '@first' ? 'first' : 'last' };
  if (/^\d+$/.test(word)) return { kind: 'number', value: Number(word) };
  if (!PATH.test(word) || /^(?:true|false|null|undefined)$/.test(word)) return null;
  return { kind: 'path', keys: word.split('.') };
}
