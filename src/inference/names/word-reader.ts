import type { Catalog } from '../../catalog/catalog.ts';
import { segment } from './segment.ts';
import { nameTokens } from './tokens.ts';

/** Reads the words of a name. */
export type WordReader = (name: string) => readonly string[];

/** In a schema that writes words together at least so many of its tables are called by several. */
const FEWEST = 3;
const SHARE = 0.25;

/**
 * How the names of a catalog are read: as they are separated, and in a schema that writes words together (`salesorderid`,
 * as databases do that fold case) also by the words of the language and the schema's own short names.
 */
export function wordReader({ tables }: Catalog): WordReader {
  const names = tables.map(({ name }) => nameTokens(name));
  const singles = new Set(names.flatMap(([word, ...more]) => (word !== undefined && more.length === 0 ? [word] : [])));
  const whole = new Set([...singles].filter((word) => segment(word, () => false).length === 1));
  const known = (part: string): boolean => whole.has(part);
  const isGlued = (words: readonly string[]): boolean =>
    words.length === 1 && segment(words[0] ?? '', known).length > 1;
  const glued = names.filter(isGlued).length;
  if (glued < FEWEST || glued < SHARE * names.length) return nameTokens;
  const read = new Map<string, readonly string[]>();
  return (name) => {
    const seen = read.get(name);
    if (seen) return seen;
    const words = nameTokens(
      nameTokens(name)
        .flatMap((word) => segment(word, known))
        .join(' '),
    );
    read.set(name, words);
    return words;
  };
}
