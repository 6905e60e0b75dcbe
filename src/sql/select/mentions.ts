import type { SqlModel } from './read-model.ts';
import { isToken, nameOf } from './token-source.ts';

/**
 * Offsets at which a model mentions a column, in its SQL or in an argument of its Jinja, in any case; or something else of
 * that name: no function, type or alias. Comments do not count.
 */
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
