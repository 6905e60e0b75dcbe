import type { Problem } from '../../errors.ts';
import { findJinjaFault } from '../../sql/jinja-blocks.ts';
import { scanJinja } from '../../sql/jinja-tags.ts';
import type { ProjectNodes } from '../nodes/read-nodes.ts';
import type { Shadow } from '../shadow/read-shadow.ts';
import { isIn } from '../../context/dbt-layout.ts';
import { staticProblem, whereAt } from './static-problem.ts';

const HINT = "Text that is not meant as Jinja needs its openers escaped: {{ '{' }}{ for {{.";

/** All Jinja is closed: one open block anywhere stops dbt for the whole project (dbt-facts.md 6). */
export function checkJinja({ files, layout }: Shadow, { yamlFiles }: ProjectNodes): Problem[] {
  const texts = files.filter(({ path }) => /\.(?:sql|md)$/.test(path) && isIn(path, layout.all));
  const inTexts = texts.flatMap((file) => {
    const fault = findJinjaFault(scanJinja(file.content));
    return fault ? [staticProblem(fault.message, whereAt(file, fault.offset), HINT)] : [];
  });
  const inYaml = yamlFiles.flatMap(({ file, yaml }) =>
    [...textsIn(yaml.value)].flatMap(({ text, path }) => {
      const fault = findJinjaFault(scanJinja(text));
      return fault ? [staticProblem(fault.message, { file: file.path, ...yaml.positionOf(path) }, HINT)] : [];
    }),
  );
  return [...inTexts, ...inYaml];
}

interface YamlLeaf {
  readonly text: string;
  readonly path: readonly (string | number)[];
}

/** Every text of a YAML value that may hold Jinja. */
function* textsIn(value: unknown): Generator<YamlLeaf> {
  const open: { readonly value: unknown; readonly path: readonly (string | number)[] }[] = [{ value, path: [] }];
  const seen = new Set<unknown>();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const { path } = node;
    if (typeof node.value === 'string') {
      if (node.value.includes('{')) yield { text: node.value, path };
    } else if (typeof node.value === 'object' && node.value !== null && !seen.has(node.value)) {
      seen.add(node.value);
      const isList = Array.isArray(node.value);
      const parts = Object.entries(node.value).map(([key, part]) => ({
        value: part,
        path: [...path, isList ? Number(key) : key],
      }));
      open.push(...parts.toReversed());
    }
  }
}
