import { posix } from 'node:path';
import type { ExistingModel, ProjectContext } from '../../context/context.ts';
import type { ActsInput } from './acts-input.ts';

/** Which texts of the project acting on its models reads. */
export interface TextsForActs {
  /** Files, relative to the project, with `/`; what is not there has no text. */
  readonly paths: readonly string[];
  /** Every file that names one of these, wherever it is: `readFilesNaming` finds them. */
  readonly naming: readonly string[];
}

/**
 * The models that are acted on and all that they are made of, their properties, the Markdown files of their docs, the tests that are
 * files of SQL; and of a model that is replaced, whoever names it. Pure.
 */
export function textsForActs(request: ActsInput['request'], context: ProjectContext): TextsForActs {
  const own = context.existing_models.filter((model) => model.package === null);
  const { acts, convert } = request;
  const asked = new Set([...acts.map(({ model }) => model), ...(convert ? [convert.model] : [])]);
  const models = withParents(own, asked);
  const tests = acts.length > 0 ? context.existing_tests.map(({ path }) => path) : [];
  return {
    paths: [...new Set([...[...models].flatMap(filesOf), ...tests])].sort(),
    naming: convert ? [convert.model] : [],
  };
}

/** Beside a model, where its docs blocks come to be. */
export function docsPath({ path, name }: Pick<ExistingModel, 'path' | 'name'>): string {
  return posix.join(posix.dirname(path), `${name}.md`);
}

function filesOf(model: ExistingModel): string[] {
  return [model.path, docsPath(model), ...(model.properties_path === null ? [] : [model.properties_path])];
}

function withParents(models: readonly ExistingModel[], names: ReadonlySet<string>): ReadonlySet<ExistingModel> {
  const byName = new Map(models.map((model) => [model.name, model]));
  const found = new Set([...names].flatMap((name) => byName.get(name) ?? []));
  // A set is walked over what is added to it on the way.
  for (const { refs } of found) {
    for (const ref of refs) {
      const parent = byName.get(ref);
      if (parent) found.add(parent);
    }
  }
  return found;
}
