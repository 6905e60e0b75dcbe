import type { MaskedBlock } from './mask-jinja.ts';
import type { SqlModel } from './read-model.ts';

/** The innermost block of Jinja around an offset; null outside of all. */
export function blockAt({ blocks }: SqlModel, offset: number): MaskedBlock | null {
  return blocks.findLast(({ start, end }) => start <= offset && offset <= end) ?? null;
}

/** Why a select at an offset must not be changed: a loop repeats it, or another branch has a select in its place. */
export function blockReason({ text, blocks }: SqlModel, offset: number): string | null {
  const around = blocks.filter(({ start, end }) => start <= offset && offset <= end);
  if (around.some(({ word }) => word === 'for')) return 'a {% for %} repeats its select';
  const openers = new Set(around.map(({ opener }) => opener));
  const hasOther = blocks.some((block) => {
    const isAround = around.includes(block);
    return !isAround && openers.has(block.opener) && /\bselect\b/i.test(text.slice(block.start, block.end));
  });
  return hasOther ? 'another branch of an {% if %} has a select in its place' : null;
}
