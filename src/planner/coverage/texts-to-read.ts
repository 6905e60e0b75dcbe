import type { ProjectContext } from '../../context/context.ts';
import type { MatchedSource } from '../existing/match-sources.ts';
import { indexProject, readersOf } from './project-index.ts';

/**
 * Paths of the models and singular tests whose SQL a check of these sources reads. A package may be a link that leaves the
 * project: its properties tell its columns. Pure.
 */
export function textsToRead(context: ProjectContext, sources: readonly MatchedSource[]): string[] {
  const index = indexProject(context, new Map());
  const models = sources.flatMap(({ declared }) =>
    [...declared.values()].flatMap((each) =>
      readersOf(each, index).flatMap(({ model, below }) => (below ? [model, below] : [model])),
    ),
  );
  const own = models.filter((model) => model.package === null);
  return [...new Set([...own, ...context.existing_tests].map(({ path }) => path))];
}
