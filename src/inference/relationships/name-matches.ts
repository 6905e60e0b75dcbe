import type { NamedColumn } from '../names/column-names.ts';
import { lookUp } from '../names/name-index.ts';
import type { NameIndex } from '../names/name-index.ts';
import type { NamedTable, Vocabulary } from '../names/vocabulary.ts';

/** A table that a column's name may mean. Scores are those of inference.md 1.3 step 2; 1.55 is even odds. */
export interface Match {
  readonly parent: NamedTable;
  readonly score: number;
  /** For people, between the names of the column and of the table: `is short for`. */
  readonly why: string;
  /** The words say that a row points to its own table. */
  readonly self?: boolean;
  /** The column bears the very name of the table. */
  readonly whole?: boolean;
}

/** Points taken off for each word that stands before the parent's name, and for each other table of that name. */
const ROLE_WORD = 0.55;
const RIVAL = 0.5;
/** Where a schema writes its references without key words, such a name says nearly as much. */
const BARE = 2.7;
/** Several of a kind without key words, `player_1` to `player_11`, are rather references than one alone is. */
const NUMBERED = 2.4;
/** More tables than this whose names begin or end alike: the part says nothing. */
const MOST_PARTS = 3;

/** Tables that the words of the column name, whole or in part. */
export function matchNames(column: NamedColumn, table: NamedTable, vocabulary: Vocabulary): Match[] {
  if (column.base.length === 0 || !isTelling(column)) return [];
  return [
    ...matchWhole(column, table, vocabulary),
    ...matchInContext(column, table, vocabulary),
    ...matchPart(column, table, vocabulary),
  ];
}

/** Without a key word, only a number or a uuid may point somewhere: a text called `country` is the country. */
function isTelling({ keyWord, keyFamily }: NamedColumn): boolean {
  return keyWord !== null || keyFamily === 'integer' || keyFamily === 'uuid';
}

/** `billing_address_id`: the longest end of the words that is a table's name. */
function matchWhole({ base, keyWord, numbered }: NamedColumn, { schema }: NamedTable, vocabulary: Vocabulary): Match[] {
  const { byName, bareReferences } = vocabulary;
  const roleWord = keyWord !== null || numbered ? ROLE_WORD : 2 * ROLE_WORD;
  const start = keyWord !== null ? 3 : bareReferences ? BARE : numbered ? NUMBERED : 1.9;
  for (let dropped = 0; dropped < base.length; dropped++) {
    const words = base.slice(dropped);
    const name = words.join('');
    const parents = lookUp(byName, schema, name);
    if (parents.length === 0) continue;
    const exact = parents.some((parent) => parent.glued === name);
    const chosen = exact ? parents.filter((parent) => parent.glued === name) : parents;
    const score = start - roleWord * dropped + 0.25 * (words.length - 1) - RIVAL * (chosen.length - 1);
    const why = dropped === 0 ? 'bears the name of' : 'ends in the name of';
    return chosen.map((parent) => ({
      parent,
      score: exact ? score : score - 0.2,
      why,
      self: dropped > 0,
      whole: dropped === 0,
    }));
  }
  return [];
}

/** `order_item.status_id` means `order_item_status`: the table's own first words go before. */
function matchInContext({ base, keyWord }: NamedColumn, table: NamedTable, vocabulary: Vocabulary): Match[] {
  const { byName, bareReferences } = vocabulary;
  const ends = base.slice(0, 2).map((_, dropped) => base.slice(dropped).join(''));
  for (const start of table.starts.toReversed()) {
    for (const [dropped, end] of ends.entries()) {
      const parents = lookUp(byName, table.schema, start + end).filter((parent) => parent !== table || dropped > 0);
      if (parents.length === 0) continue;
      const score =
        (keyWord !== null ? 3.2 : bareReferences ? BARE : 1.2) - ROLE_WORD * dropped - RIVAL * (parents.length - 1);
      return parents.map((parent) => ({ parent, score, why: 'with the first words of its own table is' }));
    }
  }
  return [];
}

/** A shortening, the prefix of a table's columns, or the beginning or end of a table's name. */
function matchPart({ base, keyWord, family }: NamedColumn, table: NamedTable, vocabulary: Vocabulary): Match[] {
  const name = base.join('');
  const prefixed = {
    index: vocabulary.byColumnPrefix,
    score: 2.4,
    why: 'is the prefix of the columns of',
  };
  if (keyWord === null) {
    const told = table.columnPrefix !== '' && name.length > 2 && family === 'integer';
    return told ? fewParents(name, table, { ...prefixed, score: 1.9 }) : [];
  }
  return [
    prefixed,
    { index: vocabulary.byShortening, score: name.length > 3 ? 2.2 : 1.7, why: 'is short for' },
    { index: vocabulary.byEnd, score: 1.6, why: 'is the end of the name of' },
    { index: vocabulary.byStart, score: 1.5, why: 'is the beginning of the name of' },
  ].flatMap((part) => fewParents(name, table, part));
}

/** The tables that answer to a part of a name, if they are few; the child itself counts as a rival. */
function fewParents(
  name: string,
  { schema, index: child }: NamedTable,
  part: { readonly index: NameIndex<NamedTable>; readonly score: number; readonly why: string },
): Match[] {
  const all = lookUp(part.index, schema, name);
  const shortest = Math.min(...all.map(({ tokens }) => tokens.length));
  const parents = all.filter(({ tokens }) => tokens.length === shortest);
  if (parents.length > MOST_PARTS) return [];
  return parents
    .filter(({ index }) => index !== child)
    .map((parent) => ({ parent, score: part.score - RIVAL * (parents.length - 1), why: part.why }));
}
