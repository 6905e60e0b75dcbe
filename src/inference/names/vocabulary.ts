import type { Catalog, Table } from '../../catalog/catalog.ts';
import { readColumns } from './column-names.ts';
import type { NamedColumn } from './column-names.ts';
import { indexByName } from './name-index.ts';
import type { NameIndex } from './name-index.ts';
import { findSharedAffixes, withoutAffixes, withoutPrefix } from './shared-affixes.ts';
import { wordReader } from './word-reader.ts';

/** A table with its name and its columns' names understood. */
export interface NamedTable {
  readonly table: Table;
  readonly index: number;
  /** Empty where the catalog has no schemas. */
  readonly schema: string;
  /** Words of the name, without a prefix or suffix that most tables share. */
  readonly tokens: readonly string[];
  /** The words run together: `orderitem`. */
  readonly glued: string;
  /** Its first word, first two words, and so on, run together. */
  readonly starts: readonly string[];
  /** Without a vendor's prefix (`spree_orders` is `order`); empty if there is none. */
  readonly alias: string;
  /** A short prefix that the columns share (`o_` of TPC-H); empty if there is none. */
  readonly columnPrefix: string;
  readonly columns: readonly NamedColumn[];
  readonly byColumn: ReadonlyMap<string, NamedColumn>;
  /** Columns by their words run together. */
  readonly byStem: ReadonlyMap<string, NamedColumn>;
}

/** The schema's own words: every table found by its names. */
export interface Vocabulary {
  readonly dialect: string;
  /** How many tables begin with a column of that name, without prefixes. */
  readonly firstStems: ReadonlyMap<string, number>;
  readonly tables: readonly NamedTable[];
  /** How many columns with a key word are about that: `user` for `user_id`. */
  readonly mentions: ReadonlyMap<string, number>;
  /** How many names of columns end in that word, a key word apart. */
  readonly endings: ReadonlyMap<string, number>;
  /** Whether the schema writes its references without key words: `track.artist` rather than `track.artist_id`. */
  readonly bareReferences: boolean;
  /** By whole name or alias. */
  readonly byName: NameIndex<NamedTable>;
  /** By the end of a name of several words: `item` finds `order_item`, `user` also `appuser`. */
  readonly byEnd: NameIndex<NamedTable>;
  /** By the beginning of a name of several words: `gpx` finds `gpx_file`. */
  readonly byStart: NameIndex<NamedTable>;
  /** By their first letters, the last word perhaps longer: `cv` and `cval` find `code_value`. */
  readonly byInitials: NameIndex<NamedTable>;
  /** By the words of a name in any order, and by its first and last alone. */
  readonly byWords: NameIndex<NamedTable>;
  /** By the prefix of their columns: `ol` finds `order_line`. */
  readonly byColumnPrefix: NameIndex<NamedTable>;
  /** Beginnings, of three letters and more, of names of one word, and such of two: `supp` finds `supplier`. */
  readonly byShortening: NameIndex<NamedTable>;
}

const LONGEST_START = 4;

/** Reads every name of a catalog once. Linear in the number of columns. */
export function readVocabulary(catalog: Catalog): Vocabulary {
  const wordsOf = wordReader(catalog);
  const raw = catalog.tables.map((table) => wordsOf(table.name));
  const affixes = findSharedAffixes(raw);
  const names = raw.map((tokens) => withoutAffixes(tokens, affixes));
  const whole = new Set(names.map((tokens) => tokens.join('')));
  const words = new Set([...whole, ...names.flat()]);
  const shortenings = new Set([...words].flatMap(shortened));
  const known = {
    words,
    names: whole,
    wordsOf,
    shortenings,
    dialect: catalog.dialect,
    readNames: new Map(),
    readTypes: new Map(),
  };
  const tables = catalog.tables.map((table, index) => {
    const tokens = names[index] ?? [];
    const alias = withoutPrefix(tokens, affixes.vendors);
    const { columns, prefix } = readColumns(table, { ...known, tokens });
    return {
      table,
      index,
      schema: table.schema ?? '',
      tokens,
      glued: tokens.join(''),
      starts: tokens.slice(0, LONGEST_START).map((_, at) => tokens.slice(0, at + 1).join('')),
      alias: alias === tokens ? '' : alias.join(''),
      columnPrefix: prefix,
      columns,
      byColumn: new Map(columns.map((column) => [column.column.name, column])),
      byStem: new Map(columns.map((column) => [column.stem, column])),
    };
  });
  return {
    bareReferences: usesBareReferences(tables, whole),
    firstStems: countStems(tables, ({ columns }) => columns.filter(({ loader }) => !loader).slice(0, 1)),
    mentions: countMentions(tables),
    endings: countEndings(tables),
    dialect: catalog.dialect,
    tables,
    byName: indexByName(tables, (table) => [table.glued, table.alias]),
    byEnd: indexByName(tables, (table) => [
      ...table.tokens.slice(1).map((_, at) => table.tokens.slice(at + 1).join('')),
      ...(/^[a-z]+user$/.test(table.tokens.at(-1) ?? '') ? ['user'] : []),
    ]),
    byStart: indexByName(tables, (table) =>
      table.tokens.slice(1).map((_, at) => table.tokens.slice(0, at + 1).join('')),
    ),
    byWords: indexByName(tables, ({ tokens }) => looseNames(tokens)),
    byInitials: indexByName(tables, ({ tokens }) => initials(tokens)),
    byColumnPrefix: indexByName(tables, (table) => [table.columnPrefix]),
    byShortening: indexByName(tables, ({ tokens }) => shortForms(tokens)),
  };
}

/** The words of a name in any order, and its first and last alone: `loan product`, `saving transaction`. */
function looseNames(tokens: readonly string[]): string[] {
  const [first, last] = [tokens[0] ?? '', tokens.at(-1) ?? ''];
  if (tokens.length < 2) return [];
  return tokens.length === 2 ? [wordsKey(tokens)] : [wordsKey(tokens), wordsKey([first, last])];
}

/** One key for the same words in any order. */
export function wordsKey(words: readonly string[]): string {
  return words.toSorted().join(' ');
}

function countEndings(tables: readonly NamedTable[]): ReadonlyMap<string, number> {
  const names = new Map(tables.flatMap(({ columns }) => columns.map(({ stem, base }) => [stem, base.at(-1) ?? ''])));
  const counts = new Map<string, number>();
  for (const last of names.values()) counts.set(last, (counts.get(last) ?? 0) + 1);
  return counts;
}

const MOST_INITIALS = 4;
const SHORTEST_LAST = 3;
const LONGEST_LAST = 6;

function initials(tokens: readonly string[]): readonly string[] {
  const last = tokens.at(-1) ?? '';
  if (tokens.length < 2 || tokens.length > MOST_INITIALS || !/^[a-z]+$/.test(tokens.join(''))) return [];
  const before = tokens
    .slice(0, -1)
    .map((token) => token[0])
    .join('');
  const lengths = [1, ...Array.from({ length: LONGEST_LAST - SHORTEST_LAST + 1 }, (_, at) => at + SHORTEST_LAST)];
  return lengths.filter((length) => length < last.length).map((length) => before + last.slice(0, length));
}

function countStems(
  tables: readonly NamedTable[],
  columnsOf: (table: NamedTable) => readonly NamedColumn[],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { stem } of tables.flatMap(columnsOf)) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  return counts;
}

function countMentions(tables: readonly NamedTable[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { columns } of tables) {
    for (const { base, keyWord } of columns) {
      const about = keyWord === null ? '' : base.join('');
      if (about !== '') counts.set(about, (counts.get(about) ?? 0) + 1);
    }
  }
  return counts;
}

const FEWEST_BARE = 5;

/** Bare numbers that bear the name of a table are many, and more than those with a key word. */
function usesBareReferences(tables: readonly NamedTable[], names: ReadonlySet<string>): boolean {
  let [bare, keyed] = [0, 0];
  for (const { columns, glued } of tables) {
    for (const { base, keyWord, keyFamily } of columns) {
      const name = base.join('');
      if (name === glued || !names.has(name)) continue;
      if (keyWord !== null) keyed++;
      else if (keyFamily === 'integer' || keyFamily === 'uuid') bare++;
    }
  }
  return bare >= FEWEST_BARE && bare > keyed;
}

/** `supp` of `supplier`; `cdemo` of `customer_demographic`: the first letter, then the beginning of the second word. */
function shortForms([first = '', second, third]: readonly string[]): string[] {
  if (second === undefined) return shortened(first);
  return third === undefined ? [...shortened(second), second].map((part) => first.charAt(0) + part) : [];
}

/** Beginnings of a word that people write for it; none of long texts, which are no words. */
function shortened(word: string): string[] {
  if (word.length > 24) return [];
  return Array.from({ length: Math.max(0, word.length - 3) }, (_, at) => word.slice(0, at + 3));
}
