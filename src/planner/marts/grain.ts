import type { MartTable } from './mart-table.ts';
import { inWords, withoutPrefix } from './role-names.ts';
import type { StagedRelationship } from './staged-relationship.ts';

/** What one row of a table stands for: `one row an order`, `one row for each order and line number`. */
export function grainOf(table: MartTable, relationships: readonly StagedRelationship[]): string {
  if (!table.key) return `one row as in ${table.model}; no key was found`;
  if (table.key.length === 1) {
    const countable = table.singular !== table.plural;
    return `one row ${withArticle(inWords(countable ? table.singular : `${table.singular}_record`))}`;
  }
  const parts = table.key.map((column) => {
    const parent = relationships.find(({ columns }) => columns.length === 1 && columns[0] === column);
    return inWords(parent ? parent.role : withoutPrefix(column, table.prefix));
  });
  const words = new Set(parts).size === parts.length ? parts : table.key.map(inWords);
  return `one row for each ${wordList(words)}`;
}

/** `a, b and c` */
export function wordList(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

/** `an order`, `a user`: by sound, as far as letters tell it. */
export function withArticle(word: string): string {
  const vowel = /^[aeiou]/.test(word)
    ? !/^(uni|use|usa|usu|uti|uu|eu|one\b|once)/.test(word)
    : /^(hour|heir|honest|honou?r)/.test(word);
  return `${vowel ? 'an' : 'a'} ${word}`;
}
