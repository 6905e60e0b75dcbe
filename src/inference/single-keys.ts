import { isLoaderRowId } from './loaders.ts';
import { lookUp } from './name-index.ts';
import type { NamedColumn } from './column-names.ts';
import type { NamedTable, Vocabulary } from './vocabulary.ts';
import { HISTORY_WORDS, LINE_WORDS, NATURAL_KEYS, SURROGATE_WORDS } from './words.ts';

/** A column that may be its table's key, with a score; above `KEY_THRESHOLD` it is one. */
export interface ScoredKey {
  readonly column: NamedColumn;
  readonly score: number;
}

/** From inference.md 1.3 step 1: below this no single column is the key. */
export const KEY_THRESHOLD = 1;

/** Columns that may be the key of the table on their own, best first. */
export function scoreSingleKeys(table: NamedTable, vocabulary: Vocabulary): ScoredKey[] {
  return table.columns
    .flatMap((column) => {
      const score = scoreColumn(column, table, vocabulary);
      return score === null ? [] : [{ column, score }];
    })
    .sort((a, b) => b.score - a.score || a.column.position - b.column.position);
}

function scoreColumn(column: NamedColumn, table: NamedTable, vocabulary: Vocabulary): number | null {
  if (isLoaderRowId(column.column.name)) return KEY_THRESHOLD + 0.05;
  if (column.keyFamily === null || (column.keyFamily === 'number' && column.family === 'float')) return null;
  if (column.tokens.some((token) => LINE_WORDS.has(token))) return null;
  return nameScore(column, table, vocabulary) + typeScore(column, table);
}

function typeScore({ column, keyFamily, position }: NamedColumn, { table }: NamedTable): number {
  let score = -0.25 * Math.min(position, 8);
  if (keyFamily === 'integer' || keyFamily === 'uuid') score += 0.4;
  if (keyFamily === 'text') score -= 0.8;
  if (keyFamily === 'unknown') score -= 0.4;
  if (/serial|identity|auto_?increment|primary_key/i.test(column.type)) score += 1.5;
  if (column.nullable === false) score += 0.3;
  if (table.unique_keys?.some((key) => key.length === 1 && key[0] === column.name)) score += 1.2;
  if (table.columns.length === 1) score += 2;
  return score;
}

function nameScore(column: NamedColumn, table: NamedTable, vocabulary: Vocabulary): number {
  const { tokens, keyWord, base, position, stem } = column;
  const first = position === 0;
  if (tokens.length === 1 && SURROGATE_WORDS.has(stem)) return 4;
  if (base.length === 0) return (keyWord === 'key' || keyWord === 'code' ? 1.2 : 0.4) + (first ? 1.4 : 0);
  if (tokens.length === 1 && NATURAL_KEYS.has(stem)) return first ? 2.2 : 0.6;
  const about = base.join('');
  const own = about === table.glued || about === table.alias;
  if (keyWord === null) return own && first ? 1 : -1;
  const start = first ? 1.4 : 0;
  if (own) return start + 3.2;
  if (namesAnother(about, table, vocabulary)) return start - 1.2;
  return start + partOfName(about, table);
}

/** Whether the words are another table's name, or a shortening of one that is not this table's. */
function namesAnother(about: string, table: NamedTable, { byName, byColumnPrefix }: Vocabulary): boolean {
  const others = [...lookUp(byName, table.schema, about), ...lookUp(byColumnPrefix, table.schema, about)];
  return others.some((other) => other !== table);
}

function partOfName(about: string, { tokens, glued, alias }: NamedTable): number {
  const last = tokens.at(-1) ?? '';
  if (HISTORY_WORDS.has(last) && tokens.length > 1) return 0;
  if (glued.startsWith(about) || glued.endsWith(about)) return about.length >= 2 ? 2.2 : 0.8;
  return alias !== '' && (alias.startsWith(about) || alias.endsWith(about)) ? 2 : 0;
}
