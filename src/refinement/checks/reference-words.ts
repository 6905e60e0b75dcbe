import type { Column, Table } from '../../catalog/catalog.ts';
import { PERSON_WORDS } from '../../inference/names/column-words.ts';
import { segment } from '../../inference/names/segment.ts';
import { nameTokens } from '../../inference/names/tokens.ts';
import {
  AGENT_ENDINGS,
  AGENTS,
  KEY_WORDS,
  NOT_AGENTS,
  PERSON_TABLES,
  SELF_WORDS,
} from '../../inference/names/words.ts';
import { abbreviates } from './related-name.ts';

/** What a column would point to. */
interface Pointing {
  readonly from: Table;
  readonly to: Table;
  /** Column of `to` that it would hold. */
  readonly key: string;
}

/** A word of fewer letters stands in others by chance. */
const SHORTEST = 3;

/**
 * Whether the name or the comment of a column speaks of a table: names a part of it, bears its key's name, or names somebody
 * where the table is of people. A column that names its own table speaks of nothing else. Pure.
 */
export function saysReference({ name, comment }: Column, { from, to, key }: Pointing): boolean {
  const base = withoutKeyWords(name);
  const own = nameTokens(from.name);
  if (from.name === to.name && from.schema === to.schema) {
    return (
      base.some((word) => SELF_WORDS.has(word)) ||
      (isPerson(base) && isOfPeople(to) && !base.every((word) => own.includes(word)))
    );
  }
  const other = nameTokens(to.name);
  // `InvoiceId` of invoices is their own number, and speaks of no invoice line.
  if (base.length > 0 && base.every((word) => own.includes(word)) && own.every((word) => other.includes(word)))
    return false;
  const parent = [...other, ...withoutKeyWords(key)];
  if (base.some((word) => parent.some((each) => isSame(word, each)))) return true;
  const told = new Set(nameTokens(comment ?? ''));
  if (other.some((word) => word.length >= SHORTEST && told.has(word))) return true;
  // A bare `id` is the table's own, whatever else it may be.
  if (base.length === 0) return false;
  return !base.every((word) => own.includes(word)) && isPerson(base) && isOfPeople(to);
}

function withoutKeyWords(name: string): string[] {
  return nameTokens(name).filter((word) => !KEY_WORDS.has(word));
}

function isSame(word: string, other: string): boolean {
  if (word === other) return word.length > 1;
  const isLong = word.length >= SHORTEST && other.length >= SHORTEST;
  const isAlike = word.slice(0, 2) === other.slice(0, 2);
  return isLong && isAlike && (abbreviates(word, other) || abbreviates(other, word));
}

function isPerson(base: readonly string[]): boolean {
  const last = segment(base.at(-1) ?? '', () => false).at(-1) ?? '';
  const isAgent =
    AGENTS.has(last) || (AGENT_ENDINGS.some((end) => last.length > 4 && last.endsWith(end)) && !NOT_AGENTS.has(last));
  return last === 'by' || isAgent || PERSON_WORDS.has(last);
}

function isOfPeople({ name }: Table): boolean {
  return nameTokens(name).some((word) => PERSON_WORDS.has(word) || PERSON_TABLES.some((table) => table === word));
}
