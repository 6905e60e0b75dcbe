import type { Problem } from '../../errors.ts';
import type { ProjectNodes } from '../nodes/read-nodes.ts';
import { staticProblem } from './static-problem.ts';

/** No key stands twice in a mapping: dbt takes the last one and warns, dbt v2 refuses (dbt-facts.md 6). */
export function checkYamlKeys({ yamlFiles }: ProjectNodes): Problem[] {
  return yamlFiles.flatMap(({ file, yaml }) =>
    yaml
      .duplicateKeys()
      .map(({ line, column, path }) =>
        staticProblem(
          `the key "${path.at(-1)}" stands twice`,
          { file: file.path, line, column },
          'Keep one of them: dbt reads only the last.',
        ),
      ),
  );
}
