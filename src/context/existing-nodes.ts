import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { readYaml } from '../yaml/read.ts';
import type { ExistingModel, ExistingSource } from './context.ts';

/** Tells whether cartridge wrote the file at a path: there is a base text for it. */
export type IsGenerated = (path: string) => boolean;

const READS_AT_ONCE = 16;

/** The models among the project's files: every `.sql` and `.py`, named after its file. Pure. */
export function existingModels(files: readonly string[], isGenerated: IsGenerated): ExistingModel[] {
  return files
    .filter((path) => /\.(?:sql|py)$/.test(path))
    .map((path) => ({
      name: path.slice(path.lastIndexOf('/') + 1, path.lastIndexOf('.')),
      path,
      generated: isGenerated(path),
      package: null,
      version: null,
      enabled: true,
      materialized: null,
      alias: null,
      refs: [],
      sources: [],
      computed: false,
      properties_path: null,
      properties_generated: false,
      columns: [],
      tests: [],
      constraints: [],
    }));
}

/** The sources that the project's YAML files declare, in the order of the files. A file that is not YAML has none. */
export async function existingSources(
  projectDir: string,
  files: readonly string[],
  isGenerated: IsGenerated,
): Promise<ExistingSource[]> {
  const limit = pLimit(READS_AT_ONCE);
  const paths = files.filter((path) => /\.ya?ml$/.test(path));
  const texts = await Promise.all(
    paths.map((path) => limit(async () => readFile(join(projectDir, path), 'utf8').catch(() => ''))),
  );
  return paths.flatMap((path, index) =>
    sourcesIn(texts[index] ?? '', path).map(({ name, tables }) => ({
      name,
      path,
      generated: isGenerated(path),
      package: null,
      database: null,
      schema: null,
      computed: [],
      quoting: {},
      tables: tables.map((table) => ({
        name: table,
        identifier: null,
        computed: false,
        generated: isGenerated(path),
        enabled: true,
        columns: [],
        tests: [],
      })),
    })),
  );
}

/** The sources of one YAML text, with their tables. Pure. */
function sourcesIn(text: string, path: string): { name: string; tables: string[] }[] {
  if (!text.includes('sources')) return [];
  const yaml = readYaml(text, path);
  if ('problems' in yaml) return [];
  return namedList(yaml.value, 'sources').map((source) => ({
    name: source.name,
    tables: namedList(source.value, 'tables').map((table) => table.name),
  }));
}

/** The entries of a list that have a name: `sources`, `tables`, `models`, `columns`. Anything else is passed over. */
export function namedList(value: unknown, key: string): { name: string; value: Readonly<Record<string, unknown>> }[] {
  if (!isMapping(value)) return [];
  const list = value[key];
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: unknown) =>
    isMapping(entry) && typeof entry['name'] === 'string' ? [{ name: entry['name'], value: entry }] : [],
  );
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
