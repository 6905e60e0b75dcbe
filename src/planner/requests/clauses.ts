import type { NameIndex } from './name-index.ts';
import type { Clause } from './read-clause.ts';
import { readClause, verbOf } from './read-clause.ts';
import type { Sentence, Word } from './request-text.ts';
import { GROUP_WORDS, JOINING_WORDS, PERIODS } from './request-words.ts';

/**
 * The clauses of a sentence: a verb behind `and` or a comma begins one (`stage orders and document customers`), and so does a
 * second period (`monthly revenue and weekly orders`). What only says `and retire it` belongs to the clause before. Pure.
 */
export function readClauses({ words }: Sentence, index: NameIndex): Clause[] {
  const clauses: Clause[] = [];
  const parts = splitWords(words).map((part) => readClause(part, index));
  for (const clause of parts) {
    const before = clauses.at(-1);
    if (before && isAfterthought(clause, before))
      clauses[clauses.length - 1] = { ...before, text: joined(before, clause) };
    else if (!isEmpty(clause)) clauses.push(clause);
  }
  // `Set up this project` says no more than that something is to be made: all of it.
  if (clauses.length === 0) return parts.filter(({ verb }) => verb === 'make').slice(0, 1);
  return shareTargets(clauses);
}

function splitWords(words: readonly Word[]): Word[][] {
  const parts: Word[][] = [[]];
  for (const [at, word] of words.entries()) {
    const before = words[at - 1];
    const part = parts.at(-1) ?? [];
    const isJoined = word.afterComma || (before !== undefined && JOINING_WORDS.has(before.plain));
    const begins = verbOf(word) !== null && at + 1 < words.length;
    const isSum = part.some(({ plain }) => PERIODS.has(plain) || GROUP_WORDS.has(plain));
    const sumsAgain = isSum && word.plain.endsWith('ly') && PERIODS.has(word.plain);
    if (part.length > 0 && isJoined && (begins || sumsAgain)) parts.push([word]);
    else part.push(word);
  }
  return parts.map(withoutJoint).filter((part) => part.length > 0);
}

/** Without the `and` that leads to the next clause. */
function withoutJoint(words: readonly Word[]): Word[] {
  const end = words.findLastIndex(({ plain, isName }) => isName || !JOINING_WORDS.has(plain));
  return words.slice(0, end + 1);
}

/** `and retire it`, after a replacement that says so already. */
function isAfterthought(clause: Clause, before: Clause): boolean {
  return before.verb === 'convert' && clause.verb === 'retire' && clause.named.length === 0;
}

function isEmpty({ verb, acts, layers, named, periods, hasSummaryWord, isAll }: Clause): boolean {
  const says = acts.size + layers.length + named.length + periods.length > 0 || hasSummaryWord || isAll;
  return !says && verb !== 'convert' && verb !== 'retire';
}

/** Tests and words are for what the clause beside names: `add tests and document customers`, `stage orders and document them`. */
function shareTargets(clauses: readonly Clause[]): Clause[] {
  return clauses.map((clause, at) => {
    if (clause.verb !== 'act' || clause.named.length > 0 || clause.layers.length > 0 || clause.isAll) return clause;
    const [before, after] = [clauses[at - 1], clauses[at + 1]];
    const from = clause.hasPronoun ? before : (after ?? before);
    return from ? { ...clause, named: from.named, layers: from.layers, isAll: from.isAll } : clause;
  });
}

function joined(before: Clause, after: Clause): string {
  return `${before.text} ${after.text}`;
}
