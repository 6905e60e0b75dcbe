import type { KeyBelief } from '../keys/key-belief.ts';
import type { NamedColumn } from '../names/column-names.ts';
import { keyCompatibility } from '../names/key-types.ts';
import type { NamedTable } from '../names/vocabulary.ts';
import { CODE_WORDS, FOREIGN_SYSTEM_WORDS } from '../names/words.ts';
import { sigmoid } from '../probability.ts';
import type { Match } from './name-matches.ts';
import { polymorphicType } from './polymorphic.ts';

/** Even odds, and how fast they turn (inference.md 1.3 step 3). */
const EVEN = 1.55;
const STEEPNESS = 2;

/** Keys below this were guessed by their place. */
const BY_NAME = 0.6;
/** A name that is that of the parent's key says less where that key is a guess. */
const KEY_NAME = 1.5;

/** A match after everything that its names do not say was weighed. */
export interface JudgedMatch {
  readonly match: Match;
  readonly target: NamedColumn;
  readonly probability: number;
  readonly doubts: readonly Doubt[];
}

/** What speaks against a match: points off its score, and why. */
export interface Doubt {
  readonly points: number;
  readonly why: string;
}

export interface MatchContext {
  readonly column: NamedColumn;
  readonly child: NamedTable;
  readonly keys: readonly (KeyBelief | null)[];
}

/** How probable it is that the column points to the key of the match's table; null where it cannot. */
export function judgeMatch(match: Match, context: MatchContext): JudgedMatch | null {
  const { column, child, keys } = context;
  const key = keys[match.parent.index];
  const [target] = key?.columns ?? [];
  if (!key || !target || key.columns.length !== 1) return null;
  if (column.keyFamily === null || target.keyFamily === null || target === column) return null;
  const compatibility = keyCompatibility(column.keyFamily, target.keyFamily);
  if (compatibility === 0 || (match.whole !== true && polymorphicType(column, child))) return null;
  const doubts = [
    { points: 2 * (1 - compatibility), why: `the types differ: ${column.column.type}, ${target.column.type}` },
    {
      points: (match.byKey === true ? KEY_NAME : 1) * (1 - key.probability),
      why: `the key of ${match.parent.table.name} is a guess itself`,
    },
    ...nameDoubts(column, target),
    ...placeDoubts(match, target, context),
  ].filter(({ points }) => points > 0);
  const score = doubts.reduce((sum, { points }) => sum - points, match.score) + 0.12 * sharedStart(child, match.parent);
  return { match, target, probability: probabilityOf(score), doubts };
}

/** The probability that a score means. */
export function probabilityOf(score: number): number {
  return sigmoid(STEEPNESS * (score - EVEN));
}

function nameDoubts(column: NamedColumn, target: NamedColumn): Doubt[] {
  const { keyWord, family, base } = column;
  if (keyWord === null)
    return family === 'text' ? [{ points: textPoints(column, target), why: 'a text without a key word' }] : [];
  const doubts: Doubt[] = [];
  if (base.length > 1 && FOREIGN_SYSTEM_WORDS.has(base[0] ?? ''))
    doubts.push({ points: 1.5, why: 'it may be the key of another system' });
  if (CODE_WORDS.has(keyWord) && keyWord !== target.keyWord)
    doubts.push({ points: 1.2, why: `a ${keyWord}, where the key is ${target.column.name}` });
  return doubts;
}

/** Texts are mostly what they say, unless the keys of people are texts (`created_by`) or the key has the same name. */
function textPoints({ base, stem }: NamedColumn, target: NamedColumn): number {
  if (target.family !== 'text') return 1.3;
  if (base.at(-1) === 'by') return target.keyWord === 'id' ? 0.3 : 1.3;
  return target.stem === stem ? 0.4 : 1.3;
}

function placeDoubts({ parent, self }: Match, target: NamedColumn, { column, child, keys }: MatchContext): Doubt[] {
  const doubts: Doubt[] = [];
  if (parent === child && self !== true) doubts.push({ points: 1.5, why: 'no word says that a row points to another' });
  const own = keys[child.index];
  if (own?.columns.length === 1 && own.columns[0] === column) {
    // A key that is believed for its place alone may as well be the reference that the table begins with.
    const weight = own.probability >= BY_NAME ? 1 : 0.25;
    const points = weight * ownKeyPoints(column, target, { child, parent });
    doubts.push({ points, why: 'it is the key of its own table' });
  }
  const type = polymorphicType(column, child);
  if (type) doubts.push({ points: 1.2, why: `${type.column.name} may name other tables` });
  return doubts;
}

/**
 * A table's own key seldom points anywhere, unless both names say that it adds to the parent's rows, one to one:
 * `film_text (film_id)`; `user_session (id)` says no such thing.
 */
function ownKeyPoints(
  { base, stem }: NamedColumn,
  target: NamedColumn,
  { child, parent }: { readonly child: NamedTable; readonly parent: NamedTable },
): number {
  if (base.length === 0) return 1.6;
  const about = base.join('');
  if ((about === parent.glued || about === parent.alias) && !child.tokens.includes(about)) return 0.3;
  const extendsName = child.tokens.length > parent.tokens.length && sharedStart(child, parent) === parent.tokens.length;
  if (!extendsName) return 1.6;
  return target.base.length > 0 && target.stem === stem ? 0.3 : 0.8;
}

function sharedStart(child: NamedTable, parent: NamedTable): number {
  if (child === parent) return 0;
  let count = 0;
  while (count < parent.tokens.length && child.tokens[count] === parent.tokens[count]) count++;
  return count;
}
