import { isDeepStrictEqual } from 'node:util';
import { readOnlyCall } from '../../sql/jinja-calls.ts';
import type { MovedRefs, RefMove } from '../../sql/move-refs.ts';
import { moveCalls, moveRefs } from '../../sql/move-refs.ts';
import type { Splice } from '../../sql/select/splice.ts';
import { applySplices } from '../../sql/select/splice.ts';
import type { ScalarNode, YamlNode } from '../../yaml/edit/nodes.ts';
import { readNodes } from '../../yaml/edit/nodes.ts';
import { isMapping } from '../../yaml/mapping.ts';
import { readYaml } from '../../yaml/read.ts';

/**
 * Moves the references of a properties file: of tests, exposures, semantic models, snapshots and the inputs of unit tests, with Jinja's
 * braces or without. The name alone is replaced; prose that only speaks of a ref stays. What is said of the model itself, in its
 * own entry and its unit tests, stays with it. Pure; a text that cannot be read stays as it is.
 */
export function moveYamlRefs(text: string, move: RefMove): MovedRefs {
  const before = readYaml(text, 'the file');
  if (!text.includes(move.from) || 'problems' in before) return { text, left: [] };
  const scalars = scalarsOf(readNodes(text), move);
  const splices = scalars.flatMap((node) => spliceOf(text, node, move));
  const moved = applySplices(text, splices);
  const after = readYaml(moved, 'the file');
  const isRight = 'value' in after && isDeepStrictEqual(after.value, movedData(before.value, move));
  if (isRight) return { text: moved, left: [] };
  return { text, left: splices.map(({ start }) => start) };
}

/** The texts of a document but those that are about the model itself. */
function scalarsOf(node: YamlNode | null, move: RefMove, list = ''): ScalarNode[] {
  if (node === null || node.kind === 'alias') return [];
  if (node.kind === 'scalar') return [node];
  if (node.kind === 'sequence') return node.items.flatMap((item) => scalarsOf(item, move, list));
  const texts = Object.fromEntries(node.entries.map(({ key, value }) => [scalarText(key), scalarText(value)]));
  if (isAboutItself(texts, move, list)) return [];
  return node.entries.flatMap(({ key, value }) => scalarsOf(value, move, listBelow(list, scalarText(key))));
}

function scalarText(node: YamlNode): string {
  return node.kind === 'scalar' ? node.text : '';
}

/** The list of a document's top level that a node stands in: `models` for its items alone, not for what these hold. */
function listBelow(list: string, key: string): string {
  return list === '' ? key : 'below';
}

/** The model's own entry, or a unit test of it. */
function isAboutItself(node: Readonly<Record<string, unknown>>, { from }: RefMove, list: string): boolean {
  return (list === 'models' && node['name'] === from) || (list === 'unit_tests' && node['model'] === from);
}

function spliceOf(text: string, { start, end, text: value }: ScalarNode, move: RefMove): Splice[] {
  if (movedText(value, move) === value) return [];
  return [{ start, end, text: moveCalls(text.slice(start, end), move) }];
}

function movedData(value: unknown, move: RefMove, list = ''): unknown {
  if (typeof value === 'string') return movedText(value, move);
  if (Array.isArray(value)) return value.map((item: unknown) => movedData(item, move, list));
  if (!isMapping(value) || isAboutItself(value, move, list)) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, movedData(each, move, listBelow(list, key))]);
  return Object.fromEntries(entries);
}

/** A text that is a ref and nothing else, or Jinja with refs in it. */
function movedText(value: string, move: RefMove): string {
  return readOnlyCall(value.trim()) ? moveCalls(value, move) : moveRefs(value, move).text;
}
