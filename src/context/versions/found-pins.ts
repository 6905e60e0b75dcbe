import type { Pin } from './pins.ts';
import { readPins } from './pins.ts';
import type { RepositoryFolder } from './repository.ts';
import { namesIn, readRepositoryText } from './repository.ts';

/** A package of dbt that the repository asks for, or has installed, with where that was found. */
export interface FoundPin extends Omit<Pin, 'line'> {
  /** Relative to the project. */
  readonly file: string;
  readonly line: number | null;
  /** The lower the stronger: nearer to the project, then installed, locked, asked for, named in a script. */
  readonly rank: number;
}

/** Kinds of files, the strongest first. */
const KINDS = [
  ['lock', /^(?:uv|poetry|pdm)\.lock$/],
  [
    'dependencies',
    /^(?:(?:.*requirements.*|dbt)\.(?:txt|in)|pyproject\.toml|Pipfile(?:\.lock)?|setup\.(?:py|cfg)|environment\.ya?ml|(?:.*\.)?meltano\.yml)$/,
  ],
  [
    'script',
    /^(?:.*Dockerfile.*|(?:docker-)?compose.*\.ya?ml|\.pre-commit-config\.yaml|\.gitlab-ci\.yml|azure-pipelines\.ya?ml|bitbucket-pipelines\.yml|cloudbuild\.ya?ml|tox\.ini|Makefile|[Jj]ustfile|Taskfile\.ya?ml)$/,
  ],
] as const;

/** Folders that hold such files for the whole repository; in the first two every YAML file is a script. */
const WORKFLOWS = ['.github/workflows', '.circleci'];
const FOLDERS = [...WORKFLOWS, 'build', 'docker', '.devcontainer', 'requirements'];
const ENVIRONMENTS = ['.venv', 'venv', 'env'];

/** The packages of dbt that the folders of a repository ask for, the strongest first. */
export async function findPins(folders: readonly RepositoryFolder[]): Promise<FoundPin[]> {
  const found = await Promise.all(folders.map((folder, level) => pinsOf(folder, level * 10)));
  return found.flat().sort((a, b) => a.rank - b.rank);
}

async function pinsOf(folder: RepositoryFolder, level: number): Promise<FoundPin[]> {
  const names = folder.entries.filter((entry) => !entry.isDirectory()).map((entry) => entry.name);
  const below = FOLDERS.filter((path) => folder.entries.some((entry) => entry.name === path.split('/')[0])).map(
    async (path) => (await namesIn(folder, path)).map((name) => `${path}/${name}`),
  );
  const files = [...names, ...(await Promise.all(below)).flat()].flatMap((file) => {
    const index = KINDS.findIndex(
      ([kind, pattern]) => pattern.test(baseOf(file)) || (kind === 'script' && isWorkflow(file)),
    );
    const kind = KINDS[index]?.[0];
    return kind === undefined ? [] : [{ file, kind, rank: level + 1 + index }];
  });
  const read = files.map(async ({ file, kind, rank }) => {
    const text = await readRepositoryText(folder, file);
    return readPins(text ?? '', kind).map((pin) => ({ ...pin, file: `${folder.prefix}${file}`, rank }));
  });
  return [...(await installedIn(folder, level)), ...(await Promise.all(read)).flat()];
}

function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function isWorkflow(path: string): boolean {
  return WORKFLOWS.some((folder) => path.startsWith(`${folder}/`)) && /\.ya?ml$/.test(path);
}

/** The packages of dbt in a folder's own Python environment. */
async function installedIn(folder: RepositoryFolder, rank: number): Promise<FoundPin[]> {
  const there = ENVIRONMENTS.filter((name) => folder.entries.some((entry) => entry.name === name));
  const found = await Promise.all(
    there.map(async (environment) => {
      const libraries = (await namesIn(folder, `${environment}/lib`)).map((python) => `lib/${python}/site-packages`);
      const names = await Promise.all(
        [...libraries, 'Lib/site-packages'].map((path) => namesIn(folder, `${environment}/${path}`)),
      );
      return names.flat().flatMap((name) => {
        const [, package_ = '', version = ''] = /^dbt_(\w+?)-(\d[\w.]*)\.dist-info$/.exec(name) ?? [];
        const pins = readPins(`dbt-${package_}==${version}`, 'dependencies');
        return pins.map((pin) => ({ ...pin, file: `${folder.prefix}${environment}`, line: null, rank }));
      });
    }),
  );
  return found.flat();
}
