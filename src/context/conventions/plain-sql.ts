import type { JinjaTag } from '../../sql/jinja-tags.ts';

/** Stands for a Jinja expression: a name that no one writes. */
export const EXPRESSION = '§';
/** Stands for what leaves no trace: statements, comments, `config(..)`. */
const NOTHING = '¤';

/**
 * A model's SQL without Jinja, comments and the insides of strings, so that what is left is layout, keywords and names.
 * A line that held only a Jinja statement or a comment is gone. Pure.
 */
export function plainSql(text: string, tags: readonly JinjaTag[]): string {
  let sql = '';
  let last = 0;
  for (const { kind, inner, start, end } of tags) {
    sql += text.slice(last, start) + (kind === 'expression' && !inner.startsWith('config') ? EXPRESSION : NOTHING);
    last = end;
  }
  sql += text.slice(last);
  return sql
    .replaceAll('\r', '')
    .replace(/'[^'\n]*'|--[^\n]*|\/\*[^]*?(?:\*\/|$)/g, (piece) => (piece.startsWith("'") ? "''" : NOTHING))
    .replace(/^[ \t]*¤(?:[ \t]*¤)*[ \t]*(?:\n|$)/gm, '')
    .replaceAll(NOTHING, '');
}

const COMMENT_LINE = /^[ \t]*(?:--|\/\*)([^\n]*)$/gm;
const LONGEST_BANNER = 80;
/** `ids`, `---------- dates and times`, `== keys ==`: a few words, no sentence and no code. */
const BANNER = /^[-=#* \t]*[a-z][a-z/&]*(?:[ _][a-z/&]+){0,3}[-=#*: \t]*$/i;

/**
 * The comments that head groups of columns, each a short one on a line of its own within the SQL, with how they are
 * written: `-- {group}`, `-- {Group}` with a capital letter; none where there are fewer than two. Pure.
 */
export function readHeadings(text: string): string[] {
  const start = text.search(/\bselect\b/i);
  if (start === -1) return [];
  const headings = [...text.slice(start).matchAll(COMMENT_LINE)].flatMap(([line, comment = '']) => {
    const words = comment.trim().replace(/\*\/$/, '').trim();
    if (words.length > LONGEST_BANNER || !BANNER.test(words)) return [];
    return [line.trim().replace(WORDS, (found) => (/^[A-Z]/.test(found) ? '{Group}' : '{group}'))];
  });
  return headings.length >= 2 ? headings : [];
}

/** From the first letter of a comment to its last. */
const WORDS = /[a-z](?:.*[a-z])?/i;
