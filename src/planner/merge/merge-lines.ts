import { diff3Merge } from 'node-diff3';
import type { Merged, ThreeTexts } from './merged.ts';

/** Merges three texts line by line; where both sides changed the same lines, both are shown and nothing is merged. Pure. */
export function mergeLines({ base, rendered, current }: ThreeTexts & { readonly base: string }): Merged {
  const regions = diff3Merge(current.split('\n'), base.split('\n'), rendered.split('\n'));
  const clashes = regions.flatMap(({ conflict }) => (conflict ? [conflict] : []));
  const [first] = clashes;
  if (!first) return { text: regions.flatMap(({ ok }) => ok ?? []).join('\n') };
  const line = first.aIndex + 1;
  return {
    reason:
      first.a.length > 1 ? `both changed lines ${line} to ${line + first.a.length - 1}` : `both changed line ${line}`,
    line,
    snippet: clashes.map(({ a, aIndex, b }) => clash(a, b, aIndex + 1)).join(''),
  };
}

/** Both versions of some lines, as `git` shows them. */
function clash(current: readonly string[], rendered: readonly string[], line: number): string {
  const lines = [
    `<<<<<<< as it stands (line ${line})`,
    ...current,
    '=======',
    ...rendered,
    '>>>>>>> as it would be written',
  ];
  return lines.map((each) => `${each}\n`).join('');
}
