import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { Problem } from './errors.ts';
import { CartridgeError, throwProblems } from './errors.ts';
import { systemErrorCode } from './outside/disk.ts';
import { unreadableReason } from './outside/unreadable-reason.ts';
import { readYaml } from './yaml/read.ts';
import { schemaProblems } from './yaml/schema-problems.ts';
import { isMapping } from './yaml/mapping.ts';

/** The project's own settings (DESIGN.md section 4, "cartridge.yml"); nothing else is accepted. */
const CONFIG_FILE = 'cartridge.yml';

const layer = z.enum(['staging', 'intermediate', 'marts']);

/** dbt's rule for the names of sources and models (dbt-facts.md 6), kept to what never needs quoting. */
export const dbtName = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be letters, digits and _, and not begin with a digit');

const namePattern = z
  .string()
  .regex(
    /^(?:[A-Za-z_]|\{source\}|\{entity\})(?:[A-Za-z0-9_]|\{source\}|\{entity\})*$/,
    'must be letters, digits, _, {source} and {entity}',
  )
  .regex(/\{entity\}/, 'must hold {entity}, or every table would get the same name');

const folder = z
  .string()
  .regex(/^[\p{L}\p{N}_.{} /-]+$/u, 'must be a folder inside the project, written with /')
  .refine((path) => isInside(path), 'must be a folder inside the project, without .. and not absolute');

/** A folder of the layer's models; may hold `{source}`. */
const layerFolder = folder.refine(
  (path) => !/[{}]/.test(path.replaceAll('{source}', '')),
  'may hold {source}, and no other { or }',
);

const materialization = z.string().regex(/^[a-z][a-z0-9_]*$/, 'must be a materialization such as view or table');

const relativePath = z
  .string()
  .regex(/^[\p{L}\p{N}_.{} /-]+\.ya?ml$/u, 'must be a file ending in .yml or .yaml, written with /');

/** A file of properties beside its models; `../` may lead up to it. */
const propertiesFile = relativePath.refine(
  (path) =>
    !/[{}]/.test(path.replace(/\{(?:source|folder|model)\}/g, '')) && isInside(path.replace(/^(?:\.\.\/)+/, '')),
  'must be a file beside the models, and may hold {source}, {folder} and {model}',
);

const sourcesFile = relativePath.refine(
  (path) => !/[{}]/.test(path.replaceAll('{source}', '')) && isInside(path),
  'must be a file inside the project, and may hold {source}',
);

const keyName = z
  .string()
  .regex(/^(?:[A-Za-z_]|\{entity\})(?:[A-Za-z0-9_]|\{entity\})*$/, 'must be letters, digits, _ and {entity}');

const heading = z
  .string()
  .regex(/^--[-=*#: ]*\{[gG]roup\}[-=*#: ]*$/, 'must be a comment with {group} in it, like -- {group}');

const byLayer = <K extends string, T extends z.ZodType>(
  name: K,
  type: T,
): Record<`${K}.${z.infer<typeof layer>}`, z.ZodOptional<T>> =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.fromEntries forgets which keys there were
  Object.fromEntries(layer.options.map((each) => [`${name}.${each}`, type.optional()])) as never;

/** What may be said of the conventions to write by, each under the name that `cartridge scan` gives it. */
export const styleSchema = z.strictObject({
  'naming.staging': namePattern.optional(),
  'naming.intermediate': namePattern.optional(),
  'naming.fact': namePattern.optional(),
  'naming.dimension': namePattern.optional(),
  entity: z.enum(['plural', 'singular', 'as_raw']).optional(),
  ...byLayer('folders', layerFolder),
  ...byLayer('properties', propertiesFile),
  sources_file: sourcesFile.optional(),
  ...byLayer('materialized', materialization),
  ...byLayer('schema', z.string().nullable()),
  'yaml.version': z.boolean().optional(),
  'yaml.indent': z.int().min(1).max(8).optional(),
  'yaml.lists': z.enum(['indented', 'flush']).optional(),
  'yaml.blank_lines': z.int().min(0).max(2).optional(),
  'yaml.data_type': z.boolean().optional(),
  'yaml.meta': z.boolean().optional(),
  'yaml.source_columns': z.boolean().optional(),
  tests_key: z.enum(['tests', 'data_tests']).optional(),
  test_arguments: z.enum(['nested', 'inline']).optional(),
  'sql.keywords': z.enum(['lower', 'upper']).optional(),
  'sql.commas': z.enum(['trailing', 'leading']).optional(),
  'sql.indent': z.union([z.int().min(1).max(8), z.literal('tab')], 'must be a number of spaces or tab').optional(),
  'sql.with': z.enum(['own_line', 'inline']).optional(),
  'sql.indented_ctes': z.boolean().optional(),
  'sql.blank_lines': z.boolean().optional(),
  'sql.staging_ctes': z.array(dbtName).optional(),
  'sql.final_cte': dbtName.nullable().optional(),
  'sql.quoting': z.enum(['needed', 'always']).optional(),
  'sql.casts': z.enum(['cast', 'double_colon']).optional(),
  'sql.column_groups': z.boolean().optional(),
  'sql.headings': heading.optional(),
  'sql.config_block': z.boolean().optional(),
  docs: z.enum(['inline', 'doc_blocks', 'none']).optional(),
  primary_key: keyName.optional(),
  tags: z.array(z.string()).optional(),
  meta_keys: z.array(z.string()).optional(),
  'layers.before_staging': z.enum(['base', 'tmp']).nullable().optional(),
});
export type StyleSettings = z.infer<typeof styleSchema>;

export const configSchema = z.strictObject({
  /** Adapter of a new project. */
  adapter: z.string().min(1).optional(),
  source_name: dbtName.optional(),
  /** Layers to plan; all unless told. */
  layers: z.array(layer).min(1).optional(),
  naming: z
    .strictObject({
      staging: namePattern.optional(),
      intermediate: namePattern.optional(),
      fact: namePattern.optional(),
      dimension: namePattern.optional(),
    })
    .optional(),
  folders: z
    .strictObject({
      staging: layerFolder.optional(),
      intermediate: layerFolder.optional(),
      marts: layerFolder.optional(),
    })
    .optional(),
  materialized: z
    .strictObject({
      staging: materialization.optional(),
      intermediate: materialization.optional(),
      marts: materialization.optional(),
    })
    .optional(),
  /** Folder of the user's own templates, relative to the project. */
  templates: z.string().min(1).optional(),
  /** Source name -> raw table name -> its name in the project. */
  sources: z
    .record(
      z.string(),
      z.strictObject({ tables: z.record(z.string(), z.strictObject({ name: dbtName.optional() })).optional() }),
    )
    .optional(),
  provider: z.enum(['offline', 'auto', 'openai', 'anthropic', 'gemini']).optional(),
  model: z.string().min(1).optional(),
  report: z.enum(['off', 'rules', 'model']).optional(),
  /** Any found convention, overridden by name. */
  style: styleSchema.optional(),
});
export type Config = z.infer<typeof configSchema>;

/** Reads `cartridge.yml`; a missing or empty file is `{}`. Throws CONFIG_INVALID with every problem and its line. */
export async function readConfig(projectDir: string): Promise<Config> {
  let text: string;
  try {
    text = await readFile(join(projectDir, CONFIG_FILE), 'utf8');
  } catch (cause) {
    if (['ENOENT', 'ENOTDIR'].includes(systemErrorCode(cause) ?? '')) return {};
    throw new CartridgeError(
      {
        code: 'FILE_UNREADABLE',
        message: `${CONFIG_FILE} cannot be read: ${unreadableReason(cause)}`,
        where: { file: CONFIG_FILE },
      },
      { cause },
    );
  }
  const { config, problems } = parseConfig(text);
  throwProblems(problems);
  return config;
}

/** The settings that a text of `cartridge.yml` holds, and everything that is wrong with it, in the order of its lines. Pure. */
export function parseConfig(text: string): { readonly config: Config; readonly problems: readonly Problem[] } {
  const yaml = readYaml(text, CONFIG_FILE, 'CONFIG_INVALID');
  if ('problems' in yaml) return { config: {}, problems: yaml.problems };
  const { positionOf } = yaml;
  const duplicates = yaml.duplicateKeys().map(({ path, line, column }) => ({
    code: 'CONFIG_INVALID' as const,
    message: `${String(path.at(-1))} is there twice`,
    where: { file: CONFIG_FILE, line, column, at: path.join('.') },
  }));
  const parsed = configSchema.safeParse(withReportWord(yaml.value ?? {}));
  if (parsed.success) return { config: parsed.data, problems: duplicates };
  const found = schemaProblems(parsed.error, { code: 'CONFIG_INVALID', file: CONFIG_FILE, positionOf, keysAt });
  return { config: {}, problems: [...duplicates, ...found].sort(byLine) };
}

/** YAML 1.1 reads the word `off` as false. */
function withReportWord(value: unknown): unknown {
  return isMapping(value) && value['report'] === false ? { ...value, report: 'off' } : value;
}

function keysAt(path: readonly (string | number)[]): readonly string[] {
  if (path.length === 0) return Object.keys(configSchema.shape);
  if (path[0] === 'style') return Object.keys(styleSchema.shape);
  if (path[0] === 'sources') return path.length === 2 ? ['tables'] : ['name'];
  const { naming, folders, materialized } = configSchema.shape;
  const section = Object.entries({ naming, folders, materialized }).find(([name]) => name === path[0]);
  return section ? Object.keys(section[1].unwrap().shape) : [];
}

function isInside(path: string): boolean {
  return !path.startsWith('/') && path.split('/').every((part) => part !== '..' && part !== '.' && part !== '');
}

function byLine(a: Problem, b: Problem): number {
  return (a.where?.line ?? 0) - (b.where?.line ?? 0) || (a.where?.column ?? 0) - (b.where?.column ?? 0);
}
