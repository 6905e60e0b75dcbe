import * as z from 'zod';
import type { Reply } from '../../prompts/reply/reply-schema.ts';
import { replySchema } from '../../prompts/reply/reply-schema.ts';
import { isMapping } from '../../yaml/mapping.ts';
import { shallowJson } from './shallow-json.ts';

/** A reply as it may come: where a number is meant, perhaps a name; every section there, perhaps empty. */
export type Loose<T> = T extends number
  ? number | string
  : T extends readonly (infer E)[]
    ? Loose<E>[]
    : T extends object
      ? { [K in keyof T]: Loose<T[K]> }
      : T;
export type LooseReply = Loose<Reply>;

export interface ReadReply {
  readonly reply: LooseReply;
  /** Items that are no such thing, with the section that they stand in. */
  readonly broken: readonly { readonly section: keyof Reply; readonly item: unknown; readonly why: string }[];
}

const MOST_ITEMS = 5_000;
const MOST_VALUES = 200;
const LONGEST_TEXT = 20_000;
/** Objects in which the reply may be wrapped: `{"reply": {...}}`. */
const DEEPEST = 3;
const MOST_KEYS = 50;

/**
 * Reads data as a reply, item by item: keys in any case, numbers and booleans in quotes, lists and objects in a JSON text,
 * one item where a list is meant, nothing where a value is missing. What is no item is told; the others count. Null where
 * no section is in it. Pure, never throws, bounded whatever the data.
 */
export function readReply(value: object): ReadReply | null {
  const sections = findSections(value, 0);
  if (sections === null) return null;
  const broken: { section: keyof Reply; item: unknown; why: string }[] = [];
  const read = (section: keyof Reply, element: z.ZodType): unknown[] =>
    listOf(sections.get(section)).flatMap((item) => {
      try {
        return [coerce(item, element)];
      } catch (error) {
        if (!(error instanceof NotThat)) throw error;
        broken.push({ section, item, why: error.message });
        return [];
      }
    });
  const entries = SECTION_NAMES.map((section) => [section, read(section, replySchema.shape[section].element)] as const);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `coerce` made each item by the schema of its section
  return { reply: Object.fromEntries(entries) as unknown as LooseReply, broken };
}

const SECTION_NAMES = replySchema.keyof().options;
const SECTIONS = new Map(SECTION_NAMES.map((name) => [plainKey(name), name]));

/** The outermost object that has a section of a reply. */
function findSections(value: unknown, depth: number): Map<keyof Reply, unknown> | null {
  if (depth > DEEPEST) return null;
  const data = parsed(value);
  if (Array.isArray(data)) return data.length === 0 ? null : findSections(data[0], depth + 1);
  if (!isMapping(data)) return null;
  const keys = Object.keys(data).slice(0, MOST_KEYS);
  const found = new Map<keyof Reply, unknown>();
  for (const key of keys) {
    const section =
      SECTIONS.get(plainKey(key)) ?? (Array.isArray(data[key]) ? SECTIONS.get(`${plainKey(key)}s`) : undefined);
    if (section !== undefined) found.set(section, data[key]);
  }
  if (found.size > 0) return found;
  for (const key of keys) {
    const inner = findSections(data[key], depth + 1);
    if (inner !== null) return inner;
  }
  return null;
}

function plainKey(key: string): string {
  return key.toLowerCase().replace(/[^a-z]/g, '');
}

/** A list as it is, the values of `{"0": ..., "1": ...}`, or the one item. */
function listOf(value: unknown): readonly unknown[] {
  const data = parsed(value);
  if (data === undefined || data === null || data === '') return [];
  if (Array.isArray(data)) return data.slice(0, MOST_ITEMS);
  if (!isMapping(data)) return [data];
  const keys = Object.keys(data);
  const isNumbered = keys.length > 0 && keys.every((key) => /^\d{1,6}$/.test(key));
  return isNumbered ? Object.values(data).slice(0, MOST_ITEMS) : [data];
}

/** A value that should be an object or a list and is a JSON text of one. */
function parsed(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  return shallowJson(value) ?? value;
}

/** An item that is something else; the message says what. */
class NotThat extends Error {}

/** A value of the shape of a schema, its numbers perhaps names. @throws NotThat */
function coerce(value: unknown, schema: z.ZodType): unknown {
  if (schema instanceof z.ZodObject) return coerceObject(value, schema.shape);
  if (schema instanceof z.ZodArray) {
    const { element } = schema;
    const items = listOf(value).slice(0, MOST_VALUES);
    return element instanceof z.ZodType ? items.map((each) => coerce(each, element)) : [];
  }
  if (schema instanceof z.ZodNumber) return idOf(value);
  return schema instanceof z.ZodBoolean ? booleanOf(value) : textOf(value);
}

function coerceObject(value: unknown, shape: Record<string, z.ZodType>): Record<string, unknown> {
  const data = parsed(value);
  if (!isMapping(data)) throw new NotThat('this is no object');
  const given = new Map(
    Object.keys(data)
      .slice(0, MOST_KEYS)
      .map((key) => [plainKey(key), data[key]]),
  );
  const named = (key: string): unknown => {
    const plain = plainKey(key);
    return [plain, `${plain}id`, `${plain.replace(/s$/, '')}ids`].map((each) => given.get(each)).find(isThere);
  };
  return Object.fromEntries(Object.entries(shape).map(([key, schema]) => [key, coerce(named(key), schema)]));
}

function isThere(value: unknown): boolean {
  return value !== undefined;
}

function idOf(value: unknown): number | string {
  if (value === undefined || value === null || value === '') return 0;
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  if (typeof value !== 'string') throw new NotThat('a number is missing where a table or column is meant');
  const text = value.trim().slice(0, MOST_VALUES);
  return /^-?\d{1,9}$/.test(text) ? Number(text) : text;
}

function booleanOf(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim().toLowerCase() : '';
  if (['true', 'yes', '1'].includes(text)) return true;
  if (['false', 'no', '0'].includes(text)) return false;
  throw new NotThat('neither true nor false is said');
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value.slice(0, LONGEST_TEXT);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new NotThat('a text is missing');
}
