import { isDeepStrictEqual } from 'node:util';
import type { YamlText } from '../read.ts';
import { readYaml } from '../read.ts';
import type { Refusal, YamlEdit } from './edit.ts';
import { editTree } from './edit-tree.ts';
import { usedAnchors } from './find-node.ts';
import { intendedValue } from './intended.ts';
import { readNodes } from './nodes.ts';
import type { ParsedText } from './parsed-text.ts';
import { planSplices } from './plan-splices.ts';
import { snippetOf } from './snippet.ts';
import { applySplices } from './splice.ts';
import { readTextStyle } from './text-style.ts';

/** The edited text, or each change that cannot be made safely; then none is. */
export type Edited = { readonly text: string } | { readonly refused: readonly [Refusal, ...Refusal[]] };

/**
 * Makes edits in a YAML text by splicing: every byte outside the new pieces stays as it is, comments, quotes, anchors and
 * line ends included, and the pieces are written as their neighbours are. The text is read once, however many the edits,
 * and once again afterwards: where its data are not exactly those intended, nothing is changed and the reason is told.
 */
export function editYaml(text: string, edits: readonly YamlEdit[]): Edited {
  // A byte order mark is no column of the first line.
  const mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
  const bare = text.slice(mark.length);
  const before = readYaml(bare, 'the text');
  if ('problems' in before) return refuseAll(edits, before.problems[0].message, 1);
  if (before.isLenient)
    return refuseAll(edits, 'lines inside brackets or quotes stand further left than YAML allows', 1);
  const root = readNodes(bare);
  if (root === null) return refuseAll(edits, 'the text is empty', 1);
  const read = { before, parsed: { text: bare, root, style: readTextStyle(bare, root), shared: usedAnchors(root) } };
  const edited = editOnce(read, edits);
  if ('text' in edited) return { text: mark + edited.text };
  const [first, ...others] = findRefused(read, edits, edited.reason);
  return first ? { refused: [first, ...others] } : { text };
}

const BYTE_ORDER_MARK = '\uFEFF';

/** A text as data with places, and as nodes. */
interface ReadText {
  readonly before: YamlText;
  readonly parsed: ParsedText;
}

function editOnce(
  { before, parsed }: ReadText,
  edits: readonly YamlEdit[],
): { readonly text: string } | { readonly reason: string } {
  const tree = editTree(edits);
  const intended = intendedValue(before.value, tree);
  if (intended === undefined) return { reason: 'the change does not fit what stands there' };
  const splices = planSplices(parsed, tree);
  if ('reason' in splices) return splices;
  const edited = applySplices(parsed.text, splices);
  const after = edited === null ? null : readYaml(edited, 'the text');
  const isRight = after && 'value' in after && isDeepStrictEqual(plain(after.value), plain(intended));
  return edited !== null && isRight ? { text: edited } : { reason: UNSAFE };
}

const UNSAFE = 'it is written in a way that cannot be changed safely';

/** The edits that stand in the way, found by halves; where each half alone would do, the first of all speaks for them. */
function findRefused(read: ReadText, edits: readonly YamlEdit[], reason: string): Refusal[] {
  const [only] = edits;
  if (!only) return [];
  if (edits.length === 1) {
    const line = read.before.positionOf(only.path).line;
    return [{ reason, snippet: handMade(read.before.value, only), line }];
  }
  const middle = Math.ceil(edits.length / 2);
  const refused = [edits.slice(0, middle), edits.slice(middle)].flatMap((half) => {
    const result = editOnce(read, half);
    return 'reason' in result ? findRefused(read, half, result.reason) : [];
  });
  return refused.length > 0 ? refused : findRefused(read, [only], reason);
}

function refuseAll(edits: readonly YamlEdit[], reason: string, line: number): Edited {
  const [first, ...others] = edits.map((edit) => ({ reason, snippet: handMade(null, edit), line }));
  return { refused: [first ?? { reason, snippet: '', line }, ...others] };
}

/** What somebody could do by hand. */
function handMade(document: unknown, edit: YamlEdit): string {
  switch (edit.kind) {
    case 'add_key':
      return snippetOf(document, edit.path, { [edit.key]: edit.value }).text;
    case 'add_item':
      return snippetOf(document, edit.path, [edit.value]).text;
    case 'set_value':
      return snippetOf(document, edit.path, edit.value).text;
    case 'remove_key':
      return snippetOf(document, [...edit.path, edit.key], undefined).text;
    case 'remove_item':
      return snippetOf(document, [...edit.path, edit.item], undefined).text;
  }
}

/** Without prototypes, which js-yaml and object literals do not share. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
}
