import { opensBlock } from '../jinja-blocks.ts';
import type { JinjaTag } from '../jinja-tags.ts';

/** Stands for one unit of what a Jinja expression would print: no letter of any alphabet. */
export const PLACEHOLDER = '\uE000';

/** A text with its Jinja masked, unit for unit: an offset in `text` is an offset in the template. */
export interface MaskedSql {
  readonly text: string;
  /** What Jinja shows only sometimes: the branches of `if`, the bodies of `for`; the innermost last. */
  readonly blocks: readonly MaskedBlock[];
}

export interface MaskedBlock {
  readonly word: 'if' | 'for';
  /** Where its first branch begins: the same for all branches of an `if`. */
  readonly opener: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Masks well-formed Jinja, so that what is left reads as SQL: an expression becomes one word, the first branch of an `if` and the
 * body of a `for` stay, other branches and the bodies of macros become blanks, and so do calls that print nothing.
 */
export function maskJinja(text: string, tags: readonly JinjaTag[]): MaskedSql {
  const blocks: MaskedBlock[] = [];
  const open: OpenBlock[] = [];
  let masked = '';
  let last = 0;
  for (const tag of tags) {
    masked += plain(text.slice(last, tag.start), open);
    if (tag.kind === 'statement') walkStatement(tag, { open, blocks });
    const isPrinted = (tag.kind === 'expression' && !printsNothing(tag.inner)) || tag.kind === 'raw';
    masked += (isPrinted && !isHidden(open) ? PLACEHOLDER : ' ').repeat(tag.end - tag.start);
    last = tag.end;
  }
  return { text: masked + plain(text.slice(last), open), blocks: blocks.sort((a, b) => a.start - b.start) };
}

interface OpenBlock {
  readonly opener: number;
  readonly word: string;
  /** End of the tag that began this branch. */
  readonly start: number;
  /** Whether its text is left out: a second branch, the body of a macro. */
  readonly isHidden: boolean;
  /** Whether a branch of it was shown by now. */
  readonly wasShown: boolean;
}

function walkStatement(tag: JinjaTag, { open, blocks }: { open: OpenBlock[]; blocks: MaskedBlock[] }): void {
  const word = /^\w+/.exec(tag.inner)?.[0] ?? '';
  const isBranch = word === 'else' || word === 'elif';
  const ended = isBranch || word.startsWith('end') ? open.pop() : undefined;
  if (ended && (ended.word === 'if' || ended.word === 'for')) {
    blocks.push({ word: ended.word, opener: ended.opener, start: ended.start, end: tag.start });
  }
  if (isBranch && ended) {
    const isHidden = ended.wasShown || ended.word === 'for';
    open.push({ ...ended, start: tag.end, isHidden, wasShown: true });
  } else if (opensBlock(word, tag.inner)) {
    const isHidden = !SHOWN.has(word) || NEVER.test(tag.inner);
    open.push({ word, opener: tag.start, start: tag.end, isHidden, wasShown: !isHidden });
  }
}

/** Blocks whose bodies are part of the model where they stand. */
const SHOWN = new Set(['if', 'for', 'snapshot', 'with', 'block', 'filter']);
/** A branch that a run does not see, and what stands only between the rounds of a loop. */
const NEVER = /^if\s+(?:false|not\s+execute)$|^if\b.*\bloop\.(?:last|first)\b/i;

/** Calls that configure or log, and what separates the rounds of a loop. */
function printsNothing(inner: string): boolean {
  return (
    /^(?:config|log|print|return|exceptions\.\w+)\s*\(/.test(inner) ||
    /^(['"])\s*(?:,|union|and|or)[^'"]*\1\s+if\b/i.test(inner)
  );
}

function isHidden(open: readonly OpenBlock[]): boolean {
  return open.some((block) => block.isHidden);
}

function plain(text: string, open: readonly OpenBlock[]): string {
  return isHidden(open) ? text.replaceAll(/[^\n\r]/g, ' ') : text;
}
