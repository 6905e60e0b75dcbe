import type { NamedColumn } from '../names/column-names.ts';
import type { Match } from './name-matches.ts';
import { matchPerson } from './people.ts';
import { lookUp } from '../names/name-index.ts';
import type { NamedTable, Vocabulary } from '../names/vocabulary.ts';
import { EXTENSION_WORDS, RELATION_ENDS, RELATION_WORDS, SELF_WORDS } from '../names/words.ts';

/** Tables that a column means by the role that it names: a parent, a successor, somebody who does something. */
export function matchRoles(column: NamedColumn, table: NamedTable, vocabulary: Vocabulary): Match[] {
  return [
    ...matchSelf(column, table),
    ...matchExtended(column, table, vocabulary),
    ...matchPosition(column, table, vocabulary),
    ...matchRelation(column, table, vocabulary),
    ...matchPerson(column, table, vocabulary),
  ];
}

/** `parent_id`, `reports_to`: a row of the same table. */
function matchSelf({ base, keyWord, keyFamily }: NamedColumn, table: NamedTable): Match[] {
  const [first, ...rest] = base;
  if (first === undefined || !SELF_WORDS.has(first) || table.tokens.includes(first)) return [];
  const about = rest.join('');
  const bare = keyWord === null && (keyFamily === 'integer' || keyFamily === 'uuid');
  const names = about === '' ? keyWord !== null || first === 'parent' : table.glued.endsWith(about);
  const points = about === 'to' || ((keyWord !== null || bare) && names);
  return points ? [{ parent: table, score: 2.3, why: 'names another row of', self: true }] : [];
}

/** `artist_meta.id`: a row for a row of `artist`. The score makes up for what a table's own key loses. */
function matchExtended({ base, position }: NamedColumn, table: NamedTable, { byName }: Vocabulary): Match[] {
  const { tokens, schema, columns } = table;
  if (base.length > 0 || position > 0 || tokens.length < 2 || !EXTENSION_WORDS.has(tokens.at(-1) ?? '')) return [];
  const name = tokens.slice(0, -1).join('');
  if (columns.some((other) => name.endsWith(other.base.join('') || '-'))) return [];
  const why = 'stands in a table that adds to each row of';
  return lookUp(byName, schema, name).map((parent) => ({ parent, score: 3.4, why }));
}

/** `l_artist_recording.entity0` and `entity1`: the first and the second table of a link's name. */
function matchPosition(column: NamedColumn, table: NamedTable, { byName }: Vocabulary): Match[] {
  if (isLetterPair(table)) return matchLetter(column, table, byName);
  const numbered = (other: NamedColumn) => other.tokens.length === 2 && /^[012]$/.test(other.tokens[1] ?? '');
  if (!numbered(column) || column.keyFamily !== 'integer') return [];
  const pair = table.columns.filter((other) => numbered(other) && other.tokens[0] === column.tokens[0]);
  if (pair.length !== 2) return [];
  for (const start of [0, 1]) {
    for (let middle = start + 1; middle < table.tokens.length; middle++) {
      const [first] = lookUp(byName, table.schema, table.tokens.slice(start, middle).join(''));
      const [second] = lookUp(byName, table.schema, table.tokens.slice(middle).join(''));
      const parent = column === pair[0] ? first : second;
      if (first && second && parent)
        return [{ parent, score: 2.9, why: 'has the place in the name of the link that is that of' }];
    }
  }
  return [];
}

/** A link that says no more of its columns than `A` and `B`, as some mappers write it: `_PostToTag (A, B)`. */
function isLetterPair({ columns }: NamedTable): boolean {
  const [a, b] = columns;
  return columns.length === 2 && a?.stem === 'a' && b?.stem === 'b' && a.keyFamily === b.keyFamily;
}

/** Where the name of the link begins and ends with names of tables: the first is `A`, the second `B`. */
function matchLetter(column: NamedColumn, { tokens, schema }: NamedTable, byName: Vocabulary['byName']): Match[] {
  const lengths = tokens.map((_, at) => tokens.length - at);
  const ends =
    column.stem === 'a' ? lengths.map((size) => tokens.slice(0, size)) : lengths.map((size) => tokens.slice(-size));
  for (const end of ends.slice(1)) {
    const parents = lookUp(byName, schema, end.join(''));
    if (parents.length > 0)
      return parents.map((parent) => ({
        parent,
        score: 2.9,
        why: 'has the place in the name of the link that is that of',
      }));
  }
  return [];
}

/** `variant_links.source_id`: two ends of one table, named before the word of the relation. */
function matchRelation(
  { base, keyWord }: NamedColumn,
  { tokens, schema }: NamedTable,
  vocabulary: Vocabulary,
): Match[] {
  const last = tokens.at(-1) ?? '';
  const end = base.at(-1) ?? '';
  if (keyWord === null || base.length !== 1 || !RELATION_ENDS.has(end) || !RELATION_WORDS.has(last)) return [];
  const parents = lookUp(vocabulary.byName, schema, tokens.slice(0, -1).join(''));
  return parents.map((parent) => ({ parent, score: 2.4, why: 'is one of the two ends of a relation between rows of' }));
}
