import type { Problem } from '../../errors.ts';
import type { ProjectNodes } from '../nodes/read-nodes.ts';
import { staticProblem } from './static-problem.ts';

/**
 * Models, seeds and snapshots have names of their own in the whole project; so has each table of a source. Compared
 * without case, as DuckDB compares the relations that they become.
 */
export function checkNames({ models, otherNames, sources }: ProjectNodes): Problem[] {
  const named = [...models, ...otherNames].map(({ name, file }) => ({ name, where: () => ({ file: file.path }) }));
  const tables = sources.map(({ source, name, where }) => ({ name: `${source}.${name}`, where }));
  return [
    ...repeated(named).map(({ second, first }) =>
      staticProblem(
        `the name ${second.name} is taken by ${first.where().file}`,
        second.where(),
        'dbt wants each name once in the whole project. Rename one of them.',
      ),
    ),
    ...repeated(tables).map(({ second, first }) => {
      const { file, line } = first.where();
      return staticProblem(
        `the source table ${second.name} is declared at ${file}:${line} already`,
        second.where(),
        'dbt wants each table of a source once. Take one of them away.',
      );
    }),
  ];
}

function repeated<T extends { readonly name: string }>(items: readonly T[]): { first: T; second: T }[] {
  const seen = new Map<string, T>();
  return items.flatMap((second) => {
    const key = second.name.toLowerCase();
    const first = seen.get(key);
    if (first) return [{ first, second }];
    seen.set(key, second);
    return [];
  });
}
