import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { CartridgeError, throwProblems } from '../errors.ts';
import { systemErrorCode } from '../outside/disk.ts';
import { unreadableReason } from '../outside/unreadable-reason.ts';
import { isJinja } from '../sql/jinja-text.ts';
import type { YamlText } from '../yaml/read.ts';
import { readYaml } from '../yaml/read.ts';
import { schemaProblems } from '../yaml/schema-problems.ts';

export const PROJECT_FILE = 'dbt_project.yml';

/** What cartridge needs of dbt_project.yml. */
export interface DbtProject {
  readonly name: string;
  /** Profile that dbt connects with; the project's name unless told. */
  readonly profile: string;
  /** Folders of models, relative to the project, with `/`. */
  readonly modelPaths: readonly string[];
  /** How the models of a folder are materialized, by folder, where the file says so in plain words. */
  readonly materialized: Readonly<Record<string, string>>;
}

/** dbt renders Jinja in most values (dbt-facts.md 2.1), so only what must be literal is checked. */
const projectSchema = z.looseObject({
  name: z.string().regex(/^[\p{L}_][\p{L}\p{N}_]*$/u, 'must be letters, digits and _, and not begin with a digit'),
  profile: z.string().nullish(),
  'model-paths': z.union([z.array(z.string()), z.string()], 'must be a folder or a list of folders').nullish(),
  models: z.unknown().optional(),
});

/** Reads dbt_project.yml; null where there is none. Throws PROJECT_INVALID with every problem and its line. */
export async function readDbtProject(projectDir: string): Promise<DbtProject | null> {
  const text = await readProjectText(projectDir, PROJECT_FILE);
  if (text === null) return null;
  const yaml = readProjectYaml(text, PROJECT_FILE);
  const parsed = projectSchema.safeParse(yaml.value ?? {});
  if (!parsed.success) {
    throwProblems(
      schemaProblems(parsed.error, { code: 'PROJECT_INVALID', file: PROJECT_FILE, positionOf: yaml.positionOf }),
    );
    throw new CartridgeError({ code: 'PROJECT_INVALID', message: `${PROJECT_FILE} cannot be read` });
  }
  const { name, profile, 'model-paths': paths } = parsed.data;
  const literal = [paths ?? []].flat().filter((path) => !isJinja(path));
  const modelPaths = literal.length > 0 ? literal.map(withoutEdges) : ['models'];
  return {
    name,
    profile: profile == null || isJinja(profile) ? name : profile,
    modelPaths,
    materialized: Object.fromEntries(modelPaths.flatMap((folder) => settingsBelow(parsed.data.models, name, folder))),
  };
}

/** The `+materialized` of every folder in the tree `models: <project>:`, as pairs of folder and setting. */
function settingsBelow(models: unknown, project: string, folder: string): [string, string][] {
  const own = isMapping(models) ? models[project] : undefined;
  const walk = (node: unknown, at: string): [string, string][] => {
    if (!isMapping(node)) return [];
    const setting = node['+materialized'] ?? node['materialized'];
    const below = Object.entries(node).flatMap(([key, child]) =>
      key.startsWith('+') ? [] : walk(child, `${at}/${key}`),
    );
    return typeof setting === 'string' ? [[at, setting], ...below] : below;
  };
  return walk(own, folder);
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
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

function withoutEdges(path: string): string {
  return path
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/)+/, '')
    .replace(/\/+$/, '');
}
