import type { Refusal, YamlEdit } from '../../yaml/edit/edit.ts';
import { editYaml } from '../../yaml/edit/edit-yaml.ts';
import { snippetOf } from '../../yaml/edit/snippet.ts';
import type { YamlText } from '../../yaml/read.ts';
import { readYaml } from '../../yaml/read.ts';
import type { Clash } from './merge-nodes.ts';
import { mergeMapping } from './merge-nodes.ts';
import type { MergeConflict, ThreeTexts } from './merged.ts';
import type { Mapping } from './node-kinds.ts';
import { isTestKey, mayShrink } from './node-kinds.ts';
import { isMapping } from '../../yaml/mapping.ts';

/** A text with our change in it; or every place where that cannot be done safely. */
export type MergedYaml =
  | { readonly text: string }
  | { readonly conflicts: readonly [MergeConflict, ...MergeConflict[]] };

export interface MergeStyle {
  /** Whether sources, tables and models stand between empty lines, where their list does not tell. */
  readonly isSpaced?: boolean;
}

/**
 * Merges what cartridge would write of a properties file into what stands there. Nodes are found by name, tests by kind and
 * arguments in either form; what changes is spliced in, and every other byte of the current text stays as it is. Pure.
 */
export function mergeYaml({ base, rendered, current }: ThreeTexts, { isSpaced = false }: MergeStyle = {}): MergedYaml {
  const read = readYaml(current, 'the file');
  if ('problems' in read) {
    const [{ message, where }] = read.problems;
    return { conflicts: [{ reason: message, snippet: rendered, ...(where?.line ? { line: where.line } : {}) }] };
  }
  if (read.value === null && base === null) return { text: current + gapBehind(current) + rendered };
  const documents = { base: mappingIn(base), rendered: mappingIn(rendered), current: read.value ?? {} };
  if (!isMapping(documents.current))
    return { conflicts: [{ reason: 'the file holds no mapping', snippet: rendered, line: 1 }] };
  const { edits, clashes } = mergeMapping([], { ...documents, current: documents.current });
  const [clash, ...others] = clashes;
  if (clash) return { conflicts: [conflictOf(read, clash), ...others.map((each) => conflictOf(read, each))] };
  const edited = edits.length === 0 ? { text: current } : editYaml(current, isSpaced ? edits.map(spaced) : edits);
  if ('text' in edited) return edited;
  const [first, ...more] = edited.refused;
  return { conflicts: [refusalOf(first), ...more.map(refusalOf)] };
}

/** Nodes with names of their own stand apart; columns and tests do not. */
function spaced(edit: YamlEdit): YamlEdit {
  const key = edit.path.at(-1);
  const isNode = typeof key === 'string' && key !== 'columns' && !isTestKey(key);
  return edit.kind === 'add_item' && isNode ? { ...edit, spaced: true } : edit;
}

/** Whether a text lacks a source, a table or a model that another holds. Pure. */
export function lacksNodesOf(other: string, text: string): boolean {
  const names = new Set(nodeNames(mappingIn(text)));
  return nodeNames(mappingIn(other)).some((name) => !names.has(name));
}

/** The ways to all nodes of a document that have names of their own, as `sources shop tables orders`. */
function nodeNames(document: Mapping, way = ''): string[] {
  return Object.entries(document).flatMap(([key, list]) => {
    if (mayShrink(key, list) || !Array.isArray(list)) return [];
    return list.filter(isMapping).flatMap((node) => {
      const name = `${way}${key} ${String(node['name'])} `;
      return [name, ...nodeNames(node, name)];
    });
  });
}

function mappingIn(text: string | null): Mapping {
  const read = readYaml(text ?? '', 'the text');
  return 'value' in read && isMapping(read.value) ? read.value : {};
}

function gapBehind(text: string): string {
  return text === '' || text.endsWith('\n') ? '' : '\n';
}

function conflictOf(read: YamlText, { path, reason, wanted }: Clash): MergeConflict {
  const snippet = snippetOf(read.value, path, wanted);
  return { reason: `${snippet.place}: ${reason}`, snippet: snippet.text, line: read.positionOf(path).line };
}

function refusalOf({ reason, snippet, line }: Refusal): MergeConflict {
  return { reason, snippet, line };
}
