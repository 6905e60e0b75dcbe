import type { NamedColumn } from '../names/column-names.ts';
import type { KeyBelief, KeyCandidates } from './key-belief.ts';
import type { NamedTable } from '../names/vocabulary.ts';
import { AUDIT_WORDS } from '../names/words.ts';

/** Likely only if the rows agree. */
const UNTESTED = 0.42;
const MOST_PAIRS = 6;
const MOST_PARTNERS = 5;

/**
 * Where the rows refuted every candidate: pairs of the best of them (or the first columns that look like keys) with
 * what else could tell its rows apart. Believed only once a query has shown them unique.
 */
export function secondKeys({ columns }: NamedTable, refuted: KeyCandidates): KeyCandidates {
  const able = columns.filter(canBePart);
  const tried = new Set(refuted.map(({ columns: key }) => nameOf(key)));
  const best = refuted.flatMap(({ columns: key }) => (key.length === 1 ? key : [])).slice(0, 2);
  const partners = able.toSorted((a, b) => rank(b) - rank(a) || a.position - b.position).slice(0, MOST_PARTNERS);
  const pairs = [...best, ...partners.slice(0, 2)].flatMap((first) =>
    partners.filter((second) => second !== first).map((second) => inOrder(first, second)),
  );
  const fresh = new Map(pairs.filter((pair) => !tried.has(nameOf(pair))).map((pair) => [nameOf(pair), pair]));
  return [...fresh.values()].slice(0, MOST_PAIRS).map(toBelief);
}

function toBelief(columns: readonly NamedColumn[]): KeyBelief {
  return { columns, probability: UNTESTED, declared: false };
}

function canBePart({ keyFamily, family, tokens }: NamedColumn): boolean {
  if (family === 'date' || family === 'timestamp') return true;
  return keyFamily !== null && keyFamily !== 'number' && !tokens.some((token) => AUDIT_WORDS.has(token));
}

/** References and numbers of lines first, then moments, then names. */
function rank({ keyWord, family, keyFamily, stem }: NamedColumn): number {
  if (keyWord !== null) return 3;
  if (/^(index|position|sequence|version|line)$/.test(stem)) return 3;
  if (family === 'date' || family === 'timestamp') return 2;
  return keyFamily === 'text' ? 1 : 0;
}

function inOrder(a: NamedColumn, b: NamedColumn): readonly NamedColumn[] {
  return a.position < b.position ? [a, b] : [b, a];
}

function nameOf(columns: readonly NamedColumn[]): string {
  return columns.map(({ position }) => position).join();
}
