import type { Problem } from '../../errors.ts';
import { nearestName } from '../../yaml/nearest-name.ts';
import type { ProjectNodes } from '../nodes/read-nodes.ts';
import type { ModelEntry, YamlColumn } from '../nodes/yaml-nodes.ts';
import { staticProblem } from './static-problem.ts';

/**
 * One YAML entry for each model: none without a model, no second one, none missing for a model that the plan writes;
 * and each column once in it.
 */
export function checkEntries(nodes: ProjectNodes): Problem[] {
  const entries = nodes.entries.filter(({ resource }) => resource === 'model');
  const lists = [...nodes.entries, ...nodes.sources].map(({ columns }) => columns);
  return [
    ...secondEntries(entries),
    ...entriesWithoutModel(entries, nodes),
    ...modelsWithoutEntry(entries, nodes),
    ...lists.flatMap(repeatedColumns),
  ];
}

function secondEntries(entries: readonly ModelEntry[]): Problem[] {
  const seen = new Map<string, ModelEntry>();
  return entries.flatMap((entry) => {
    const first = seen.get(entry.name)?.where();
    if (first === undefined) {
      seen.set(entry.name, entry);
      return [];
    }
    const message = `${entry.name} has a second entry; the first is at ${first.file}:${first.line}`;
    return [staticProblem(message, entry.where(), 'dbt wants one entry a model. Join them.')];
  });
}

function entriesWithoutModel(entries: readonly ModelEntry[], { models, otherNames }: ProjectNodes): Problem[] {
  const names = [...models, ...otherNames].map(({ name }) => name);
  const known = new Set(names);
  return entries
    .filter(({ name, hasVersions }) => !known.has(name) && !hasVersions)
    .map(({ name, where }) => {
      const near = nearestName(name, names);
      const hint = near === undefined ? 'Take the entry away, or add the model.' : `Did you mean ${near}?`;
      return staticProblem(`there is no model ${name}`, where(), hint);
    });
}

function modelsWithoutEntry(entries: readonly ModelEntry[], { models }: ProjectNodes): Problem[] {
  const described = new Set(entries.map(({ name }) => name));
  const hint = 'Each planned model has one entry under models.';
  return models
    .filter(({ name, file }) => file.isPlanned && !described.has(name))
    .map(({ name, file }) => staticProblem(`no YAML file describes ${name}`, { file: file.path }, hint));
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
