import { readOnlyCall } from './jinja-calls.ts';
import { scanJinja } from './jinja-tags.ts';

/** A model whose readers are to read another, of the same project. */
export interface RefMove {
  readonly from: string;
  readonly to: string;
  /** Name of the project, which `ref('project', 'model')` may say. */
  readonly project: string;
}

/** A text with references moved. */
export interface MovedRefs {
  readonly text: string;
  /** Offsets, in that text, of what still names the model and may be a reference that only dbt can know. */
  readonly left: readonly number[];
}

/** A call of `ref`, its brackets included; what is computed in it may be brackets again, and then it is no plain call. */
const REF = /(?<![\w.])ref\s*\([^()]*\)/g;

/**
 * Moves every `ref` to a model in the Jinja of a text, whatever its quotes, its blanks, one argument or two: the name alone is
 * replaced. A ref with a version stays, since the other model has none. Jinja within SQL comments counts, as in dbt. Pure.
 */
export function moveRefs(text: string, move: RefMove): MovedRefs {
  if (!text.includes(move.from)) return { text, left: [] };
  let moved = '';
  let last = 0;
  const left: number[] = [];
  for (const { kind, start, end } of scanJinja(text).tags) {
    if (kind !== 'expression' && kind !== 'statement') continue;
    moved += text.slice(last, start);
    const tag = moveCalls(text.slice(start, end), move);
    left.push(...stillNamed(tag, move).map((offset) => moved.length + offset));
    moved += tag;
    last = end;
  }
  return { text: moved + text.slice(last), left };
}

/** The same in Python, where `dbt.ref` stands in no braces. */
export function moveRefsInPython(text: string, move: RefMove): MovedRefs {
  const moved = text.replace(/(?<![\w.])dbt\.ref\s*\([^()]*\)/g, (call) => `dbt.${movedCall(call.slice(4), move)}`);
  return { text: moved, left: stillNamed(moved, move) };
}

/** Moves the calls of an expression of Jinja, as it is written in SQL or, with its quotes escaped, in YAML. */
export function moveCalls(expression: string, move: RefMove): string {
  return expression.replace(REF, (call) => movedCall(call, move));
}

function movedCall(call: string, move: RefMove): string {
  if (!isRefTo(call, move)) return call;
  const at = call.lastIndexOf(move.from);
  return call.slice(0, at) + move.to + call.slice(at + move.from.length);
}

/** Whether a call is one of `ref` to the model. In YAML a quote within quotes is written twice, or behind a backslash. */
function isRefTo(call: string, { from, project }: RefMove): boolean {
  const args = [call, call.replaceAll("''", "'"), call.replaceAll('\\"', '"')].map(
    (each) => readOnlyCall(each.trim())?.args,
  );
  return args.some((names) => names?.at(-1) === from && (names.length === 1 || names[0] === project));
}

/** Calls whose texts name no model: a source table may be called like one, and so may an alias. */
const OTHER_CALLS = /(?<![\w.])(?:source|config|var|env_var)\s*\([^()]*\)/g;

/** Where a tag names the model in quotes, unless it is that of another project or what such a call is given. */
function stillNamed(tag: string, { from, project }: RefMove): number[] {
  const ofOthers = [...tag.matchAll(REF)].filter(([call]) => {
    const args = readOnlyCall(call)?.args ?? [];
    return args.length === 2 && args[0] !== project;
  });
  const others = [...ofOthers, ...tag.matchAll(OTHER_CALLS)];
  const isOther = (offset: number): boolean =>
    others.some(({ index, 0: call }) => index <= offset && offset < index + call.length);
  return ["'", '"'].flatMap((quote) => offsetsOf(tag, `${quote}${from}${quote}`)).filter((offset) => !isOther(offset));
}

function offsetsOf(text: string, part: string): number[] {
  const offsets: number[] = [];
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + part.length)) offsets.push(at);
  return offsets;
}
