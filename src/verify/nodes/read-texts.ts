import type { Problem } from '../../errors.ts';
import type { JinjaScan } from '../../sql/jinja-tags.ts';
import { scanJinja } from '../../sql/jinja-tags.ts';
import type { YamlText } from '../../yaml/read.ts';
import { readYaml } from '../../yaml/read.ts';
import type { ShadowFile } from '../shadow/read-shadow.ts';
import type { YamlNodes } from './yaml-nodes.ts';
import { readYamlNodes } from './yaml-nodes.ts';

/** How the text of a file is understood. */
export interface ReadText {
  readonly yaml: (file: ShadowFile) => ReadYamlFile | { readonly problems: readonly Problem[] };
  readonly jinja: (file: ShadowFile) => JinjaScan;
}

/** A YAML file with the nodes that it declares. */
export interface ReadYamlFile {
  readonly yaml: YamlText;
  readonly nodes: YamlNodes;
}

/** Understands each text once: most files are the same before and after a plan. */
export function readTextOnce(): ReadText {
  return {
    yaml: onceForText((file) => {
      const yaml = readYaml(file.content, file.path, 'VERIFY_STATIC');
      return 'problems' in yaml ? yaml : { yaml, nodes: readYamlNodes(yaml, file.path) };
    }),
    jinja: onceForText(({ content }) => scanJinja(content)),
  };
}

function onceForText<T>(read: (file: ShadowFile) => T): (file: ShadowFile) => T {
  const known = new Map<string, { readonly content: string; readonly result: T }>();
  return (file) => {
    const found = known.get(file.path);
    if (found?.content === file.content) return found.result;
    const result = read(file);
    known.set(file.path, { content: file.content, result });
    return result;
  };
}
