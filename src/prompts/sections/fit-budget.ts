import { estimateTokens } from '../estimate-tokens.ts';
import { fenced } from '../fence.ts';

/** A part of the user's side of a prompt. */
export interface Section {
  /** Name of its fence. */
  readonly name: string;
  /** What is counted where items are left out: `existing models`. */
  readonly what: string;
  /** Lines, the most telling first. None: there is no section. */
  readonly items: readonly string[];
  /** Tokens that it may take at most; absent: it is essential, and goes out whole. */
  readonly most?: number;
}

export interface FittedSections {
  readonly text: string;
  readonly leftOut: readonly string[];
}

/** Tokens that the two lines of a fence take at most: codes of letters and digits in turn cost most. */
const FENCE = 26;

/**
 * Sections in their order within a number of tokens: what is essential whole, of each other as many items as its own
 * ceiling and what the earlier ones left allow. Items left out are counted.
 */
export function fitBudget(sections: readonly Section[], tokens: number): FittedSections {
  const essential = sections.filter((section) => section.most === undefined);
  let left = tokens - essential.reduce((sum, section) => sum + costOf(section.items) + FENCE, 0);
  const texts: string[] = [];
  const leftOut: string[] = [];
  for (const { name, what, items, most } of sections) {
    const kept = most === undefined ? items : firstItems(items, Math.min(most, left) - FENCE);
    if (kept.length < items.length) leftOut.push(`${items.length - kept.length} ${what}`);
    if (kept.length === 0) continue;
    if (most !== undefined) left -= costOf(kept) + FENCE;
    texts.push(fenced(name, kept.join('\n')));
  }
  return { text: texts.join('\n'), leftOut };
}

function firstItems(items: readonly string[], tokens: number): readonly string[] {
  let left = tokens;
  const end = items.findIndex((item) => {
    left -= costOf([item]);
    return left < 0;
  });
  return end === -1 ? items : items.slice(0, end);
}

function costOf(items: readonly string[]): number {
  return items.reduce((sum, item) => sum + estimateTokens(item) + 1, 0);
}
