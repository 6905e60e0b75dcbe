import { namedList } from '../../context/named-list.ts';
import { readYaml } from '../../yaml/read.ts';
import type { MergedYaml, MergeStyle } from '../merge/merge-yaml.ts';
import { mergeYaml } from '../merge/merge-yaml.ts';

/**
 * Puts what a properties file lacks into the entries of its models: descriptions, columns, tests. A description that is there but
 * empty is filled, as generators leave many; nothing that says anything changes. Pure.
 */
export function fillProperties(current: string, content: string, style: MergeStyle): MergedYaml {
  return mergeYaml({ base: emptyDescriptions(current, content), rendered: content, current }, style);
}

/** The empty descriptions of a text that another would fill, as a document of their own: what may be replaced. */
function emptyDescriptions(current: string, content: string): string {
  const [now, then] = [readYaml(current, 'the file'), readYaml(content, 'the file')];
  const [before, after] = ['value' in now ? now.value : null, 'value' in then ? then.value : null];
  const filled = new Map(namedList(after, 'models').map(({ name, value }) => [name, columnNames(value)]));
  const models = namedList(before, 'models').flatMap(({ name, value }) => {
    const columns = filled.get(name);
    if (!columns) return [];
    const ofColumns = namedList(value, 'columns')
      .filter((column) => columns.has(column.name.toLowerCase()))
      .flatMap((column) => emptied(column.name, column.value));
    return [{ name, ...emptied(name, value)[0], ...(ofColumns.length > 0 ? { columns: ofColumns } : {}) }];
  });
  return JSON.stringify({ models });
}

function columnNames(model: unknown): ReadonlySet<string> {
  return new Set(namedList(model, 'columns').map(({ name }) => name.toLowerCase()));
}

function emptied(name: string, node: Readonly<Record<string, unknown>>): { name: string; description: unknown }[] {
  if (!Object.hasOwn(node, 'description')) return [];
  const { description } = node;
  const isEmpty = description === null || (typeof description === 'string' && description.trim() === '');
  return isEmpty ? [{ name, description }] : [];
}
