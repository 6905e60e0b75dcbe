import type { Catalog } from '../../catalog/catalog.ts';
import { segment } from './segment.ts';
import { nameTokens } from './tokens.ts';

/** Reads the words of a name. */
export type WordReader = (name: string) => readonly string[];

/** In a schema that writes words together at least so many of its tables are called by several. */
const FEWEST = 3;
const SHARE = 0.25;
/** The same of columns, and how many there are for each that separates its words. */
const FEWEST_COLUMNS = 10;
const COLUMNS_SHARE = 0.5;

/**
 * How the names of a catalog are read: as they are separated, and in a schema that writes words together (`salesorderid`,
 * as databases do that fold case) also by the words of the language and the schema's own.
 */
export function wordReader({ tables }: Catalog): WordReader {
  const names = tables.map(({ name }) => nameTokens(name));
  const whole = new Set(names.flat().filter((word) => segment(word, NONE).length === 1));
  const known = (part: string): boolean => whole.has(part);
  const columns = new Set(tables.flatMap((table) => table.columns.map(({ name }) => name)));
  const gluedTables = countGlued(names, known);
  const gluedColumns = countGlued([...columns].map(nameTokens), known);
  const areTables = gluedTables.glued >= FEWEST && gluedTables.glued >= SHARE * names.length;
  const areColumns =
    gluedColumns.glued >= FEWEST_COLUMNS && gluedColumns.glued >= COLUMNS_SHARE * gluedColumns.separated;
  return areTables || areColumns ? takingApart(known) : nameTokens;
}

const NONE = (): boolean => false;

function countGlued(
  names: readonly (readonly string[])[],
  known: (part: string) => boolean,
): { readonly glued: number; readonly separated: number } {
  const singles = names.filter((words) => words.length === 1);
  return {
    glued: singles.filter(([word = '']) => segment(word, known).length > 1).length,
    separated: names.filter((words) => words.length > 1).length,
  };
}

function takingApart(known: (part: string) => boolean): WordReader {
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
