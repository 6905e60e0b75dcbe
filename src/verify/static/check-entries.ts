import type { Problem } from '../../errors.ts';
import { nearestName } from '../../yaml/nearest-name.ts';
import type { ProjectNodes } from '../nodes/read-nodes.ts';
import type { YamlColumn } from '../nodes/yaml-nodes.ts';
import { staticProblem } from './static-problem.ts';

/**
 * One YAML entry for each model: none without a model, no second one, none missing for a model that the plan writes;
 * and each column once in it.
 */
export function checkEntries(nodes: ProjectNodes): Problem[] {
  const entries = nodes.entries.filter(({ resource }) => resource === 'model');
  const names = [...nodes.models, ...nodes.otherNames].map(({ name }) => name);
  const models = new Set(names);
  const problems: Problem[] = [];
  const described = new Map<string, string>();
  for (const { name, hasVersions, where } of entries) {
    const first = described.get(name);
    if (first !== undefined) {
      problems.push(
        staticProblem(
          `${name} has a second entry; the first is at ${first}`,
          where(),
          'dbt wants one entry a model. Join them.',
        ),
      );
    } else if (!models.has(name) && !hasVersions) {
      const near = nearestName(name, names);
      const hint = near === undefined ? 'Take the entry away, or add the model.' : `Did you mean ${near}?`;
      problems.push(staticProblem(`there is no model ${name}`, where(), hint));
    }
    const { file, line } = where();
    described.set(name, first ?? `${file}:${line}`);
  }
  for (const { name, file } of nodes.models) {
    if (file.isPlanned && !described.has(name))
      problems.push(
        staticProblem(
          `no YAML file describes ${name}`,
          { file: file.path },
          'Each planned model has one entry under models.',
        ),
      );
  }
  const lists = [...nodes.entries, ...nodes.sources].map(({ columns }) => columns);
  return [...problems, ...lists.flatMap(repeatedColumns)];
}

function repeatedColumns(columns: readonly YamlColumn[]): Problem[] {
  const seen = new Set<string>();
  return columns.flatMap(({ name, where }) => {
    const key = name.toLowerCase();
    if (seen.has(key))
      return [staticProblem(`the column ${name} is listed twice`, where(), 'dbt reads only the last. Join them.')];
    seen.add(key);
    return [];
  });
}
