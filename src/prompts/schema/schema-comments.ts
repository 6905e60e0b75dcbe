import { estimateTokens } from '../estimate-tokens.ts';
import { plainLine } from '../fence.ts';
import type { TableLine } from './table-lines.ts';
import { quoteText } from './write-name.ts';

const LONGEST = 120;

/** Comments of the warehouse as far as the tokens go, those of tables first: `3 "..."`, `3.4 "..."` for a column. */
export function writeComments(
  tables: readonly TableLine[],
  tokens: number,
): { readonly lines: readonly string[]; readonly leftOut: number } {
  const all = [...tables.flatMap(ofTable), ...tables.flatMap(ofColumns)];
  const lines: string[] = [];
  let left = tokens;
  for (const { place, text } of all) {
    const line = `${place} ${quoteText(text)}`;
    left -= estimateTokens(line) + 1;
    if (left < 0) break;
    lines.push(line);
  }
  return { lines: lines.length === 0 ? [] : ['# comments', ...lines], leftOut: all.length - lines.length };
}

interface Comment {
  readonly place: string;
  readonly text: string;
}

function ofTable({ of, number }: TableLine): Comment[] {
  return commentOf(String(number), of.table.comment);
}

function ofColumns({ of, number, columns }: TableLine): Comment[] {
  const comments = new Map(of.table.columns.map((column) => [column.name, column.comment]));
  return columns.flatMap((name, at) => commentOf(`${number}.${at + 1}`, comments.get(name)));
}

function commentOf(place: string, comment = ''): Comment[] {
  const text = plainLine(comment, LONGEST);
  return text === '' ? [] : [{ place, text }];
}
