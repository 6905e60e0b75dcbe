import type { Column, Table } from '../../catalog/catalog.ts';
import { typeFamily } from '../../sql/types.ts';
import type { TypeFamily } from '../../sql/types.ts';
import { COMMON_WORDS } from './common-words.ts';
import { keyFamily } from './key-types.ts';
import type { KeyFamily } from './key-types.ts';
import { isLoaderColumn } from './loaders.ts';
import { isPluralKey } from './tokens.ts';
import type { WordReader } from './word-reader.ts';
import { ABBREVIATIONS, KEY_WORDS, LINK_WORDS, NOT_GLUED } from './words.ts';

/** A column with its name understood. */
export interface NamedColumn {
  readonly column: Column;
  readonly position: number;
  readonly family: TypeFamily;
  /** Null: never a key by its type or because it holds many. */
  readonly keyFamily: KeyFamily | null;
  readonly loader: boolean;
  /** Words of the name, without a prefix that the table's columns share. */
  readonly tokens: readonly string[];
  /** All words run together, with the prefix. */
  readonly glued: string;
  /** `tokens` run together. */
  readonly stem: string;
  /** `tokens` without key words, link words and a number at the end: what the column is about. */
  readonly base: readonly string[];
  /** The key word (`id`), or null. */
  readonly keyWord: string | null;
  /** One of several columns that differ only in a number: `player_1`, `player_2`. */
  readonly numbered: boolean;
}

export interface NamingContext {
  /** The table's own words. */
  readonly tokens: readonly string[];
  /** Every word and every name of a table of the schema. */
  readonly words: ReadonlySet<string>;
  /** The whole names of all tables, run together. */
  readonly names: ReadonlySet<string>;
  readonly wordsOf: WordReader;
  /** Beginnings of those words. */
  readonly shortenings: ReadonlySet<string>;
  readonly dialect: string;
  /** What was read before, by prefix and name, and by type. */
  readonly readNames: Map<string, ColumnName>;
  readonly readTypes: Map<string, TypeFamily>;
}

/** Reads the columns of a table, and the prefix that they share. */
export function readColumns(
  table: Table,
  context: NamingContext,
): { readonly columns: readonly NamedColumn[]; readonly prefix: string } {
  const prefix = sharedPrefix(
    table.columns.map(({ name }) => context.wordsOf(name)),
    context,
  );
  const names = table.columns.map(({ name }) =>
    readOnce(context.readNames, `${prefix} ${name}`, () => readName(name, prefix, context)),
  );
  const bases = new Map<string, number>();
  for (const { base, hasNumber } of names) {
    if (hasNumber) bases.set(base.join(' '), (bases.get(base.join(' ')) ?? 0) + 1);
  }
  const twins = new Set(names.flatMap(({ base }) => (letterAtEnd(base) === null ? [] : [base.join(' ')])));
  const columns = table.columns.map((column, position) => {
    const name = names[position] ?? readName(column.name, prefix, context);
    const { loader, tokens, glued, stem, keyWord, hasNumber } = name;
    const family = readOnce(context.readTypes, column.type, () => typeFamily(column.type, context.dialect));
    const base = withoutLetter(name.base, twins);
    return {
      column,
      position,
      family,
      keyFamily: name.neverKey ? null : keyFamily(family),
      loader,
      tokens,
      glued,
      stem,
      base,
      keyWord,
      numbered: hasNumber && (bases.get(base.join(' ')) ?? 0) > 1,
    };
  });
  return { columns, prefix };
}

/** `person_a` and `person_b` are two persons. `twins`: all names that end in such a letter. */
function withoutLetter(base: readonly string[], twins: ReadonlySet<string>): readonly string[] {
  const letter = letterAtEnd(base);
  if (letter === null) return base;
  const rest = base.slice(0, -1);
  return twins.has([...rest, letter === 'a' ? 'b' : 'a'].join(' ')) ? rest : base;
}

function letterAtEnd(base: readonly string[]): 'a' | 'b' | null {
  const last = base.at(-1);
  return base.length > 1 && (last === 'a' || last === 'b') ? last : null;
}

function isNumber(token: string | undefined): boolean {
  return token !== undefined && /^\p{N}+$/u.test(token);
}

/** What a column's name says, whatever its table and type. */
type ColumnName = Pick<NamedColumn, 'loader' | 'tokens' | 'glued' | 'stem' | 'base' | 'keyWord'> & {
  readonly neverKey: boolean;
  /** Whether its last word is a number. */
  readonly hasNumber: boolean;
};

function readName(name: string, prefix: string, context: NamingContext): ColumnName {
  const all = context.wordsOf(name);
  const own = prefix !== '' && all[0] === prefix && all.length > 1 ? all.slice(1) : all;
  const tokens = [...own.slice(0, -1), ...own.slice(-1).flatMap((token) => splitGlued(token, context))];
  const loader = isLoaderColumn(name);
  return {
    loader,
    tokens,
    glued: all.join(''),
    stem: tokens.join(''),
    neverKey: loader || isPluralKey(name),
    hasNumber: isNumber(tokens.at(-1)),
    ...withoutKeyWord(tokens, context),
  };
}

/** Names and types repeat from table to table: each is read once. */
function readOnce<T>(known: Map<string, T>, text: string, read: () => T): T {
  const before = known.get(text);
  if (before !== undefined) return before;
  const value = read();
  known.set(text, value);
  return value;
}

const PREFIX_SHARE = 0.8;
const LONGEST_PREFIX = 4;

/** A prefix is short, borne by nearly all columns, and not the name of another table. */
function sharedPrefix(names: readonly (readonly string[])[], context: NamingContext): string {
  const counts = new Map<string, number>();
  let counted = 0;
  for (const [first, second] of names) {
    if (first === undefined) continue;
    counted++;
    if (second !== undefined && !isNumber(second)) counts.set(first, (counts.get(first) ?? 0) + 1);
  }
  if (counted < 2) return '';
  for (const [word, count] of counts) {
    if (count < PREFIX_SHARE * counted || count < 2 || word.length > LONGEST_PREFIX) continue;
    return context.names.has(word) && context.tokens.join('') !== word ? '' : word;
  }
  return '';
}

const GLUED_KEY = /^(.{3,}?)(uuid|guid|number|code|key|num|nbr|id|no|sk)$/;

/** `custkey` is `cust key` where the schema has a table that begins so; `valid` stays. */
function splitGlued(token: string, { words, shortenings }: NamingContext): readonly string[] {
  if (token.length > 60 || KEY_WORDS.has(token) || NOT_GLUED.has(token) || words.has(token)) return [token];
  const match = GLUED_KEY.exec(token);
  const [, rest = '', key = ''] = match ?? [];
  if (rest === '') return [token];
  const word = ABBREVIATIONS.get(rest) ?? rest;
  return words.has(word) || shortenings.has(word) || COMMON_WORDS.has(word) ? [word, key] : [token];
}

function endsInName(tokens: readonly string[], names: ReadonlySet<string>): boolean {
  return tokens.some((_, dropped) => names.has(tokens.slice(dropped).join('')));
}

/** `contact_number_id` is the contact's, unless a table is called `contact_numbers`. */
function withoutKeyWord(
  tokens: readonly string[],
  { names }: Pick<NamingContext, 'names'>,
): {
  readonly base: readonly string[];
  readonly keyWord: string | null;
} {
  let [start, end] = [0, tokens.length];
  let keyWord: string | null = null;
  for (; end > 0 && KEY_WORDS.has(tokens[end - 1] ?? ''); end--) {
    if (keyWord !== null && (end === 1 || endsInName(tokens.slice(0, end), names)))
      return { base: tokens.slice(0, end), keyWord };
    keyWord ??= tokens[end - 1] ?? null;
  }
  if (keyWord === null && end > 1 && /^(id|key|sk)$/.test(tokens[0] ?? '')) keyWord = tokens[start++] ?? null;
  while (end - start > 1 && LINK_WORDS.has(tokens[start] ?? '')) start++;
  if (end - start > 1 && isNumber(tokens[end - 1])) end--;
  if (keyWord === null && isNumber(tokens.at(-1)) && KEY_WORDS.has(tokens[end - 1] ?? '')) {
    keyWord = tokens[end - 1] ?? null;
    end--;
  }
  return { base: tokens.slice(start, end), keyWord };
}
