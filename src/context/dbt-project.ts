import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { CartridgeError, throwProblems } from '../errors.ts';
import { systemErrorCode } from '../outside/disk.ts';
import { unreadableReason } from '../outside/unreadable-reason.ts';
import { isJinja } from '../sql/jinja-text.ts';
import type { YamlText } from '../yaml/read.ts';
import { layoutOf, withoutEdges } from './dbt-layout.ts';
import type { DbtLayout } from './dbt-layout.ts';
import type { PlainMapping } from './facts/plain-data.ts';
import { listOf, plainMapping, textOf } from './facts/plain-data.ts';
import { mappingOf } from '../yaml/mapping.ts';
import type { FolderConfig } from './folder-configs.ts';
import { plainSetting, readFolderConfigs } from './folder-configs.ts';
import { readYaml } from '../yaml/read.ts';
import { schemaProblems } from '../yaml/schema-problems.ts';

export const PROJECT_FILE = 'dbt_project.yml';

/** What cartridge needs of dbt_project.yml. */
export interface DbtProject {
  readonly name: string;
  /** Profile that dbt connects with; the project's name unless told. */
  readonly profile: string;
  readonly layout: DbtLayout;
  readonly folderConfigs: readonly FolderConfig[];
  /** `require-dbt-version`: `['>=1.8.0', '<2.0.0']`; empty: it says none. */
  readonly requiredVersions: readonly string[];
  readonly flags: PlainMapping;
  readonly vars: PlainMapping;
}

/** dbt renders Jinja in most values (dbt-facts.md 2.1), so only what must be literal is checked. */
const projectSchema = z.looseObject({
  name: z.string().regex(/^[\p{L}_][\p{L}\p{N}_]*$/u, 'must be letters, digits and _, and not begin with a digit'),
  profile: z.string().nullish(),
  'model-paths': z.union([z.array(z.string()), z.string()], 'must be a folder or a list of folders').nullish(),
});

/** Reads dbt_project.yml; null where there is none. Throws PROJECT_INVALID with every problem and its line. */
export async function readDbtProject(projectDir: string, path: string = PROJECT_FILE): Promise<DbtProject | null> {
  const text = await readProjectText(projectDir, path);
  if (text === null) return null;
  const yaml = readProjectYaml(text, path);
  const parsed = projectSchema.safeParse(yaml.value ?? {});
  if (!parsed.success) {
    throwProblems(schemaProblems(parsed.error, { code: 'PROJECT_INVALID', file: path, positionOf: yaml.positionOf }));
    throw new CartridgeError({ code: 'PROJECT_INVALID', message: `${path} cannot be read` });
  }
  const { name, profile, 'model-paths': paths } = parsed.data;
  const literal = [paths ?? []].flat().filter((folder) => !isJinja(folder));
  const layout = layoutOf(yaml.value);
  return {
    name,
    profile: profile == null || isJinja(profile) ? name : profile,
    layout: literal.length > 0 ? { ...layout, models: literal.map(withoutEdges) } : layout,
    folderConfigs: readFolderConfigs(yaml.value),
    requiredVersions: listOf([parsed.data['require-dbt-version'] ?? []].flat()).filter(
      (each) => typeof each === 'string',
    ),
    flags: plainMapping(mappingOf(parsed.data['flags'])),
    vars: plainMapping(mappingOf(parsed.data['vars'])),
  };
}

/** How the models of a folder are materialized, by folder, where the project says so in plain words. Pure. */
export function materializedFolders({ name, layout, folderConfigs }: DbtProject): Readonly<Record<string, string>> {
  const ofModels = folderConfigs.filter(
    (config) => config.resource_type === 'model' && (config.package === null || config.package === name),
  );
  return Object.fromEntries(
    layout.models.flatMap((folder) =>
      ofModels.flatMap(({ path, settings }) => {
        const materialized = plainSetting(textOf(settings['materialized']));
        return materialized === null ? [] : [[path === '' ? folder : `${folder}/${path}`, materialized]];
      }),
    ),
  );
}

/** Text of a file of the project; null where there is none. Throws PROJECT_INVALID where it cannot be read. */
export async function readProjectText(projectDir: string, path: string): Promise<string | null> {
  try {
    return await readFile(join(projectDir, path), 'utf8');
  } catch (cause) {
    if (['ENOENT', 'ENOTDIR'].includes(systemErrorCode(cause) ?? '')) return null;
    throw new CartridgeError(
      { code: 'PROJECT_INVALID', message: `${path} cannot be read: ${unreadableReason(cause)}`, where: { file: path } },
      { cause },
    );
  }
}

/** A YAML file that dbt itself could not do without. Throws PROJECT_INVALID with its line. */
export function readProjectYaml(text: string, path: string): YamlText {
  const yaml = readYaml(text, path, 'PROJECT_INVALID');
  if ('problems' in yaml) throw new CartridgeError(yaml.problems);
  return yaml;
}
