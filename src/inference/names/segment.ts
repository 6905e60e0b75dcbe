import { COMMON_WORDS } from './common-words.ts';
import { KEY_WORDS } from './words.ts';

/** Shorter words stand too often in longer ones by chance; a key word may be the last. */
const SHORTEST = 3;
const MOST_SEGMENTS = 5;
const LONGEST = 48;

/**
 * Takes a word that is several written together apart: `salesorderheader` is `sales order header`. Of the ways to do so
 * that with the fewest words, then with the longest first. `known` are the schema's own words. The word itself where it is
 * a word, or cannot be taken apart without a rest.
 */
export function segment(word: string, known: (part: string) => boolean): readonly string[] {
  if (word.length < 2 * SHORTEST || word.length > LONGEST || COMMON_WORDS.has(word) || !/^[a-z]+$/.test(word))
    return [word];
  // best[n]: the parts of the first n letters.
  const best: (readonly string[] | null)[] = [[]];
  for (let end = 1; end <= word.length; end++) {
    best[end] = null;
    for (let start = 0; start < end; start++) {
      const before = best[start];
      if (!before || before.length === MOST_SEGMENTS) continue;
      const part = word.slice(start, end);
      const isLast = end === word.length && start > 0;
      const isJoint = end < word.length && (part === 'to' || (part === 'of' && start > 0));
      if (!isWord(part, known) && !isJoint && !(isLast && KEY_WORDS.has(part))) continue;
      const rival = best[end];
      if (!rival || before.length + 1 < rival.length) best[end] = [...before, part];
    }
  }
  return best[word.length] ?? [word];
}

function isWord(part: string, known: (part: string) => boolean): boolean {
  if (part.length < SHORTEST) return false;
  return (
    COMMON_WORDS.has(part) ||
    known(part) ||
    (part.endsWith('s') && (COMMON_WORDS.has(part.slice(0, -1)) || known(part.slice(0, -1))))
  );
}
