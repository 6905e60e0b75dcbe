import type { JinjaTag } from './jinja-tags.ts';

const TOKEN = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[^]*?\*\/|;/g;

/**
 * Offset of the first `;` of a model that stands outside of strings, quoted names, comments and Jinja; -1 if there is
 * none. dbt wraps a model into a statement of its own, so that even a last one breaks it (dbt-facts.md 6).
 */
export function findSemicolon(text: string, tags: readonly JinjaTag[]): number {
  if (!text.includes(';')) return -1;
  let masked = '';
  let last = 0;
  for (const { start, end } of tags) {
    masked += text.slice(last, start) + ' '.repeat(end - start);
    last = end;
  }
  masked += text.slice(last);
  for (const match of masked.matchAll(TOKEN)) if (match[0] === ';') return match.index;
  return -1;
}
