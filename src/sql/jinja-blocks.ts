import type { JinjaScan } from './jinja-tags.ts';

/** Tags of Jinja and dbt that need an end tag. */
const BLOCKS = new Set([
  'if',
  'for',
  'macro',
  'call',
  'filter',
  'block',
  'with',
  'docs',
  'test',
  'data_test',
  'snapshot',
  'materialization',
]);
const INNER = new Map([
  ['elif', ['if']],
  ['else', ['if', 'for']],
]);
const SINGLE = new Set(['do', 'include', 'import', 'from', 'extends', 'break', 'continue']);

/** The first place at which a text is not well-formed Jinja: an open mark, a block without its end; null if there is none. */
export function findJinjaFault({ tags, fault }: JinjaScan): JinjaScan['fault'] {
  const open: { readonly word: string; readonly offset: number }[] = [];
  for (const { kind, inner, start } of tags) {
    if (kind !== 'statement') continue;
    const word = /^\w+/.exec(inner)?.[0] ?? '';
    const last = open.at(-1);
    if (opensBlock(word, inner)) {
      open.push({ word, offset: start });
    } else if (word.startsWith('end')) {
      if (`end${last?.word}` !== word) return { offset: start, message: `{% ${word} %} ends nothing` };
      open.pop();
    } else if (INNER.has(word)) {
      if (last === undefined || INNER.get(word)?.includes(last.word) !== true)
        return { offset: start, message: `{% ${word} %} stands outside of its block` };
    } else if (word !== 'set' && !SINGLE.has(word)) {
      return { offset: start, message: word === '' ? '{% %} is empty' : `{% ${word} %} is no tag of Jinja or dbt` };
    }
  }
  if (fault) return fault;
  const unclosed = open.at(-1);
  return unclosed
    ? { offset: unclosed.offset, message: `{% ${unclosed.word} %} is never closed by {% end${unclosed.word} %}` }
    : null;
}

/** Whether a statement needs an end tag: `set x = 1` stands alone, `set x` opens a block. */
export function opensBlock(word: string, inner: string): boolean {
  return BLOCKS.has(word) || (word === 'set' && !inner.includes('='));
}
