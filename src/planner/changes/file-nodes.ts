import type { ActionSpec } from '../../plan/specs.ts';
import { readYaml } from '../../yaml/read.ts';
import type { ChangedFile } from '../file-decision.ts';
import { isMapping } from '../../yaml/mapping.ts';
import type { Mapping } from '../merge/node-kinds.ts';

/** The sources and models of one properties file, by list and name. */
export type FileNodes = ReadonlyMap<string, Mapping>;

/** A properties file that stands in the project, as it is and as it would be. */
export interface PropertiesChange {
  readonly before: FileNodes;
  readonly after: FileNodes;
}

/** The nodes of a changed file before and after; null where it holds none or is new. Pure. */
export function readPropertiesChange({ file, current, decision }: ChangedFile): PropertiesChange | null {
  if (current === undefined || !/\.ya?ml$/.test(file.path)) return null;
  return { before: nodesIn(current.content), after: nodesIn(decision.content) };
}

/** The key of the node that an action is about; null for the project. */
export function nodeKey(spec: ActionSpec): string | null {
  if (spec.kind === 'project') return null;
  return `${spec.kind === 'source' ? 'sources' : 'models'} ${spec.name}`;
}

function nodesIn(text: string): FileNodes {
  const read = readYaml(text, 'the file');
  const document = 'value' in read && isMapping(read.value) ? read.value : {};
  return new Map(
    ['sources', 'models'].flatMap((list) => {
      const items: unknown = document[list];
      if (!Array.isArray(items)) return [];
      return items.flatMap((item: unknown): [string, Mapping][] =>
        isMapping(item) && typeof item['name'] === 'string' ? [[`${list} ${item['name']}`, item]] : [],
      );
    }),
  );
}
