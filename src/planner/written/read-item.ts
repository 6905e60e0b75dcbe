import type { TokenRange } from '../../sql/select/token-source.ts';
import { isToken } from '../../sql/select/token-source.ts';
import type { ReadFrom } from './read-from.ts';
import type { Reading } from './reading.ts';
import { excerpt, nameAt } from './reading.ts';
import { meant } from './resolve-name.ts';
import { CLAUSE_WORDS, OPERATORS, VALUES } from './sql-subset.ts';
import type { WrittenItem } from './written-query.ts';

/**
 * Reads an item of a select list: its expression, and the name under which it comes out. `isNamed`: whether it must have one,
 * as behind a second branch of a `union`, or in an `exists`, it need not.
 */
export function readItem(reading: Reading, range: TokenRange, isNamed: boolean): WrittenItem {
  const { source, faults } = reading;
  const { lo } = range;
  if (isStar(reading, range)) return { expression: range, alias: null, name: null, isStar: true };
  const alias = aliasOf(reading, range);
  const expression = alias === null ? range : { lo, hi: isToken(source, alias - 1, 'as') ? alias - 1 : alias };
  const name = alias === null ? pathName(reading, range) : nameAt(reading, alias);
  if (isToken(source, lo, '*') || (isToken(source, lo + 1, '.') && isToken(source, lo + 2, '*'))) {
    if (name === null)
      faults.add(`"${excerpt(source, range)}": of a star nothing is left out or replaced; name the columns`);
  } else if (name === null && isNamed)
    faults.add(`"${excerpt(source, range)}" has no name: write "${excerpt(source, range)} as name"`);
  if (alias !== null && name !== null) reading.names.set(alias, name);
  return { expression, alias, name, isStar: false };
}

/** `*`, `orders.*`. */
function isStar({ source }: Reading, { lo, hi }: TokenRange): boolean {
  if (hi === lo + 1) return isToken(source, lo, '*');
  return hi === lo + 3 && isToken(source, lo + 1, '.') && isToken(source, lo + 2, '*');
}

/** Index of the alias of an item, behind `as` or behind an operand. */
function aliasOf(reading: Reading, { lo, hi }: TokenRange): number | null {
  const { source } = reading;
  const last = source.tokens[hi - 1];
  if (!last || hi - lo < 2 || nameAt(reading, hi - 1) === null) return null;
  const before = source.tokens[hi - 2];
  if (isToken(source, hi - 2, 'as')) return hi - 1;
  const isWord = last.kind === 'quoted' || !(VALUES.has(last.value) || CLAUSE_WORDS.has(last.value));
  const endsOperand =
    before?.kind === 'mark' ? before.value === ')' || before.value === ']' : !OPERATORS.has(before?.value ?? '');
  return isWord && endsOperand ? hi - 1 : null;
}

/** The last part of a path that stands alone; null for any other expression. */
function pathName(reading: Reading, { lo, hi }: TokenRange): string | null {
  for (let at = lo; at < hi; at += 2) {
    const name = nameAt(reading, at);
    if (name === null || VALUES.has(name)) return null;
    if (at + 1 === hi) return name;
    if (!isToken(reading.source, at + 1, '.')) return null;
  }
  return null;
}

/** The relations whose columns a star is. */
export function starRelation(
  reading: Reading,
  { expression: { lo, hi } }: WrittenItem,
  relations: readonly ReadFrom[],
): readonly ReadFrom[] {
  if (hi === lo + 1) return relations;
  const name = nameAt(reading, lo)?.toLowerCase() ?? '';
  const found = relations.filter(({ alias }) => alias === name);
  const aliases = relations.flatMap(({ alias }) => alias ?? []);
  if (found.length === 0)
    reading.faults.add(`"${name}.*": ${name} is none of what is selected from${meant(name, aliases)}`);
  else reading.names.set(lo, name);
  return found;
}
