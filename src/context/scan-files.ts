import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '../errors.ts';
import { CartridgeError } from '../errors.ts';
import type { DbtLayout } from './dbt-layout.ts';
import type { DbtProject } from './dbt-project.ts';
import { PROJECT_FILE } from './dbt-project.ts';
import { isReadable, MANIFEST_FILE } from './facts/file-facts.ts';
import type { FactsStore } from './facts/known-facts.ts';
import { hashOf } from './facts/known-facts.ts';
import type { ManifestFacts } from './facts/manifest-facts.ts';
import { readFacts } from './facts/read-facts.ts';
import { readGeneratedNodes } from './generated-nodes.ts';
import { indexMacros } from './macro-graph.ts';
import type { InstalledPackage } from './packages.ts';
import { listProjectFiles } from './project-files.ts';
import type { ScannedFile, ScannedProject } from './scanned-project.ts';
import { variablesOf } from './variables.ts';

export interface ScanFilesInput {
  readonly project: Pick<DbtProject, 'name' | 'layout' | 'folderConfigs' | 'vars'>;
  readonly packages: readonly InstalledPackage[];
  /** Path to the text that cartridge last generated there. */
  readonly bases: ReadonlyMap<string, string>;
  readonly store: FactsStore | undefined;
}

export interface ScannedFiles {
  readonly own: ScannedProject;
  readonly packages: readonly ScannedProject[];
  /** The same where all files and bases are. */
  readonly fingerprint: () => string;
  readonly problems: readonly Problem[];
}

/**
 * Reads the files of the project, and those of its packages that make nodes. Throws PATH_OUTSIDE_PROJECT where a link of the
 * project leaves it.
 */
export async function scanFiles(
  projectDir: string,
  { project, packages, bases, store }: ScanFilesInput,
): Promise<ScannedFiles> {
  const own = await listFiles(projectDir, [...project.layout.models, ...project.layout.all]);
  const listed = await Promise.all(packages.map((each) => listPackage(projectDir, each)));
  const requests = [
    ...own.filter(isReadable).map((path) => ({ path, withStyle: true })),
    ...listed.flatMap(({ files }) => files.filter(isReadable).map((path) => ({ path, withStyle: false }))),
    ...[PROJECT_FILE, MANIFEST_FILE].map((path) => ({ path, withStyle: false })),
  ];
  const { facts, fingerprint } = await readFacts(projectDir, requests, store);
  const scanned = (files: readonly string[]): ScannedFile[] =>
    files
      .filter((path) => !isReadable(path) || facts.has(path))
      .map((path) => ({ path, facts: facts.get(path) ?? null }));
  const ownFiles = scanned(own);
  const manifest = facts.get(MANIFEST_FILE)?.manifest ?? null;
  const holds = manifest !== null && describesOnly(manifest, { name: project.name, paths: new Set(own) });
  const lastRun = { manifest: holds ? manifest : null, off: new Set(holds ? manifest.off : []) };
  return {
    own: {
      name: project.name,
      package: null,
      prefix: '',
      layout: project.layout,
      configs: [project.folderConfigs],
      files: ownFiles,
      macros: indexMacros(ownFiles),
      variables: variablesOf(project.name, [project.vars]),
      ...lastRun,
      generated: readGeneratedNodes(bases),
    },
    packages: packages.map(({ path, project: { name, layout, folderConfigs, vars } }, index) => {
      const files = scanned(listed[index]?.files ?? []);
      return {
        name,
        package: name,
        prefix: `${path}/`,
        layout,
        configs: [project.folderConfigs, folderConfigs],
        files,
        macros: indexMacros(files),
        variables: variablesOf(name, [vars, project.vars]),
        ...lastRun,
        generated: NOTHING_GENERATED,
      };
    }),
    fingerprint: () => hashOf(JSON.stringify([fingerprint(), ...bases])),
    problems: [
      ...listed.flatMap(({ problems }) => problems),
      ...own.flatMap((path) => facts.get(path)?.problems ?? []),
    ],
  };
}

/** Whether every model of the project in a manifest is still there: one that is gone makes no file newer than it. */
function describesOnly(
  { models }: ManifestFacts,
  { name, paths }: { name: string; paths: ReadonlySet<string> },
): boolean {
  const own = Object.keys(models).filter((key) => key.startsWith(`${name}:`));
  return own.every((key) => paths.has(key.slice(name.length + 1)));
}

const NOTHING_GENERATED = readGeneratedNodes(new Map());

/** Every file in some folders of a project, each once, sorted. */
async function listFiles(projectDir: string, folders: readonly string[]): Promise<string[]> {
  const listed = await Promise.all([...new Set(folders)].map((folder) => listProjectFiles(projectDir, folder)));
  return [...new Set(listed.flat())].sort();
}

/** Its files, relative to the project. A local package is a link to a folder that may lie elsewhere: it is only read. */
async function listPackage(
  projectDir: string,
  { path, project }: InstalledPackage,
): Promise<{ files: string[]; problems: readonly Problem[] }> {
  try {
    const files = await listFiles(await realpath(join(projectDir, path)), nodeFolders(project.layout));
    return { files: files.map((file) => `${path}/${file}`), problems: [] };
  } catch (error) {
    if (!(error instanceof CartridgeError)) throw error;
    return { files: [], problems: error.problems };
  }
}

function nodeFolders({ models, seeds, snapshots, macros, tests }: DbtLayout): string[] {
  return [...models, ...seeds, ...snapshots, ...macros, ...tests.map((folder) => `${folder}/generic`)];
}
