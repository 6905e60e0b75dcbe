import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '../errors.ts';
import { CartridgeError } from '../errors.ts';
import { readYaml } from '../yaml/read.ts';
import type { ExistingPackage } from './context.ts';
import type { DbtProject } from './dbt-project.ts';
import { PROJECT_FILE, readDbtProject, readProjectText } from './dbt-project.ts';
import { listOf } from './facts/plain-data.ts';
import { mappingOf } from '../yaml/mapping.ts';

/** A package that is installed in the project. */
export interface InstalledPackage {
  /** Relative to the project. */
  readonly path: string;
  readonly project: DbtProject;
}

/** The packages in the folder that `dbt deps` fills, and why some of them cannot be read. */
export async function readInstalledPackages(
  projectDir: string,
  folder: string,
): Promise<{ readonly installed: readonly InstalledPackage[]; readonly problems: readonly Problem[] }> {
  const names: string[] = await readdir(join(projectDir, folder)).catch(() => []);
  const problems: Problem[] = [];
  const read = names.sort().map(async (name): Promise<InstalledPackage[]> => {
    const path = `${folder}/${name}`;
    try {
      const project = await readDbtProject(projectDir, `${path}/${PROJECT_FILE}`);
      return project ? [{ path, project }] : [];
    } catch (error) {
      if (!(error instanceof CartridgeError)) throw error;
      problems.push(...error.problems);
      return [];
    }
  });
  return { installed: (await Promise.all(read)).flat(), problems };
}

const REQUEST_FILES = ['packages.yml', 'dependencies.yml'];

/** The packages that the project asks for and those that are installed, each once, and why a file that asks cannot be read. */
export async function existingPackages(
  projectDir: string,
  installed: readonly InstalledPackage[],
): Promise<{ readonly packages: readonly ExistingPackage[]; readonly problems: readonly Problem[] }> {
  const texts = await Promise.all(REQUEST_FILES.map((file) => readProjectText(projectDir, file)));
  const read = texts.flatMap((text, index) => (text === null ? [] : [readYaml(text, REQUEST_FILES[index] ?? '')]));
  const asked = read.flatMap((yaml) => ('problems' in yaml ? [] : readRequests(yaml.value)));
  const found = installed.map(({ path, project }) => {
    const folder = path.slice(path.lastIndexOf('/') + 1);
    const request = asked.find(({ name }) => [folder, project.name].includes(stemOfRequest(name)));
    return { name: project.name, path, version: request?.version ?? null, request };
  });
  const missing = asked.filter((request) => !found.some((each) => each.request === request));
  return {
    packages: [
      ...found.map(({ name, path, version }) => ({ name, path, version })),
      ...missing.map(({ name, version }) => ({ name, path: null, version })),
    ],
    problems: read.flatMap((yaml) => ('problems' in yaml ? yaml.problems : [])),
  };
}

interface PackageRequest {
  readonly name: string;
  readonly version: string | null;
}

/** What a packages.yml or dependencies.yml asks for. Pure. */
function readRequests(document: unknown): PackageRequest[] {
  return listOf(mappingOf(document)['packages']).flatMap((entry) => {
    const { package: hub, git, local, tarball, private: owned, name, version, revision } = mappingOf(entry);
    const wanted = [hub, git, local, owned, name, tarball].find((each) => typeof each === 'string');
    if (wanted === undefined) return [];
    return [{ name: wanted, version: versionText(version ?? revision) }];
  });
}

function versionText(version: unknown): string | null {
  if (Array.isArray(version)) return version.map(String).join(', ');
  return typeof version === 'string' || typeof version === 'number' ? String(version) : null;
}

/** `dbt-labs/dbt_utils` and `https://x/dbt_utils.git` are `dbt_utils`. */
function stemOfRequest(name: string): string {
  return (
    name
      .replace(/\/+$/, '')
      .replace(/\.git$/, '')
      .split('/')
      .at(-1) ?? name
  );
}
