import type { Event } from 'js-yaml';
import { CHOMPING_MODE, COLLECTION_STYLE, EVENT_ID, getScalarValue, parseEvents, SCALAR_STYLE } from 'js-yaml';
import { flowEnd } from './flow-end.ts';

/** Where a node begins and ends in the text: anchor, tag and quotes included, line break after it not. */
interface Span {
  readonly start: number;
  /** Exclusive. Of a block scalar that keeps its empty lines, and of what ends in one: after the last of them. */
  readonly end: number;
}

export interface ScalarNode extends Span {
  readonly kind: 'scalar';
  readonly style: 'plain' | 'single' | 'double' | 'block';
  /** The text that it stands for, before it is read as a number or a boolean. */
  readonly text: string;
  /** Nothing is written, as after a bare `columns:`. `start` and `end` are the place where it would stand. */
  readonly isEmpty: boolean;
  readonly anchor: string | null;
}

export interface AliasNode extends Span {
  readonly kind: 'alias';
  readonly anchor: string;
}

export interface MappingNode extends Span {
  readonly kind: 'mapping';
  readonly isFlow: boolean;
  readonly entries: readonly EntryNode[];
  readonly anchor: string | null;
}

export interface EntryNode {
  readonly key: YamlNode;
  /** Behind the colon. */
  readonly colonEnd: number;
  readonly value: YamlNode;
}

export interface SequenceNode extends Span {
  readonly kind: 'sequence';
  readonly isFlow: boolean;
  readonly items: readonly YamlNode[];
  /** Where the dash of each item stands; none within brackets. */
  readonly dashes: readonly number[];
  readonly anchor: string | null;
}

export type YamlNode = ScalarNode | AliasNode | MappingNode | SequenceNode;

/**
 * The nodes of a text's first document with their places, null where the text holds none.
 * @throws YAMLException where the text is no YAML.
 */
export function readNodes(text: string): YamlNode | null {
  const events = parseEvents(text, {});
  const cursor = { events, at: 0, text, end: 0 };
  for (; cursor.at < events.length; cursor.at++) {
    const type = events[cursor.at]?.type;
    if (type === EVENT_ID.DOCUMENT) continue;
    return type === undefined || type === EVENT_ID.POP ? null : readNode(cursor);
  }
  return null;
}

/** Walks the events; `end` is the end of what was read last. */
interface Cursor {
  readonly events: readonly Event[];
  readonly text: string;
  at: number;
  end: number;
}

function readNode(cursor: Cursor): YamlNode {
  const event = cursor.events[cursor.at++];
  if (event?.type === EVENT_ID.MAPPING) return readMapping(event, cursor);
  if (event?.type === EVENT_ID.SEQUENCE) return readSequence(event, cursor);
  if (event?.type === EVENT_ID.SCALAR) return readScalar(event, cursor);
  if (event?.type === EVENT_ID.ALIAS) return readAlias(event, cursor);
  throw new Error('a YAML event that begins no node stands where a node begins');
}

function readAlias({ anchorStart, anchorEnd }: EventOf<typeof EVENT_ID.ALIAS>, cursor: Cursor): AliasNode {
  cursor.end = anchorEnd;
  return { kind: 'alias', start: anchorStart - 1, end: anchorEnd, anchor: cursor.text.slice(anchorStart, anchorEnd) };
}

type EventOf<T> = Extract<Event, { type: T }>;

function readMapping(event: EventOf<typeof EVENT_ID.MAPPING>, cursor: Cursor): MappingNode {
  const isFlow = event.style === COLLECTION_STYLE.FLOW;
  const begins = { start: firstOf(event, event.start), anchor: anchorOf(event, cursor.text) };
  cursor.end = isFlow ? event.start + 1 : event.start;
  const entries: EntryNode[] = [];
  while (!isPop(cursor)) {
    const key = readNode(cursor);
    cursor.end = Math.max(cursor.end, afterColon(cursor.text, key.end));
    const colonEnd = cursor.end;
    entries.push({ key, colonEnd, value: readNode(cursor) });
  }
  cursor.at++;
  // `[a: 1]` holds a mapping without braces of its own.
  if (isFlow && cursor.text[event.start] === '{') cursor.end = flowEnd(cursor.text, cursor.end, '}');
  return { kind: 'mapping', ...begins, end: cursor.end, isFlow, entries };
}

function readSequence(event: EventOf<typeof EVENT_ID.SEQUENCE>, cursor: Cursor): SequenceNode {
  const isFlow = event.style === COLLECTION_STYLE.FLOW;
  const begins = { start: firstOf(event, event.start), anchor: anchorOf(event, cursor.text) };
  cursor.end = isFlow ? event.start + 1 : event.start;
  const items: YamlNode[] = [];
  const dashes: number[] = [];
  while (!isPop(cursor)) {
    if (!isFlow) {
      cursor.end = afterDash(cursor.text, cursor.end);
      dashes.push(cursor.end - 1);
    }
    items.push(readNode(cursor));
  }
  cursor.at++;
  if (isFlow) cursor.end = flowEnd(cursor.text, cursor.end, ']');
  return { kind: 'sequence', ...begins, end: cursor.end, isFlow, items, dashes };
}

const STYLES = {
  [SCALAR_STYLE.PLAIN]: 'plain',
  [SCALAR_STYLE.SINGLE_QUOTED]: 'single',
  [SCALAR_STYLE.DOUBLE_QUOTED]: 'double',
  [SCALAR_STYLE.LITERAL_BLOCK]: 'block',
  [SCALAR_STYLE.FOLDED_BLOCK]: 'block',
} as const;

function readScalar(event: EventOf<typeof EVENT_ID.SCALAR>, cursor: Cursor): ScalarNode {
  const { text } = cursor;
  const style = STYLES[event.style];
  const anchor = anchorOf(event, text);
  const isEmpty = event.valueStart === -1;
  if (isEmpty) {
    const start = firstOf(event, cursor.end);
    cursor.end = Math.max(cursor.end, event.anchorEnd, event.tagEnd);
    return { kind: 'scalar', start, end: cursor.end, style, text: '', isEmpty, anchor };
  }
  const isQuoted = style === 'single' || style === 'double';
  const opens = style === 'block' ? headerStart(text, event.valueStart) : event.valueStart - (isQuoted ? 1 : 0);
  cursor.end = style === 'block' ? blockEnd(event, text) : event.valueEnd + (isQuoted ? 1 : 0);
  return {
    kind: 'scalar',
    start: firstOf(event, opens),
    end: cursor.end,
    style,
    text: getScalarValue(text, event),
    isEmpty,
    anchor,
  };
}

/** Empty lines behind a block scalar belong to it only where `+` keeps them. */
function blockEnd({ chomping, valueStart, valueEnd }: EventOf<typeof EVENT_ID.SCALAR>, text: string): number {
  if (chomping === CHOMPING_MODE.KEEP) return valueEnd;
  return valueStart + text.slice(valueStart, valueEnd).trimEnd().length;
}

/** Start of a node's anchor or tag where it has one, with their `&` or `!`. */
function firstOf({ anchorStart, tagStart }: { anchorStart: number; tagStart: number }, start: number): number {
  return Math.min(start, anchorStart === -1 ? start : anchorStart - 1, tagStart === -1 ? start : tagStart);
}

function anchorOf({ anchorStart, anchorEnd }: { anchorStart: number; anchorEnd: number }, text: string): string | null {
  return anchorStart === -1 ? null : text.slice(anchorStart, anchorEnd);
}

function isPop({ events, at }: Cursor): boolean {
  const type = events[at]?.type;
  return type === undefined || type === EVENT_ID.POP;
}

/** The `|` or `>` of a block scalar stands on the line before its first. */
function headerStart(text: string, valueStart: number): number {
  return Math.max(text.lastIndexOf('|', valueStart - 1), text.lastIndexOf('>', valueStart - 1));
}

function afterColon(text: string, from: number): number {
  const colon = /^[ \t]*:/.exec(text.slice(from, from + 200));
  return colon ? from + colon[0].length : from;
}

/** Behind the `-` of the next item, over line breaks and comments. */
function afterDash(text: string, from: number): number {
  const dash = /^(?:[ \t\r\n]|#[^\n]*)*-/.exec(text.slice(from));
  return dash ? from + dash[0].length : from;
}
