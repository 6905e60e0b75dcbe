import type { NamedColumn } from '../names/column-names.ts';
import type { Match } from './name-matches.ts';
import { indexByName, lookUp } from '../names/name-index.ts';
import type { NameIndex } from '../names/name-index.ts';
import type { KeyBelief } from '../keys/key-belief.ts';
import type { NamedTable, Vocabulary } from '../names/vocabulary.ts';
import { EXTENSION_WORDS } from '../names/words.ts';

/** Tables by the name of their key, where that name says something. */
export type KeyNames = NameIndex<NamedTable>;

/** A key of one of these names could be anybody's. */
const GENERIC = new Set(['id', 'uuid', 'guid', 'pk', 'key', 'code', 'number', 'name', 'version', 'hash']);

export function indexKeyNames({ tables }: Vocabulary, keys: readonly (KeyBelief | null)[]): KeyNames {
  return indexByName(tables, ({ index, tokens }) => {
    if (tokens.length > 1 && EXTENSION_WORDS.has(tokens.at(-1) ?? '')) return [];
    const columns = keys[index]?.columns ?? [];
    const [only] = columns;
    return columns.length === 1 && only && !GENERIC.has(only.stem) ? [only.stem] : [];
  });
}

/** Tables whose key has the column's own name (`emp_no`), or the end of it (`old_emp_no`). */
export function matchKeyNames(column: NamedColumn, table: NamedTable, keyNames: KeyNames): Match[] {
  if (column.keyWord === null && column.tokens.length < 2) return [];
  const { tokens } = column;
  for (let dropped = 0; dropped < Math.min(tokens.length, 4); dropped++) {
    const parents = lookUp(keyNames, table.schema, tokens.slice(dropped).join('')).filter((parent) => parent !== table);
    if (parents.length === 0 || (dropped > 0 && tokens.length - dropped < 2)) continue;
    return parents.map((parent) => ({
      parent,
      score: keyNameScore({ dropped, rivals: parents.length - 1, extendsParent: extendsName(table, parent) }),
      why: dropped === 0 ? 'is called as the key of' : 'ends in the key of',
    }));
  }
  return [];
}

function keyNameScore(match: { dropped: number; rivals: number; extendsParent: boolean }): number {
  if (match.dropped > 0) return 2.2 - 0.3 * match.dropped - 0.2 * match.rivals;
  if (match.extendsParent) return 3.2;
  return match.rivals === 0 ? 2.6 : 2 - 0.1 * match.rivals;
}

/** `employee_pay_history` extends `employee`. */
function extendsName(table: NamedTable, parent: NamedTable): boolean {
  return table.tokens.length > parent.tokens.length && parent.tokens.every((token, at) => table.tokens[at] === token);
}
