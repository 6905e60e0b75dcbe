import { isDeepStrictEqual } from 'node:util';
import { readYaml } from '../read.ts';
import type { Refusal, Splice, YamlEdit } from './edit.ts';
import { intendedValue } from './intended.ts';
import { readNodes } from './nodes.ts';
import { planSplices } from './plan-splices.ts';
import { readTextStyle } from './text-style.ts';
import { blockLines } from './write-value.ts';

/**
 * Makes edits in a YAML text by splicing: every byte outside the new pieces stays as it is, comments, quotes, anchors and
 * line ends included, and the pieces are written as their neighbours are. Each edit sees what those before it made. After
 * each, the text is read again: where its data are not exactly those intended, nothing is changed and the reason is told.
 */
export function editYaml(text: string, edits: readonly YamlEdit[]): { readonly text: string } | Refusal {
  // A byte order mark is no column of the first line.
  const mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
  let edited = text.slice(mark.length);
  for (const edit of edits) {
    const result = editOnce(edited, edit);
    if ('reason' in result) return result;
    edited = result.text;
  }
  return { text: mark + edited };
}

const BYTE_ORDER_MARK = '\uFEFF';

function editOnce(text: string, edit: YamlEdit): { readonly text: string } | Refusal {
  const before = readYaml(text, 'the text');
  if ('problems' in before) return refuse(before.problems[0].message, edit);
  const intended = intendedValue(before.value, edit);
  if (intended === undefined) return refuse('the change does not fit what stands there', edit);
  const root = readNodes(text);
  if (root === null) return refuse('the text is empty', edit);
  const splices = planSplices({ text, root, style: readTextStyle(text, root) }, edit);
  if ('reason' in splices) return refuse(splices.reason, edit);
  const edited = applySplices(text, splices);
  const after = readYaml(edited, 'the text');
  const isRight = !('problems' in after) && isDeepStrictEqual(plain(after.value), plain(intended));
  return isRight ? { text: edited } : refuse('it is written in a way that cannot be changed safely', edit);
}

function applySplices(text: string, splices: readonly Splice[]): string {
  return splices.toReversed().reduce((changed, { start, end, text: piece }) => {
    return changed.slice(0, start) + piece + changed.slice(end);
  }, text);
}

function refuse(reason: string, edit: YamlEdit): Refusal {
  const style = { lineBreak: '\n', step: 2, dashOffset: 2, quote: '"' } as const;
  const value =
    edit.kind === 'add_item' ? [edit.value] : edit.kind === 'add_key' ? { [edit.key]: edit.value } : edit.value;
  const place = edit.path.map((part) => (typeof part === 'number' ? `item ${part + 1}` : part)).join(' > ');
  const lines = blockLines(value, style);
  return { reason, snippet: `# ${place === '' ? 'at the top' : `at ${place}`}\n${lines.join('\n')}\n` };
}

/** Without prototypes, which js-yaml and object literals do not share. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
}
