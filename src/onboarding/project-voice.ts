import { readCurrentFiles } from '../context/current-files.ts';
import { mappingOf } from '../yaml/mapping.ts';
import { readYaml } from '../yaml/read.ts';
import type { Ground } from './draft-tables.ts';

/** Files that are looked into: a prompt shows few examples. */
const MOST_FILES = 8;

/** Descriptions of models that people wrote in the project, for a model to write as they do. */
export async function projectVoice({ project, request }: Ground): Promise<string[]> {
  const own = project.context.existing_models.filter((model) => !model.generated && model.package === null);
  const paths = own.flatMap(({ properties_path: path, properties_generated: isOurs }) =>
    path === null || isOurs ? [] : [path],
  );
  const files = await readCurrentFiles(request.projectDir, [...new Set(paths)].sort().slice(0, MOST_FILES));
  return [...files].flatMap(([path, { content }]) => descriptionsOf(content, path));
}

function descriptionsOf(text: string, path: string): string[] {
  const yaml = readYaml(text, path);
  const { models } = 'problems' in yaml ? {} : mappingOf(yaml.value);
  if (!Array.isArray(models)) return [];
  return models.flatMap((model: unknown) => {
    const { description } = mappingOf(model);
    // What is a doc block elsewhere says nothing here.
    return typeof description === 'string' && description !== '' && !description.includes('{{') ? [description] : [];
  });
}
