import { scanJinja } from '../../sql/jinja-tags.ts';
import type { Problem } from '../../errors.ts';
import type { SqlStyleFacts } from '../conventions/sql-style-facts.ts';
import { readSqlStyle } from '../conventions/sql-style-facts.ts';
import type { YamlStyleFacts } from '../conventions/yaml-style-facts.ts';
import { readYamlStyle } from '../conventions/yaml-style-facts.ts';
import type { ManifestFacts } from './manifest-facts.ts';
import { readManifestFacts } from './manifest-facts.ts';
import { readPythonFacts } from './python-facts.ts';
import type { SqlFacts } from './sql-facts.ts';
import { readSqlFacts } from './sql-facts.ts';
import type { YamlFacts } from './yaml-facts.ts';
import { readYamlFacts } from './yaml-facts.ts';

/** All that is kept of one file, by its kind. Plain JSON: it is cached by the file's content. */
export interface FileFacts {
  readonly sql: SqlFacts | null;
  readonly yaml: YamlFacts | null;
  /** How it is written; null too where nobody asked. */
  readonly sql_style: SqlStyleFacts | null;
  readonly yaml_style: YamlStyleFacts | null;
  readonly manifest: ManifestFacts | null;
  readonly problems: readonly Problem[];
}

/** A file to read: its path relative to the project, with `/`, and whether it matters how it is written. */
export interface FactsRequest {
  readonly path: string;
  readonly withStyle: boolean;
}

/** What dbt leaves of its last run. */
export const MANIFEST_FILE = 'target/manifest.json';

/** Whether a file is of a kind that is read. */
export function isReadable(path: string): boolean {
  return /\.(?:sql|py|ya?ml)$/.test(path);
}

/** Reads one file of a project. Pure; never throws. */
export function readFileFacts({ path, withStyle }: FactsRequest, text: string): FileFacts {
  if (/\.ya?ml$/.test(path)) {
    const yaml = readYamlFacts(text, path);
    return { ...NO_FACTS, yaml, yaml_style: withStyle ? readYamlStyle(text) : null, problems: yaml.problems };
  }
  if (path === MANIFEST_FILE) return { ...NO_FACTS, manifest: readManifestFacts(text) };
  if (path.endsWith('.py')) return { ...NO_FACTS, sql: readPythonFacts(text) };
  const scan = scanJinja(text);
  const sql = readSqlFacts(text, scan);
  return { ...NO_FACTS, sql, sql_style: withStyle ? readSqlStyle(text, scan.tags) : null, problems: faults(sql, path) };
}

/** Of a file that could not be read at all. */
export function unreadableFacts(problem: Problem): FileFacts {
  return { ...NO_FACTS, problems: [problem] };
}

const NO_FACTS: FileFacts = {
  sql: null,
  yaml: null,
  sql_style: null,
  yaml_style: null,
  manifest: null,
  problems: [],
};

function faults({ fault }: SqlFacts, file: string): Problem[] {
  if (!fault) return [];
  const { line, column, message } = fault;
  return [
    {
      code: 'FILE_UNREADABLE',
      message: `${file} is no Jinja that dbt can read: ${message}`,
      where: { file, line, column },
    },
  ];
}
