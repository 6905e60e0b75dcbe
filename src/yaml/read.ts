import type { Event } from 'js-yaml';
import {
  constructFromEvents,
  defineScalarTag,
  EVENT_ID,
  getScalarValue,
  NOT_RESOLVED,
  YAML11_SCHEMA,
  YAMLException,
} from 'js-yaml';
import type { ErrorCode, Problem } from '../errors.ts';
import { parseLeniently } from './parse-leniently.ts';

/** A place in a text; both are 1-based. */
interface Position {
  readonly line: number;
  readonly column: number;
}

/** A YAML text as data, with the place of every part of it. */
export interface YamlText {
  /** Null for an empty text. */
  readonly value: unknown;
  /** Whether it is YAML to PyYAML alone: lines inside brackets or quotes stand too far left. */
  readonly isLenient: boolean;
  /** Where the key or the list item at `path` stands; for what is not there, its nearest parent. */
  readonly positionOf: (path: readonly (string | number)[]) => Position;
  /** Keys that stand twice in one mapping, at their later place. The value holds the last one, as dbt reads it. */
  readonly duplicateKeys: () => readonly (Position & { readonly path: readonly (string | number)[] })[];
}

/** PyYAML, and so dbt, takes `y` and `n` for text; the letter of YAML 1.1 would make them booleans. */
const boolAsPyYaml = defineScalarTag('tag:yaml.org,2002:bool', {
  implicit: true,
  implicitFirstChars: 'yYnNtTfFoO'.split(''),
  resolve: (source) => {
    if (/^(?:yes|Yes|YES|true|True|TRUE|on|On|ON)$/.test(source)) return true;
    return /^(?:no|No|NO|false|False|FALSE|off|Off|OFF)$/.test(source) ? false : NOT_RESOLVED;
  },
  identify: (value) => typeof value === 'boolean',
});
const SCHEMA = YAML11_SCHEMA.withTags(boolAsPyYaml);

/** Far more than any hand-written file uses; bounds what a hostile file can make of a few lines. */
const MAX_ALIASES = 1000;

/**
 * Reads a text that holds at most one YAML document, as PyYAML reads it (YAML 1.1). `file` is only named in problems,
 * which have the code that the caller gives. Repeated keys are no problem here: see `duplicateKeys`.
 */
export function readYaml(
  text: string,
  file: string,
  code: ErrorCode = 'FILE_UNREADABLE',
): YamlText | { readonly problems: readonly [Problem] } {
  try {
    const { events, source, originalOffset, isLenient } = parseLeniently(text);
    const tree = lazy(() => readTree(events, source));
    const at = (offset: number): Position => positionAt(text, originalOffset(offset));
    const documents = constructed(events, source);
    if (documents === null) return { problems: [keyFault({ file, ...at(tree().complexKey ?? 0) }, code)] };
    if (documents.length > 1)
      return { problems: [{ code, message: `${file} holds more than one YAML document`, where: { file } }] };
    return {
      value: documents[0] ?? null,
      isLenient,
      positionOf: (path) => at(offsetOf(tree().root, path)),
      duplicateKeys: () => tree().duplicates.map(({ offset, path }) => ({ ...at(offset), path })),
    };
  } catch (error) {
    return { problems: [describeFault(error, file, code)] };
  }
}

/** The values of a text's documents; null where a mapping or a list is a key, as Jinja without quotes makes it. */
function constructed(events: Event[], source: string): unknown[] | null {
  try {
    return constructFromEvents(events, { source, schema: SCHEMA, json: true, maxAliases: MAX_ALIASES });
  } catch (error) {
    if (error instanceof YAMLException && error.reason.endsWith('complex keys')) return null;
    throw error;
  }
}

function keyFault(where: Position & { readonly file: string }, code: ErrorCode): Problem {
  return {
    code,
    message: `${where.file} is not YAML: a mapping or a list stands where a text should`,
    where,
    hint: 'Jinja that begins a value must stand in quotes: "{{ x }}".',
  };
}

interface YamlNode {
  readonly offset: number;
  readonly children: Map<string | number, YamlNode>;
}

interface Tree {
  readonly root: YamlNode;
  readonly duplicates: { readonly offset: number; readonly path: (string | number)[] }[];
  /** Where the first mapping or list stands that is a key; null: none is. */
  readonly complexKey: number | null;
}

/** An open mapping or sequence while the events are walked. */
interface OpenNode {
  readonly node: YamlNode;
  readonly path: (string | number)[];
  readonly isMapping: boolean;
  /** Of a mapping: the key whose value comes next. */
  key: { readonly text: string; readonly offset: number } | null;
}

function readTree(events: readonly Event[], text: string): Tree {
  const root: YamlNode = { offset: 0, children: new Map() };
  const duplicates: Tree['duplicates'] = [];
  const open: OpenNode[] = [];
  let complexKey: number | null = null;
  for (const event of events) {
    if (event.type === EVENT_ID.POP) open.pop();
    if (event.type === EVENT_ID.POP || event.type === EVENT_ID.DOCUMENT) {
      // The end of a document pops as well; it has no node, so the first node takes its place in `open`.
      if (event.type === EVENT_ID.DOCUMENT) open.push({ node: root, path: [], isMapping: false, key: null });
      continue;
    }
    const parent = open.at(-1);
    if (!parent) continue;
    const offset = startOf(event);
    if (parent.isMapping && parent.key === null) {
      const key = event.type === EVENT_ID.SCALAR ? getScalarValue(text, event) : '';
      parent.key = { text: key, offset };
      if (parent.node.children.has(key)) duplicates.push({ offset, path: [...parent.path, key] });
      if (isCollection(event)) complexKey ??= offset;
      // Such a key is refused when the value is built, so its own events never matter.
      continue;
    }
    const child = addChild(parent, { offset, isRoot: open.length === 1 });
    if (isCollection(event)) {
      open.push({ ...child, isMapping: event.type === EVENT_ID.MAPPING, key: null });
    }
  }
  return { root, duplicates, complexKey };
}

function isCollection(event: Event): boolean {
  return event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE;
}

function addChild(
  parent: OpenNode,
  { offset, isRoot }: { offset: number; isRoot: boolean },
): Pick<OpenNode, 'node' | 'path'> {
  if (isRoot) return { node: parent.node, path: [] };
  const key = parent.key?.text ?? parent.node.children.size;
  const node = {
    offset: parent.key?.offset ?? (offset < 0 ? parent.node.offset : offset),
    children: new Map<string | number, YamlNode>(),
  };
  parent.node.children.set(key, node);
  parent.key = null;
  return { node, path: [...parent.path, key] };
}

/** -1 for a value that is not written. */
function startOf(event: Event): number {
  if (event.type === EVENT_ID.SCALAR) return event.valueStart;
  if (event.type === EVENT_ID.ALIAS) return Math.max(0, event.anchorStart);
  return 'start' in event ? Math.max(0, event.start) : 0;
}

function offsetOf(root: YamlNode, path: readonly (string | number)[]): number {
  let node = root;
  for (const part of path) {
    const child = node.children.get(part);
    if (!child) break;
    node = child;
  }
  return node.offset;
}

function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

function describeFault(error: unknown, file: string, code: ErrorCode): Problem {
  if (!(error instanceof YAMLException)) return { code, message: `${file} cannot be read as YAML`, where: { file } };
  const where = error.mark ? { file, line: error.mark.line + 1, column: error.mark.column + 1 } : { file };
  return { code, message: `${file} is not YAML: ${error.reason}`, where };
}

function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
