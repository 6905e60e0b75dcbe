import type { FunctionCall, JinjaData } from '../../sql/jinja-arguments.ts';
import { readFunctionCalls } from '../../sql/jinja-arguments.ts';
import { findJinjaFault } from '../../sql/jinja-blocks.ts';
import type { JinjaScan, JinjaTag } from '../../sql/jinja-tags.ts';
import { scanJinja } from '../../sql/jinja-tags.ts';
import { textPosition } from '../../sql/text-position.ts';

/** What a piece of Jinja or Python depends on. */
export interface GraphFacts {
  /** What it refers to, each once, in order. */
  readonly refs: readonly NodeRef[];
  /** Source tables that it selects from, as `shop.orders`, each once, in order. */
  readonly sources: readonly string[];
  /** Whether it refers to something that only dbt can know: `ref(model)`. */
  readonly computed: boolean;
  /** Names of what it calls, macros among them. */
  readonly calls: readonly string[];
}

/** What one SQL or Python file says of the project's graph. Plain JSON: the scanner caches it by content. */
export interface SqlFacts extends GraphFacts {
  /** What `config(..)` sets, as written: a text may be Jinja. What hangs on a condition is left out. */
  readonly config: Readonly<Record<string, JinjaData>>;
  readonly macros: readonly MacroFacts[];
  readonly snapshots: readonly string[];
  /** The first place that is no well-formed Jinja. */
  readonly fault: { readonly line: number; readonly column: number; readonly message: string } | null;
}

export interface MacroFacts extends GraphFacts {
  /** As dbt names it: `{% test x %}` is `test_x`. */
  readonly name: string;
}

export interface NodeRef {
  readonly name: string;
  /** Null: not said. */
  readonly package: string | null;
  readonly version: string | number | null;
}

export const NO_SQL_FACTS: SqlFacts = {
  refs: [],
  sources: [],
  computed: false,
  calls: [],
  config: {},
  macros: [],
  snapshots: [],
  fault: null,
};

/**
 * Reads a model, snapshot, test or macro file in SQL. As in dbt, Jinja inside SQL comments counts, Jinja comments and
 * raw blocks do not, and every branch of a condition is read. `scan`: its Jinja, where already scanned. Pure; never throws.
 */
export function readSqlFacts(text: string, scan: JinjaScan = scanJinja(text)): SqlFacts {
  const fault = findJinjaFault(scan);
  const pieces = readPieces(scan.tags);
  const macros = scan.tags.flatMap(macroOf);
  return {
    ...readGraph(pieces),
    config: mergeConfigs(pieces),
    macros: macros.map((name) => ({ name, ...readGraph(pieces.filter(({ macro }) => macro === name)) })),
    snapshots: scan.tags.flatMap((tag) => wordAfter(tag, /^snapshot\s+(\w+)/)),
    fault: fault ? { ...textPosition(text, fault.offset), message: fault.message } : null,
  };
}

function readGraph(pieces: readonly Piece[]): GraphFacts {
  const calls = new Set(pieces.flatMap((piece) => piece.called));
  return { ...readGraphCalls(pieces.flatMap((piece) => piece.calls)), calls: [...calls] };
}

/** The calls that make the graph: what a `ref` and a `source` name in plain words. Pure. */
export function readGraphCalls(calls: readonly FunctionCall[]): Omit<GraphFacts, 'calls'> {
  const refs = new Map<string, NodeRef>();
  const sources = new Set<string>();
  let computed = false;
  for (const call of calls) {
    if (call.name === 'ref') {
      const ref = readRef(call);
      if (ref) refs.set(JSON.stringify(ref), ref);
      else computed = true;
    } else if (call.name === 'source') {
      const names = [...call.args, ...Object.values(call.named)];
      if (names.length === 2 && names.every((name) => typeof name === 'string')) sources.add(names.join('.'));
      else computed = true;
    }
  }
  return { refs: [...refs.values()], sources: [...sources], computed };
}

function readRef({ args, named }: FunctionCall): NodeRef | null {
  const names = args.filter((arg) => typeof arg === 'string');
  const name = names.at(-1);
  if (name === undefined || names.length !== args.length || names.length > 2) return null;
  const version = named['v'] ?? named['version'];
  return {
    name,
    package: names.length === 2 ? (names[0] ?? null) : null,
    version: typeof version === 'string' || typeof version === 'number' ? version : null,
  };
}

/** What one expression or statement calls. */
interface Piece {
  /** Calls of `ref`, `source` and `config`. */
  readonly calls: readonly FunctionCall[];
  /** Names of all else. */
  readonly called: readonly string[];
  /** Whether it stands inside an `if` or a `for`. */
  readonly isConditional: boolean;
  /** The macro that it stands in. */
  readonly macro: string | null;
}

const CALLS = /(?<![\w.])(?:builtins\.)?(ref|source|config)\s*\(/g;
const CALLED = /(?<![\w.])(?!(?:ref|source|config|var|env_var)\b)([A-Za-z_]\w*)\s*\(/g;

function readPieces(tags: readonly JinjaTag[]): Piece[] {
  let depth = 0;
  let macro: string | null = null;
  return tags.flatMap((tag) => {
    const { kind, inner } = tag;
    if (kind !== 'expression' && kind !== 'statement') return [];
    const opened = macroOf(tag)[0];
    if (opened !== undefined) {
      macro = opened;
      return [];
    }
    if (kind === 'statement') {
      depth += /^(?:if|for)\b/.test(inner) ? 1 : /^end(?:if|for)\b/.test(inner) ? -1 : 0;
      if (/^end(?:macro|test|data_test|materialization)\b/.test(inner)) macro = null;
    }
    if (!inner.includes('(')) return [];
    const called = [...inner.matchAll(CALLED)].map(([, name = '']) => name);
    return [{ calls: readFunctionCalls(inner, CALLS), called, isConditional: depth > 0, macro }];
  });
}

/** Later calls win, as in dbt. A key that only a condition sets is not known. */
function mergeConfigs(pieces: readonly Piece[]): Readonly<Record<string, JinjaData>> {
  const known = new Map<string, JinjaData>();
  for (const { calls, isConditional } of pieces) {
    const configs = calls.filter((call) => call.name === 'config');
    for (const [key, value] of configs.flatMap(settingsOf)) {
      if (!isConditional) known.set(key, value);
      else if (JSON.stringify(known.get(key)) !== JSON.stringify(value)) known.delete(key);
    }
  }
  return Object.fromEntries(known);
}

/** What one `config(..)` sets; what is computed as the Jinja that computes it. */
function settingsOf({ args, named, expressions }: FunctionCall): [string, JinjaData][] {
  const written = Object.entries(named).map(([key, value]): [string, JinjaData] => [
    key,
    value === undefined ? `{{ ${expressions[key] ?? ''} }}` : value,
  ]);
  return [...args.flatMap(entriesOf), ...written];
}

/** `config({'materialized': 'table'})` sets what its mapping holds. */
function entriesOf(data: JinjaData | undefined): [string, JinjaData][] {
  return typeof data === 'object' && data !== null && !Array.isArray(data) ? Object.entries(data) : [];
}

function macroOf(tag: JinjaTag): string[] {
  const [kind = '', name = '', adapter] =
    /^(macro|test|data_test|materialization)\s+(\w+)(?:.*adapter\s*=\s*['"](\w+)['"])?/s
      .exec(tag.kind === 'statement' ? tag.inner : '')
      ?.slice(1) ?? [];
  if (kind === '') return [];
  if (kind === 'macro') return [name];
  return [kind === 'materialization' ? `materialization_${name}_${adapter ?? 'default'}` : `test_${name}`];
}

function wordAfter({ kind, inner }: JinjaTag, pattern: RegExp): string[] {
  const word = kind === 'statement' ? pattern.exec(inner)?.[1] : undefined;
  return word === undefined ? [] : [word];
}
