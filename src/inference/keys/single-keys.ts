import { saysNothing } from './telling-columns.ts';
import { isLoaderRowId } from '../names/loaders.ts';
import { lookUp, lookUpMaster } from '../names/name-index.ts';
import type { NamedColumn } from '../names/column-names.ts';
import type { NamedTable, Vocabulary } from '../names/vocabulary.ts';
import { EXTENSION_WORDS, HISTORY_WORDS, LINE_WORDS, NATURAL_KEYS, SURROGATE_WORDS } from '../names/words.ts';

/** A column that may be its table's key, with a score; above `KEY_THRESHOLD` it is one. */
export interface ScoredKey {
  readonly column: NamedColumn;
  readonly score: number;
}

/** A uuid behind other columns is mostly a second way to name the row. */
const ALTERNATE = 1.5;

/** From inference.md 1.3 step 1: below this no single column is the key. */
export const KEY_THRESHOLD = 1;

/** Columns that may be the key of the table on their own, best first. */
export function scoreSingleKeys(table: NamedTable, vocabulary: Vocabulary): ScoredKey[] {
  const owner = { table, vocabulary, ownKey: hasOwnKey(table) };
  return table.columns
    .flatMap((column) => {
      const score = scoreColumn(column, owner);
      return score === null ? [] : [{ column, score }];
    })
    .sort((a, b) => b.score - a.score || a.column.position - b.column.position);
}

/** What is asked for every column of a table, found once. */
interface Owner {
  readonly table: NamedTable;
  readonly vocabulary: Vocabulary;
  readonly ownKey: boolean;
}

function scoreColumn(column: NamedColumn, owner: Owner): number | null {
  if (isLoaderRowId(column.column.name)) return KEY_THRESHOLD + 0.05;
  if (column.keyFamily === null || (column.keyFamily === 'number' && column.family === 'float')) return null;
  if (isLineNumber(column, owner.table)) return null;
  return nameScore(column, owner) + typeScore(column, owner.table);
}

/** `line_number` counts within a header; `invoice_line_id` of `invoice_line` does not. */
function isLineNumber({ tokens, base }: NamedColumn, { glued }: NamedTable): boolean {
  return base.join('') !== glued && tokens.some((token) => LINE_WORDS.has(token));
}

function typeScore({ column, keyFamily, position }: NamedColumn, { table }: NamedTable): number {
  let score = -0.25 * Math.min(position, 8);
  if (keyFamily === 'integer' || keyFamily === 'uuid') score += 0.4;
  if (keyFamily === 'text') score -= 0.8;
  if (keyFamily === 'unknown') score -= 0.4;
  if (/serial|identity|auto_?increment|primary_key/i.test(column.type)) score += 1.5;
  if (column.nullable === false) score += 0.3;
  if (table.unique_keys?.some((key) => key.length === 1 && key[0] === column.name)) score += 1.2;
  if (table.columns.length === 1) score += 3;
  return score;
}

function nameScore(column: NamedColumn, { table, vocabulary, ownKey }: Owner): number {
  const { tokens, keyWord, base, position, stem } = column;
  const first = position === 0;
  if (tokens.length === 1 && SURROGATE_WORDS.has(stem)) return stem === 'id' || position < 2 ? 4 : ALTERNATE;
  if (base.length === 0) {
    const others = table.columns.some((other) => other !== column && other.keyWord !== null);
    return (first ? 1.4 : 0) + (others ? -0.6 : keyWord === 'key' || keyWord === 'code' ? 1.2 : 0.4);
  }
  if (tokens.length === 1 && NATURAL_KEYS.has(stem)) return first ? 2.2 : 0.6;
  const about = base.join('');
  const own = about === table.glued || (about === table.alias && !namesAnother(base, table, vocabulary));
  if (keyWord === null) return own && first ? 2.4 : -1;
  const start = first ? 1.4 : 0;
  if (own) return start + 3.2;
  if (namesAnother(base, table, vocabulary)) return start - 1.2;
  if (partOfName(about, table) === 0 && first) {
    return vocabulary.firstStems.get(stem) === 1 && !isOfAnother(table) ? 0.9 : 0.5;
  }
  return ownKey ? start - 1.2 : start + partOfName(about, table) * (first ? 1 : 0.35);
}

/** Whether the words, or the end of them, are the name of another table or the prefix of its columns. */
function namesAnother(base: readonly string[], table: NamedTable, { byName, byColumnPrefix }: Vocabulary): boolean {
  return base.some((_, dropped) => {
    const name = base.slice(dropped).join('');
    const prefixed = dropped === 0 ? lookUp(byColumnPrefix, table.schema, name) : [];
    return [...lookUpMaster(byName, table.schema, name), ...prefixed].some((other) => other !== table);
  });
}

/** A bare `id`, or nothing but keys: then a part of the table's name is no key of it. */
function hasOwnKey({ columns, byStem }: NamedTable): boolean {
  if (byStem.has('id')) return true;
  let keys = 0;
  for (const column of columns) {
    if (saysNothing(column)) continue;
    if (column.keyWord === null) return false;
    keys += 1;
  }
  return keys > 1;
}

/** Its rows are measurements or extensions of another table's, whose key comes first. */
function isOfAnother({ tokens }: NamedTable): boolean {
  const last = tokens.at(-1) ?? '';
  return tokens.length > 1 && (HISTORY_WORDS.has(last) || EXTENSION_WORDS.has(last));
}

function partOfName(about: string, table: NamedTable): number {
  const { glued, alias, tokens } = table;
  if (isOfAnother(table)) return about === tokens.at(-1) ? 1.6 : 0;
  if (glued.startsWith(about) || glued.endsWith(about)) return about.length >= 2 ? 2.2 : 0.8;
  if (alias !== '' && (alias.startsWith(about) || alias.endsWith(about))) return 2;
  return about.length > 3 && tokens.at(-1)?.startsWith(about) === true ? 1.6 : 0;
}
