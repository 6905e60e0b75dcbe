import type { ProjectContext } from '../../context/context.ts';
import type { Problem } from '../../errors.ts';
import { nearestName } from '../../yaml/nearest-name.ts';
import type { DraftAction } from '../draft.ts';
import { makersOf } from '../makers-of.ts';
import type { MatchedAction } from './match-actions.ts';
import type { WantedAction } from './wanted-actions.ts';

type Project = Pick<ProjectContext, 'existing_models' | 'existing_sources' | 'project_name'>;

/**
 * What the listed actions depend on, by the draft and by the file, and is neither listed nor in the project: a problem each. Ids are
 * those of the file. Pure, linear.
 */
export function checkDependencies(
  matched: readonly MatchedAction[],
  wanted: readonly WantedAction[],
  { drafted, context }: { readonly drafted: readonly DraftAction[]; readonly context: Project },
): Problem[] {
  const there = nodesThere(context);
  const makers = makersOf(drafted);
  const listed = new Set(matched.map(({ action }) => action));
  const ids = new Set(wanted.flatMap(({ step_id }) => step_id ?? []));
  const all = matched.flatMap(({ wanted: own, action }) =>
    [...new Set<string | number>([...action.dependencies, ...(own.dependencies ?? [])])].map((name) => ({
      own,
      action,
      name,
    })),
  );
  return all.flatMap(({ own, action, name }): Problem[] => {
    if (typeof name === 'number')
      return ids.has(name) ? [] : [invalid(own, `${action.name} depends on step ${name}, which is not listed`)];
    const maker = makers.get(name);
    if ((maker && listed.has(maker)) || there.has(name)) return [];
    if (maker) {
      const by = maker.name === name ? `which ${maker.type} makes` : `which ${maker.type} ${maker.name} makes`;
      return [
        invalid(
          own,
          `${action.name} depends on ${name}, ${by} and the file does not list`,
          `List ${maker.type} ${maker.name} as well.`,
        ),
      ];
    }
    const nearest = nearestName(name, [...makers.keys()]);
    const asked = nearest === undefined ? '' : `; did you mean ${nearest}?`;
    return [invalid(own, `${action.name} depends on ${name}, which neither the draft nor the project has${asked}`)];
  });
}

function invalid({ where }: WantedAction, message: string, hint?: string): Problem {
  return { code: 'ACTIONS_INVALID', message, where, ...(hint === undefined ? {} : { hint }) };
}

/** Every name by which a dependency may call a node that the project has. */
function nodesThere({ existing_models, existing_sources, project_name }: Project): ReadonlySet<string> {
  const models = existing_models.filter(({ enabled }) => enabled).map(({ name }) => name);
  const sources = existing_sources.flatMap(({ name, tables }) => [
    name,
    ...tables.map((table) => `${name}.${table.name}`),
  ]);
  const projects = project_name === null ? [] : [project_name];
  const typed = (type: string, names: readonly string[]): string[] =>
    names.flatMap((name) => [name, `${type}:${name}`]);
  return new Set([...typed('model', models), ...typed('source', sources), ...typed('project', projects)]);
}
