import type { Problem, Where } from '../../errors.ts';
import { nearestName } from '../../yaml/nearest-name.ts';
import type { ProjectNodes } from '../nodes/read-nodes.ts';
import type { YamlColumn } from '../nodes/yaml-nodes.ts';
import type { ColumnsByNode } from './columns-by-node.ts';

/**
 * The columns that YAML lists are those that come out of a model, none missing and none too many; those of a source are
 * in its raw table. Compared without case, as DuckDB does. A YAML entry without columns says nothing of them.
 */
export function checkColumns(nodes: ProjectNodes, columns: ColumnsByNode): Problem[] {
  const planned = new Set(nodes.models.filter(({ file }) => file.isPlanned).map(({ name }) => name));
  const ofModels = nodes.entries.flatMap(({ name, resource, columns: listed, where }) => {
    const real = resource === 'model' ? columns.ofModel(name) : undefined;
    if (real === undefined || listed.length === 0) return [];
    const extra = planned.has(name) ? unlisted({ name, real, listed }, where) : [];
    return [...missing({ name, real, listed }), ...extra];
  });
  const ofSources = nodes.sources.flatMap(({ source, name, columns: listed }) => {
    const real = columns.ofSource(source, name);
    return real === undefined ? [] : missing({ name: `${source}.${name}`, real, listed });
  });
  return [...ofModels, ...ofSources];
}

interface Comparison {
  readonly name: string;
  readonly real: readonly string[];
  readonly listed: readonly YamlColumn[];
}

function missing({ name, real, listed }: Comparison): Problem[] {
  const known = new Set(real.map((column) => column.toLowerCase()));
  return listed
    .filter((column) => !known.has(column.name.toLowerCase()))
    .map((column) => {
      const near = nearestName(column.name, real);
      const question = near === undefined ? '' : `; did you mean "${near}"?`;
      return {
        code: 'VERIFY_BIND',
        message: `${name} has no column "${column.name}"${question}`,
        where: column.where(),
      };
    });
}

function unlisted({ name, real, listed }: Comparison, where: () => Where): Problem[] {
  const known = new Set(listed.map((column) => column.name.toLowerCase()));
  return real
    .filter((column) => !known.has(column.toLowerCase()))
    .map((column) => ({
      code: 'VERIFY_BIND',
      message: `the column "${column}" comes out of ${name} and its YAML does not list it`,
      where: where(),
    }));
}
