import type { NamedColumn } from '../names/column-names.ts';
import { lookUp, lookUpMaster } from '../names/name-index.ts';
import type { NameIndex } from '../names/name-index.ts';
import { wordsKey } from '../names/vocabulary.ts';
import type { NamedTable, Vocabulary } from '../names/vocabulary.ts';
import { COMMON_WORDS } from '../names/common-words.ts';
import { MEASURE_WORDS, MONEY_WORDS, NON_ADDITIVE_WORDS } from '../names/words.ts';

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
  /** It bears the name of the table's key, not of the table. */
  readonly byKey?: boolean;
}

/** Points taken off for the first word that stands before the parent's name, for each further one, and at most. */
const ROLE_WORD = 0.4;
const NEXT_ROLE_WORD = 0.15;
const MOST_FOR_ROLE = 0.9;
/** A table that the column's own is named after, meant by the beginning of its name. */
const OWNER = 2.3;
/** The words of a table's name, though not as they stand there. */
const WORDS = 2.3;
/** Points taken off for each other table of that name. */
const RIVAL = 0.5;
/** Where a schema writes its references without key words, such a name says nearly as much. */
const BARE = 2.7;
/** Several of a kind without key words, `player_1` to `player_11`, are rather references than one alone is. */
const NUMBERED = 2.4;
/** More tables than this whose names begin or end alike: the part says nothing. */
const MOST_PARTS = 3;
const LONGEST_INITIALS = 8;
/** Two letters may mean anything, unless so many names end in them. */
const FEWEST_OF_TWO = 5;

/** Tables that the words of the column name, whole or in part. */
export function matchNames(column: NamedColumn, table: NamedTable, vocabulary: Vocabulary): Match[] {
  if (column.base.length === 0 || !isTelling(column)) return [];
  return [
    ...matchWhole(column, table, vocabulary),
    ...matchInContext(column, table, vocabulary),
    ...matchOwner(column, table, vocabulary),
    ...matchWords(column, table, vocabulary),
    ...matchPart(column, table, vocabulary),
  ];
}

/** Without a key word, only a number or a uuid may point somewhere: a text called `country` is the country. */
function isTelling({ keyWord, keyFamily }: NamedColumn): boolean {
  return keyWord !== null || keyFamily === 'integer' || keyFamily === 'uuid';
}

/** A number or a uuid without a key word that may point somewhere, in a schema that writes its references so. */
function isBareReference({ keyFamily, keyWord, base }: NamedColumn, { bareReferences }: Vocabulary): boolean {
  if (!bareReferences || keyWord !== null || (keyFamily !== 'integer' && keyFamily !== 'uuid')) return false;
  const last = base.at(-1) ?? '';
  return !MEASURE_WORDS.has(last) && !NON_ADDITIVE_WORDS.has(last) && !MONEY_WORDS.has(last);
}

/** `billing_address_id`: the longest end of the words that is a table's name. */
function matchWhole({ base, keyWord, numbered }: NamedColumn, { schema }: NamedTable, vocabulary: Vocabulary): Match[] {
  const { byName, bareReferences } = vocabulary;
  const weight = keyWord !== null || numbered ? 1 : 2.5;
  const start = keyWord !== null ? 3 : bareReferences ? BARE : numbered ? NUMBERED : 1.9;
  for (let dropped = 0; dropped < base.length; dropped++) {
    const words = base.slice(dropped);
    const name = words.join('');
    const parents = lookUpMaster(byName, schema, name);
    if (parents.length === 0) continue;
    const exact = parents.some((parent) => parent.glued === name);
    const chosen = exact ? parents.filter((parent) => parent.glued === name) : parents;
    const score = start - weight * rolePoints(dropped) + 0.25 * (words.length - 1) - RIVAL * (chosen.length - 1);
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

/** For words that say in which role the parent is meant: `shipping_` of `shipping_address_id`. */
export function rolePoints(dropped: number): number {
  return dropped === 0 ? 0 : Math.min(MOST_FOR_ROLE, ROLE_WORD + NEXT_ROLE_WORD * (dropped - 1));
}

/**
 * `order_item.status_id` means `order_item_status`: the table's own first words go before. A table that has the same
 * column itself only passes on to another: with `course_user (user_id)`, `course_visit.user_id` is a user.
 */
function matchInContext({ base, keyWord, stem }: NamedColumn, table: NamedTable, vocabulary: Vocabulary): Match[] {
  const { byName, bareReferences } = vocabulary;
  const ends = base.slice(0, 2).map((_, dropped) => base.slice(dropped).join(''));
  for (const start of table.starts.toReversed()) {
    for (const [dropped, end] of ends.entries()) {
      const parents = lookUp(byName, table.schema, start + end).filter(
        (parent) => (parent !== table || dropped > 0) && !passesOn(parent, stem),
      );
      if (parents.length === 0) continue;
      const score =
        (keyWord !== null ? 3.2 : bareReferences ? BARE : 1.9) - rolePoints(dropped) - RIVAL * (parents.length - 1);
      return parents.map((parent) => ({ parent, score, why: 'with the first words of its own table is' }));
    }
  }
  return [];
}

/**
 * `purchase_order_line.purchase_id` means `purchase_order`: the table that its own is named after, by the first words of
 * its name.
 */
function matchOwner({ base, keyWord }: NamedColumn, table: NamedTable, { byName }: Vocabulary): Match[] {
  if (keyWord === null || !base.every((word, at) => table.tokens[at] === word)) return [];
  for (let length = table.tokens.length - 1; length > base.length; length--) {
    const parents = lookUp(byName, table.schema, table.tokens.slice(0, length).join(''));
    const [parent, ...more] = parents.filter((each) => each !== table);
    if (parent && more.length === 0) return [{ parent, score: OWNER, why: 'is the beginning of the name of' }];
  }
  return [];
}

/**
 * `loan_product_id` means `product_loan`, `from_saving_transaction_id` means `saving_account_transaction`: the same words
 * in another order, or the first and the last of more.
 */
function matchWords({ base, keyWord }: NamedColumn, table: NamedTable, { byName, byWords }: Vocabulary): Match[] {
  if (keyWord === null) return [];
  for (let dropped = 0; dropped < base.length - 1; dropped++) {
    const words = base.slice(dropped);
    if (lookUp(byName, table.schema, words.join('')).length > 0) return [];
    const [parent, ...more] = lookUp(byWords, table.schema, wordsKey(words)).filter((each) => each !== table);
    if (parent && more.length === 0)
      return [{ parent, score: WORDS - rolePoints(dropped), why: 'has words of the name of' }];
  }
  return [];
}

/** The column is there too, and not as the first: its own key. */
function passesOn({ byStem }: NamedTable, stem: string): boolean {
  return (byStem.get(stem)?.position ?? 0) > 0;
}

/** A shortening, the prefix of a table's columns, or the beginning or end of a table's name. */
function matchPart(column: NamedColumn, table: NamedTable, vocabulary: Vocabulary): Match[] {
  const { base, keyWord, family } = column;
  const name = base.join('');
  const prefixed = {
    index: vocabulary.byColumnPrefix,
    score: 2.4,
    why: 'is the prefix of the columns of',
  };
  if (keyWord === null && !isBareReference(column, vocabulary)) {
    const told = table.columnPrefix !== '' && name.length > 2 && family === 'integer';
    return told ? fewParents(name, table, { ...prefixed, score: 1.9 }) : [];
  }
  const less = keyWord === null ? 0.3 : 0;
  return [
    ...(keyWord === null ? [] : matchInitials(base, table, vocabulary)),
    ...[
      prefixed,
      ...(keyWord === null
        ? []
        : [{ index: vocabulary.byShortening, score: name.length > 3 ? 2.2 : 1.7, why: 'is short for' }]),
      { index: vocabulary.byEnd, score: 1.6, why: 'is the end of the name of' },
      { index: vocabulary.byStart, score: 1.3, why: 'is the beginning of the name of' },
    ].flatMap((part) => fewParents(name, table, { ...part, score: part.score - less })),
  ];
}

/** `gender_cv_id` means the only table whose words begin so, `code_value`, unless the letters are a word. */
function matchInitials(base: readonly string[], { schema }: NamedTable, vocabulary: Vocabulary): Match[] {
  const last = base.at(-1) ?? '';
  if (last.length > LONGEST_INITIALS || COMMON_WORDS.has(last)) return [];
  if (last.length < 3 && (vocabulary.endings.get(last) ?? 0) < FEWEST_OF_TWO) return [];
  const [parent, rival] = lookUp(vocabulary.byInitials, schema, last);
  if (!parent || rival) return [];
  return [
    {
      parent,
      score: 2 - 0.5 * rolePoints(base.length - 1),
      why: 'ends in the first letters of',
      self: base.length > 1,
    },
  ];
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
