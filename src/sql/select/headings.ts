import type { Comment } from './lex-sql.ts';
import { indentAt, isBehindEmptyLine, isFirstOnLine } from './lines.ts';
import type { Select } from './query.ts';
import type { SqlModel } from './read-model.ts';

/** A comment on a line of its own that heads items of a select list: `---------- ids`. */
export interface Heading {
  readonly comment: Comment;
  /** Its words, without marks and rulers. */
  readonly words: string;
  /** Index of the first item below it, and of the first that is no more below it. */
  readonly from: number;
  readonly to: number;
}

/** The headings of a list in order: comments that stand at its beginning, behind a blank line, or within rulers. */
export function readHeadings(model: SqlModel, { start, items }: Select): Heading[] {
  const end = items.at(-1)?.start ?? start;
  const comments = model.comments.filter(
    (comment) => comment.start > start && comment.end <= end && isHeading(model, comment, start),
  );
  const firsts = comments.map((comment) => items.findIndex((item) => item.start > comment.start));
  return comments.map((comment, index) => {
    const text = model.text.slice(comment.start, comment.end);
    return { comment, words: headingWords(text), from: firsts[index] ?? 0, to: firsts[index + 1] ?? items.length };
  });
}

function isHeading({ text }: SqlModel, { start, end }: Comment, listStart: number): boolean {
  if (!isFirstOnLine(text, start)) return false;
  const isAtBeginning = /^\S+\s*$/.test(text.slice(listStart, start));
  return isAtBeginning || isBehindEmptyLine(text, start, listStart) || /[-=*#]{3}/.test(text.slice(start, end));
}

function headingWords(comment: string): string {
  return comment.replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

/** The heading of a group: one that has its words, in singular or plural, and few others. */
export function findHeading(headings: readonly Heading[], group: string): Heading | undefined {
  const wanted = stems(group);
  return headings.findLast(({ words }) => {
    const found = stems(words);
    return found.length <= wanted.length + 2 && wanted.every((stem) => found.includes(stem));
  });
}

function stems(words: string): string[] {
  return words
    .toLowerCase()
    .split(' ')
    .map((word) => word.replace(/s$/, ''));
}

/** Words of headings for kinds of columns. */
const KINDS = new Set(
  'id identifier key string text numeric number measure boolean flag date time timestamp other metadata'.split(' '),
);

/** Whether a heading names a kind of columns, as those that cartridge writes. */
export function isKindHeading({ words }: Heading): boolean {
  return stems(words).some((stem) => KINDS.has(stem));
}

/**
 * A heading for another group, written as the list's own are: its lines, the last without a break. Null where the list is
 * not grouped by the kinds of its columns.
 */
export function newHeading({ text }: SqlModel, headings: readonly Heading[], group: string): string | null {
  const alike = headings.filter(isKindHeading);
  const like = alike.at(-1);
  if (!like || alike.length * 2 < headings.length) return null;
  const { start, end } = like.comment;
  const own = text.slice(start, end);
  const words = /[\p{L}\p{N}](?:.*[\p{L}\p{N}])?/u.exec(own)?.[0] ?? '';
  const cased = /^\p{Lu}/u.test(words) ? group.charAt(0).toUpperCase() + group.slice(1) : group;
  const isApart = like.from > 0 && isBehindEmptyLine(text, start);
  const line = indentAt(text, start) + own.replace(words, () => cased).trimEnd();
  return isApart || headings.length === 1 ? `\n${line}` : line;
}
