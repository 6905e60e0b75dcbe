import { readYaml } from '../yaml/read.ts';
import { isJinja } from '../sql/jinja-text.ts';
import { isMapping } from '../yaml/mapping.ts';

/** The folders that dbt reads, relative to the project, with `/`. */
export interface DbtLayout {
  readonly models: readonly string[];
  readonly tests: readonly string[];
  readonly seeds: readonly string[];
  readonly snapshots: readonly string[];
  readonly macros: readonly string[];
  readonly analyses: readonly string[];
  readonly functions: readonly string[];
  /** The folders above and all others: docs, assets. */
  readonly all: readonly string[];
  /** Folder of the installed packages. */
  readonly packages: string;
  /** Name of the profile; empty where only dbt can know it. */
  readonly profile: string;
}

/** Every `*-paths` key of dbt_project.yml with its default (dbt-facts.md 2.1). */
const DEFAULTS = {
  'model-paths': ['models'],
  'test-paths': ['tests'],
  'seed-paths': ['seeds'],
  'snapshot-paths': ['snapshots'],
  'macro-paths': ['macros'],
  'analysis-paths': ['analyses'],
  'function-paths': ['functions'],
  'asset-paths': [],
  'docs-paths': [],
  'osi-paths': [],
  'check-paths': [],
} as const;

/** What two of them were called before dbt 1.0. */
const FORMER = new Map([
  ['model-paths', 'source-paths'],
  ['seed-paths', 'data-paths'],
]);

/** Reads the folders from the text of dbt_project.yml; a text that cannot be read has dbt's defaults. Pure. */
export function readLayout(projectText: string | undefined): DbtLayout {
  const yaml = projectText === undefined ? null : readYaml(projectText, 'dbt_project.yml');
  return layoutOf(yaml !== null && 'value' in yaml ? yaml.value : null);
}

/** The folders that a dbt_project.yml names, dbt's own for those that it does not. Pure. */
export function layoutOf(document: unknown): DbtLayout {
  const project = isMapping(document) ? document : {};
  const folders = (key: keyof typeof DEFAULTS): string[] =>
    foldersOf(project[key] ?? project[FORMER.get(key) ?? '']) ?? [...DEFAULTS[key]];
  const packages = project['packages-install-path'];
  const profile = project['profile'] ?? project['name'];
  return {
    models: folders('model-paths'),
    tests: folders('test-paths'),
    seeds: folders('seed-paths'),
    snapshots: folders('snapshot-paths'),
    macros: folders('macro-paths'),
    analyses: folders('analysis-paths'),
    functions: folders('function-paths'),
    all: [...new Set(KEYS.flatMap(folders))].sort(),
    packages: typeof packages === 'string' && isPlainFolder(packages) ? withoutEdges(packages) : 'dbt_packages',
    profile: typeof profile === 'string' && !isJinja(profile) ? profile : '',
  };
}

const KEYS = Object.keys(DEFAULTS).filter((key): key is keyof typeof DEFAULTS => key in DEFAULTS);

/** Whether a path lies in one of the folders. */
export function isIn(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => path.startsWith(`${folder}/`));
}

function foldersOf(value: unknown): string[] | null {
  const list: readonly unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? [value] : [];
  const folders = list
    .filter((item) => typeof item === 'string')
    .filter(isPlainFolder)
    .map(withoutEdges);
  return folders.length === 0 ? null : folders;
}

/** A folder inside the project that can be known without dbt, and is not the project itself. */
function isPlainFolder(folder: string): boolean {
  const parts = withoutEdges(folder).split('/');
  return !isJinja(folder) && !/^([/\\]|[A-Za-z]:)/.test(folder) && !parts.includes('..') && parts[0] !== '';
}

/** A folder as it is compared: with `/`, without `./` before it and `/` after. */
export function withoutEdges(folder: string): string {
  return folder
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/)+/, '')
    .replace(/\/+$/, '')
    .replace(/^\.$/, '');
}
