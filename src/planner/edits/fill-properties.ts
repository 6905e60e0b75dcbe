import { namedList } from '../../context/named-list.ts';
import { isMapping } from '../../yaml/mapping.ts';
import { readYaml } from '../../yaml/read.ts';
import type { MergedYaml, MergeStyle } from '../merge/merge-yaml.ts';
import { mergeYaml } from '../merge/merge-yaml.ts';
import type { Mapping } from '../merge/node-kinds.ts';
import { saysSame, spelledIn } from '../merge/node-kinds.ts';

/** A properties file that was filled, and which of the documents changed a node of it. */
export type FilledProperties =
  | { readonly text: string; readonly changed: readonly boolean[] }
  | Extract<MergedYaml, { conflicts: unknown }>;

/**
 * Puts what a properties file lacks into the entries of its models: descriptions, columns, tests of each document, all at once. A
 * description that is there but empty is filled, as generators leave many; nothing that says anything changes. Pure.
 */
export function fillProperties(current: string, documents: readonly string[], style: MergeStyle): FilledProperties {
  const read = documents.map(modelsIn);
  const rendered = combined(read.flat());
  const before = modelsIn(current);
  const base = JSON.stringify({ models: emptyDescriptions(before, rendered) });
  const merged = mergeYaml({ base, rendered: JSON.stringify({ models: rendered }), current }, style);
  if ('conflicts' in merged) return merged;
  const old = new Map(before.map((model) => [model['name'], model]));
  const now = new Map(modelsIn(merged.text).map((model) => [model['name'], model]));
  // Who says something that came with the edit changed the file, others who say it besides too.
  const isNew = (model: Mapping): boolean => addsTo(old.get(model['name']), now.get(model['name']), model);
  return { text: merged.text, changed: read.map((models) => models.some(isNew)) };
}

function modelsIn(text: string): Mapping[] {
  const yaml = readYaml(text, 'the file');
  return namedList('value' in yaml ? yaml.value : null, 'models').map(({ value }) => value);
}

/** The nodes of several documents, each once, with all that any of them says of it. */
function combined(nodes: readonly Mapping[]): Mapping[] {
  const byName = new Map<string, Mapping>();
  for (const node of nodes) {
    const name = String(node['name']).toLowerCase();
    const known = byName.get(name);
    byName.set(name, known ? withMore(known, node) : node);
  }
  return [...byName.values()];
}

function withMore(node: Mapping, more: Mapping): Mapping {
  const entries = Object.entries(more).map(([key, value]) => {
    const known = node[key];
    if (!Array.isArray(known) || !Array.isArray(value)) return [key, known ?? value];
    const isNodes = key === 'columns';
    return [key, isNodes ? combined([...known, ...value].filter(isMapping)) : [...known, ...value]];
  });
  return Object.fromEntries(Object.entries({ ...node, ...Object.fromEntries(entries) }).toSorted(byPlace));
}

/** Keys in the order in which they are generated. */
const KEYS = ['name', 'description', 'data_type', 'quote', 'config', 'meta', 'columns', 'tests', 'data_tests'];

function byPlace([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return KEYS.indexOf(one) - KEYS.indexOf(other);
}

/** The empty descriptions of nodes that others would fill: what may be replaced. */
function emptyDescriptions(nodes: readonly Mapping[], filled: readonly Mapping[]): Mapping[] {
  const byName = new Map(filled.map((node) => [String(node['name']).toLowerCase(), node]));
  return nodes.flatMap((node) => {
    const more = byName.get(String(node['name']).toLowerCase());
    if (!more) return [];
    const columns = emptyDescriptions(columnsOf(node), columnsOf(more));
    const { description } = node;
    const isBlank = typeof description === 'string' && description.trim() === '';
    const isEmpty = Object.hasOwn(node, 'description') && (description === null || isBlank);
    // With the name as it would be written: however people spell it, it is no change.
    return [{ name: more['name'], ...(isEmpty ? { description } : {}), ...(columns.length > 0 ? { columns } : {}) }];
  });
}

function columnsOf(node: Mapping | undefined): Mapping[] {
  return namedList(node, 'columns').map(({ value }) => value);
}

/** Whether a node has something now that it had not before, and that `wanted` says of it. */
function addsTo(before: Mapping | undefined, now: Mapping | undefined, wanted: Mapping): boolean {
  const own = Object.keys(wanted).filter((key) => key !== 'name' && key !== 'columns');
  const differs = own.some((key) => {
    const [old, is] = [before, now].map((node) => node?.[spelledIn(node, key)]);
    return !saysSame(old, is, key);
  });
  const columns = new Map(columnsOf(before).map((column) => [String(column['name']).toLowerCase(), column]));
  const after = new Map(columnsOf(now).map((column) => [String(column['name']).toLowerCase(), column]));
  return (
    differs ||
    columnsOf(wanted).some((column) => {
      const name = String(column['name']).toLowerCase();
      return columns.has(name) !== after.has(name) || addsTo(columns.get(name), after.get(name), column);
    })
  );
}
