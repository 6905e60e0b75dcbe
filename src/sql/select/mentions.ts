import { scanJinja } from '../jinja-tags.ts';
import type { SqlModel } from './read-model.ts';
import { readModel } from './read-model.ts';
import { isToken, nameOf } from './token-source.ts';

/** Whether the text of a model mentions a column, in its SQL or its Jinja, in any case; comments do not count. */
export function usesColumn(sql: string, name: string, dialect: string): boolean {
  const model = readModel(sql, dialect);
  if (!('reason' in model)) return findMentions(model, name).length > 0;
  const comments = scanJinja(sql).tags.filter((tag) => tag.kind === 'comment');
  const rest = comments.reduce((text, { start, end }) => text.replace(sql.slice(start, end), ''), sql);
  return wordPattern(name).test(rest.replaceAll(/--.*|\/\*[^]*?\*\//g, ''));
}

/** Offsets at which a model mentions a column, or something else of that name: no function, type or alias. */
export function findMentions(model: SqlModel, name: string): number[] {
  const wanted = name.toLowerCase();
  const named = model.tokens.flatMap((token, index) => {
    const isFunction = token.kind === 'word' && isToken(model, index + 1, '(');
    const isTypeOrAlias = model.types.has(index) || isToken(model, index - 1, 'as');
    const isName = (token.kind === 'word' || token.kind === 'quoted') && !isFunction && !isTypeOrAlias;
    return isName && nameOf(model, token)?.toLowerCase() === wanted ? [token.start] : [];
  });
  const pattern = wordPattern(name);
  const inJinja = [...model.tags.values()].filter(({ kind, inner }) => kind !== 'comment' && pattern.test(inner));
  return [...named, ...inJinja.map((tag) => tag.start)];
}

function wordPattern(name: string): RegExp {
  const escaped = name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(String.raw`(?<![\p{L}\p{N}_])${escaped}(?![\p{L}\p{N}_])`, 'iu');
}
